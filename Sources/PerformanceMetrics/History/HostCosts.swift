// What calls cost a machine at one commit: for the trend alone, and never joined with another machine's.

import TextFormats

/// The costs of one run, with the machine that they were measured on.
package struct HostCosts: Encodable, Sendable, Hashable {
  /// The machine, the compiler and the configuration: `Ubuntu 24.04, x86_64, 2 processors, Swift 6.3, release`.
  package let machine: String
  /// The costs by their units and ids.
  package let costs: [MetricUnit: [String: HistoryEntry.Measured]]

  /// Takes the costs of a report; `nil` where it has none.
  init?(_ report: PerformanceReport) {
    let costs = report.costs
    guard !costs.isEmpty else { return nil }
    let (run, host) = (report.run, report.run.host)
    machine =
      "\(host.operatingSystem), \(host.architecture), \(host.processors) processors, Swift \(run.swift), "
      + run.configuration.rawValue
    self.costs = Dictionary(grouping: costs, by: \.unit).mapValues { metrics in
      Dictionary(uniqueKeysWithValues: metrics.map { ($0.id, HistoryEntry.Measured($0)) })
    }
  }

  /// Reads the costs that a line holds; `nil` if it holds none.
  init?(_ value: JSON, in document: JSONDocument) {
    guard let machine = value["machine"]?.string, let units = value["costs"]?.object?.members else { return nil }
    var costs: [MetricUnit: [String: HistoryEntry.Measured]] = [:]
    for member in units {
      let place: [JSONKey] = [.name("host"), .name("costs"), .name(member.name)]
      guard let unit = MetricUnit(rawValue: member.name), let members = member.value.object?.members,
        let numbers = HistoryEntry.Measured.all(members, at: place, in: document)
      else { return nil }
      costs[unit] = numbers
    }
    self.machine = machine
    self.costs = costs
  }

  private enum CodingKeys: CodingKey { case machine, costs }

  /// Writes the machine, and the costs as `[value, scenario]` by unit and id.
  ///
  /// - Throws: what the encoder throws.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(machine, forKey: .machine)
    let costs = Dictionary(uniqueKeysWithValues: costs.map { ($0.key.rawValue, $0.value.mapValues(\.numbers)) })
    try container.encode(costs, forKey: .costs)
  }
}

/// One cost over the runs of a window that one machine measured in one scenario.
package struct HostTrend: Sendable, Hashable {
  /// The machine, the compiler and the configuration.
  package let machine: String
  /// The id of the metric.
  package let id: String
  /// The unit of the numbers.
  package let unit: MetricUnit
  /// The values in the order of the window's runs; `nil` where a run lacks the cost, or another machine measured it.
  package let values: [Int64?]
  /// The change from the first value to the last.
  package let total: Change

  /// The last value.
  package var latest: Int64 { values.last { $0 != nil } as? Int64 ?? 0 }

  /// The costs of a window, those of each machine together, then by id.
  static func all(_ entries: [HistoryEntry], _ selection: MetricSelection) -> [HostTrend] {
    struct Key: Hashable {
      let machine: String
      let id: String
      let unit: MetricUnit
      let scenario: Int64
    }
    var values: [Key: [Int64?]] = [:]
    for (run, entry) in entries.enumerated() {
      guard let host = entry.host else { continue }
      for (unit, costs) in host.costs {
        for (id, number) in costs where selection.includes(id: id, tags: []) {
          let key = Key(machine: host.machine, id: id, unit: unit, scenario: number.scenario)
          values[key, default: Array(repeating: nil, count: entries.count)][run] = number.value
        }
      }
    }
    return values.sorted { one, other in
      (one.key.machine, one.key.id, one.key.unit.rawValue, one.key.scenario)
        < (other.key.machine, other.key.id, other.key.unit.rawValue, other.key.scenario)
    }.map { key, values in
      let present = values.compactMap(\.self)
      return HostTrend(
        machine: key.machine, id: key.id, unit: key.unit, values: values,
        total: Change(from: present.first ?? 0, to: present.last ?? 0))
    }
  }
}

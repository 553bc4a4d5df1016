// What the parts of a call cost this machine: notation, values, JSON, and whole calls with and without them.

import HostMeasurement
import SheetsAPI
import SheetsSim
import TextFormats

/// The cost of work that is repeated many times.
package struct CallCost {
  package let name: String
  /// Processor time of doing it once, in picoseconds: some take less than a few nanoseconds.
  package let picoseconds: Int64

  /// How often it can be done in a second.
  package var perSecond: Int64 { 1_000_000_000_000 / max(1, picoseconds) }

  /// Repeats the work and takes the fastest of five rounds: other processes can only add time.
  init(_ name: String, times: Int, _ round: (Int) throws -> Int) rethrows {
    self.name = name
    var fastest = Int64.max
    for _ in 0..<5 {
      let measured = try HostStopwatch.measure { try round(times) }
      precondition(measured.value >= times, "\(name) was done \(measured.value) times, not \(times)")
      fastest = min(fastest, measured.processorNanoseconds)
    }
    picoseconds = fastest * 1000 / Int64(times)
  }
}

/// The costs of a small read and of a write of 100 cells, and of what they are made of.
package enum CallCosts {
  private static let robot = Identity("robot")
  private static let id = SpreadsheetID("speed")
  private static let read = ValuesGet(spreadsheetID: id, range: "Sheet1!A2:C2", valueRenderOption: .unformattedValue)

  /// Ten rows of ten texts, as people enter them.
  private static let texts: [[CellValue]] = (0..<10).map { row in
    ["S-\(row)", "17", "1,234.50", "12%", "$3.20", "2025-06-01", "1:30 PM", "TRUE", "10/24/2025", "a text"]
      .map { .string($0) }
  }

  private static func write(_ option: ValueInputOption) -> ValuesUpdate {
    ValuesUpdate(spreadsheetID: id, data: ValueRange(range: "Sheet1!A10", values: texts), valueInputOption: option)
  }

  /// Measures all of them; `times` is how often a small read is made.
  ///
  /// - Throws: `SimulationError` when the run stalls or passes its horizon.
  package static func measured(times: Int) throws -> [CallCost] {
    let body = write(.raw).request.rest
    let text = "'Shop floor'!B17:AC900"
    let server = SimulatedBackend(seed: suiteSeed)
    server.addSpreadsheet(id: id, title: "Speed", sharedWith: [robot])
    return [
      try calls("values.get of 3 cells, typed", read, times: times),
      try CallCost("values.get of 3 cells, as JSON both ways", times: times) { times in
        try count(times) {
          try server.immediateAnswer(to: read.request.rest, as: robot).reply(to: .valuesGet).method == .valuesGet
        }
      },
      try calls("values.update of 100 texts, RAW, typed", write(.raw), times: times / 20),
      try calls("values.update of 100 texts, USER_ENTERED, typed", write(.userEntered), times: times / 20),
      CallCost("values.update of 100 texts to JSON", times: times / 20) { times in
        count(times) { !write(.raw).request.rest.body.isEmpty }
      },
      try CallCost("values.update of 100 texts from JSON", times: times / 20) { times in
        try count(times) { try SheetsRequest(body)?.method == .valuesUpdate }
      },
      CallCost("a range in A1 notation, parsed", times: times * 4) { times in
        count(times) { A1Reference(parsing: text) != nil }
      },
      CallCost("a range in A1 notation, printed", times: times * 4) { times in
        guard let reference = A1Reference(parsing: text) else { return 0 }
        return count(times) { !reference.description.isEmpty }
      },
      try CallCost("a bare loop that sleeps and wakes", times: times) { times in
        let simulation = Simulation(seed: suiteSeed, horizon: .seconds(10_000_000))
        return try simulation.run {
          for _ in 0..<times { try await simulation.clock.sleep(for: .milliseconds(225)) }
          return times
        }
      },
    ]
  }

  private static func count(_ times: Int, _ work: () throws -> Bool) rethrows -> Int {
    var count = 0
    for _ in 0..<times { if try work() { count += 1 } }
    return count
  }

  /// A call through the backend, in the virtual time of a new simulation each time.
  private static func calls(_ name: String, _ call: some SheetsCall, times: Int) throws -> CallCost {
    let limits = QuotaLimits(
      readsPerIdentity: 10_000, writesPerIdentity: 10_000, readsPerProject: 10_000, writesPerProject: 10_000)
    return try CallCost(name, times: times) { times in
      let simulation = Simulation(seed: suiteSeed, horizon: .seconds(10_000_000))
      let backend = SimulatedBackend(simulation, BackendConfiguration(quota: limits, keepsCallLog: false))
      backend.addSpreadsheet(id: id, title: "Speed", sharedWith: [robot])
      return try simulation.run {
        for _ in 0..<times { _ = try await backend.call(call, as: robot) }
        return times
      }
    }
  }
}

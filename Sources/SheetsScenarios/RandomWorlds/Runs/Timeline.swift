// The events of a run as a table.

import BatchedSheets
import SheetsAPI
import SheetsSim

/// The events of a run, in their order.
package struct Timeline: CustomStringConvertible {
  /// The most lines that are shown.
  static let mostLines = 120

  private struct Event {
    let time: Int64
    /// Among events of one moment: an answer, what follows from it, what is asked next, a call.
    let rank: Int
    let who: String
    let what: String
    let outcome: String
  }

  private let events: [Event]

  package init(_ run: WorldRun) {
    var events: [Event] = []
    for record in run.records {
      let who = "worker \(record.worker)"
      events.append(
        Event(
          time: record.askedAt.wholeNanoseconds, rank: 2, who: who, what: "asks \(record.id)", outcome: record.asked))
      if let ended = record.endedAt {
        events.append(
          Event(
            time: ended.wholeNanoseconds, rank: 1, who: who, what: "gets \(record.id)", outcome: record.outcome))
      }
    }
    for call in run.callLog.calls {
      let what = "call \(call.number) \(call.method)"
      let rows = call.appendedRowCounts.isEmpty ? "" : ", rows \(call.appendedRowCounts)"
      events.append(
        Event(
          time: call.receivedAt, rank: 3, who: call.identity.name, what: what, outcome: "parts \(call.partCount)\(rows)"
        ))
      if let answered = call.answeredAt {
        events.append(
          Event(
            time: answered, rank: 0, who: "backend", what: "answers \(call.number)", outcome: call.outcome.words))
      }
    }
    // The index last, for a stable order, whatever the sort does with equals.
    self.events = events.enumerated().sorted {
      ($0.element.time, $0.element.rank, $0.offset) < ($1.element.time, $1.element.rank, $1.offset)
    }.map(\.element)
  }

  package var description: String {
    let shown = events.prefix(Self.mostLines)
    let whoWidth = shown.map(\.who.count).max() ?? 0
    let whatWidth = shown.map(\.what.count).max() ?? 0
    let lines = shown.map { event in
      let time = SimulatedClock.Instant(nanoseconds: event.time).description
      return "  \(Self.padded(time, 18, atFront: true))  \(Self.padded(event.who, whoWidth))  "
        + "\(Self.padded(event.what, whatWidth))  \(event.outcome)"
    }
    let rest = events.count - shown.count
    return (lines + (rest > 0 ? ["  … and \(rest) more"] : [])).joined(separator: "\n")
  }

  private static func padded(_ text: String, _ width: Int, atFront: Bool = false) -> String {
    let padding = String(repeating: " ", count: max(0, width - text.count))
    return atFront ? padding + text : text + padding
  }
}

extension WorldRecord {
  fileprivate var asked: String {
    switch step.work {
    case .read(let targets): "to read \(targets.map(\.range).joined(separator: ", "))"
    case .write(let write):
      "\(write.updates.count) updates, \(write.rowCount) rows" + (write.flaw.map { ", \($0.rawValue)" } ?? "")
    }
  }

  fileprivate var outcome: String {
    switch ending {
    case .acknowledged(let receipt): "acknowledged after \(receipt.latency)"
    case .read(let reading): "values of \(reading.values.count) ranges after \(reading.receipt.latency)"
    case .failed(let error): "\(error)"
    case .withdrawn: "withdrawn"
    case .invalid(let error): "refused: \(error)"
    case .broke(let error): error
    case nil: "nothing"
    }
  }
}

extension CallLog.Outcome {
  fileprivate var words: String {
    switch self {
    case .pending: "in flight"
    case .accepted: "200"
    case .refused(let code): "\(code)"
    case .noAnswer: "no answer"
    }
  }
}

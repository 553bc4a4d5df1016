// What happens to a flush after it has left: spans without a gap between them, and its calls.

import SheetsAPI

/// The log of a flush under way; every moment since it left belongs to exactly one span.
struct FlushLog: Sendable {
  private(set) var spans: [Span] = []
  private var calls: [(callIndex: Int, report: CallReport)] = []
  /// When the last span ended.
  private(set) var end: Nanoseconds
  private var waiting: Span.Kind?

  init(leftAt: Nanoseconds) {
    end = leftAt
  }

  /// Begins a wait of a kind.
  mutating func beginWait(_ kind: Span.Kind) { waiting = kind }

  /// Adds the span of the wait that is over.
  mutating func endWait(at now: Nanoseconds) {
    if let waiting { close(waiting, at: now) }
    waiting = nil
  }

  /// Adds a call that has ended, with its span.
  mutating func add(_ report: CallReport, callIndex: Int) {
    close(.inFlight(report.method), at: Nanoseconds(report.endedAt))
    calls.append((callIndex, report))
  }

  /// The reports of some of the plan's calls, in the order in which they were sent.
  func calls(_ indices: Range<Int>) -> [CallReport] {
    calls.filter { indices.contains($0.callIndex) }.map(\.report)
  }

  private mutating func close(_ kind: Span.Kind, at now: Nanoseconds) {
    guard now > end else { return }
    spans.append(Span(kind: kind, duration: Duration(now - end)))
    end = now
  }
}

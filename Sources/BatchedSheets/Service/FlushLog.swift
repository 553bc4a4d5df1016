// What happens to a flush after it has left: spans without a gap between them, and its calls.

import SheetsAPI

/// The log of a flush under way; every moment since it left belongs to exactly one span.
struct FlushLog {
  private(set) var spans: [Span] = []
  private var calls: [(callIndex: Int, report: CallReport)] = []
  /// When the last span ended.
  private(set) var end: Duration

  init(leftAt: Duration) {
    end = leftAt
  }

  /// Adds a span for the time since the last span ended.
  mutating func close(_ kind: Span.Kind, at now: Duration) {
    guard now > end else { return }
    spans.append(Span(kind: kind, duration: now - end))
    end = now
  }

  mutating func add(_ report: CallReport, callIndex: Int) {
    calls.append((callIndex, report))
  }

  /// The calls that carried a batch member, in the order in which they were sent.
  func calls(of planned: FlushPlan.Member) -> [CallReport] {
    calls.filter { planned.calls.contains($0.callIndex) }.map(\.report)
  }

  /// The receipt of a batch member whose last call has just been answered.
  func receipt(for member: BatchMember<some RequestQueuePlanning>, planned: FlushPlan.Member) -> Receipt {
    Receipt(
      latency: end - member.waiting.acceptedAt, spans: member.spansBefore + spans,
      calls: member.waiting.calls + calls(of: planned))
  }
}

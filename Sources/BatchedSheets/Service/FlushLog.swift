// What happens to one flush after it has left, as spans that follow each other without a gap, and the calls it made.

import SheetsAPI

/// The record of a flush under way; every moment since it left belongs to exactly one span.
struct FlushLog {
  private(set) var spans: [Span] = []
  private var calls: [(place: Int, report: CallReport)] = []
  /// When the last span ended.
  private(set) var end: Duration

  init(leftAt: Duration) {
    end = leftAt
  }

  /// Says what the time since the last span was spent on.
  mutating func close(_ kind: Span.Kind, at now: Duration) {
    guard now > end else { return }
    spans.append(Span(kind: kind, duration: now - end))
    end = now
  }

  mutating func add(_ report: CallReport, place: Int) {
    calls.append((place, report))
  }

  /// The calls that carried a passenger, in the order in which they were sent.
  func calls(of passenger: FlushPlan.Passenger) -> [CallReport] {
    calls.filter { passenger.calls.contains($0.place) }.map(\.report)
  }

  /// The receipt of somebody whose last call has just been answered.
  func receipt(for traveller: Traveller<some LanePlanning>, passenger: FlushPlan.Passenger) -> Receipt {
    Receipt(
      latency: end - traveller.waiting.acceptedAt, spans: traveller.spansBefore + spans,
      calls: traveller.waiting.calls + calls(of: passenger))
  }
}

import BatchedSheets
import SheetsAPI
import Testing

@Suite struct `The names of spans` {
  @Test func `stand in reports and baselines, so they stay`() {
    let kinds: [Span.Kind] = [.queued, .paced, .backingOff]
    #expect(kinds.map(\.description) == ["queued", "paced", "backing off"])
    #expect("\(Span.Kind.inFlight(.spreadsheetsBatchUpdate))" == "in flight: spreadsheets.batchUpdate")
    let inFlight = SheetsMethod.allCases.map { Span.Kind.inFlight($0).description }
    #expect(inFlight == SheetsMethod.allCases.map { "in flight: \($0)" })
  }
}

// Seeded fuzz over A1 notation, JSON, and the bodies, paths and queries of the REST interface.

import SheetsAPI
import SheetsScenarios
import SheetsSim
import Synchronization
import Testing

@Suite struct `The fuzz` {
  /// As many as take about three seconds in debug on two idle cores.
  private static let count = 4000

  @Test func `finds no crash and no error that is not in Google's form`() async throws {
    let plan = FuzzPlan(count: Self.count)
    let tally = try await plan.run()
    for report in tally.reports(plan) { Issue.record("\(report)") }
    #expect(tally.inputs == Self.count)
    // A fuzz of which everything is refused, or nothing, tries nothing.
    #expect(tally.oneSided == [])
    print("fuzz: \(tally.inputs) inputs; more with: swift run -c release lab fuzz")
  }

  @Test func `names the command that repeats an input after those before it`() {
    let plan = FuzzPlan(seed: 7, count: 100)
    #expect(plan.command(repeating: 57) == "lab fuzz --seed 7 --from 51 --inputs 7")
    #expect(plan.command(repeating: 60) == "lab fuzz --seed 7 --from 51 --inputs 10")
    #expect(plan.command(repeating: 61) == "lab fuzz --seed 7 --from 61 --inputs 1")
  }

  @Test func `blames the one input that was refused and changed the sheet all the same`() throws {
    let server = SimulatedBackend(seed: 1)
    let isFaulty = Mutex(false)
    var session = try FuzzSession(seed: 3, number: 5) { request in
      let answer = server.immediateAnswer(to: request, as: Identity("robot@example.com"))
      guard request.method == "POST", isFaulty.withLock({ $0 }) else { return answer }
      return RESTAnswer(ErrorEnvelope(.invalidArgument, "after all"))
    }
    let values = ValueRange(range: "Sheet1!A1", values: [["x"]])
    let change = FuzzInput.body(ValuesAppend(spreadsheetID: session.spreadsheetID, data: values).request.rest)
    let refused = FuzzInput.path(RESTRequest(method: "GET", path: "/v4/nothing"))
    isFaulty.withLock { $0 = true }
    do {
      _ = try session.judge(change)
      Issue.record("found no problem, expected one")
    } catch {
      #expect(error.sentence == "was refused and changed the spreadsheet all the same")
    }
    let next = try session.judge(refused)
    #expect(next == "404")
  }

  @Test func `draws the same inputs from the same seed`() throws {
    let drawn = try (0..<2).map { _ in
      var session = try FuzzSession(seed: 3, number: 5)
      return (0..<FuzzSession.length).map { _ in session.draw().shown }
    }
    #expect(drawn[0] == drawn[1])
  }
}

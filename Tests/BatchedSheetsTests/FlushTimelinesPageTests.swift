// The guide's page of timelines: drawn by the state machine itself, so that it cannot tell anything else.

import BatchedSheets
import Foundation
import SheetsAPI
import Testing

@Suite struct `Golden page of flush timelines` {
  private static let unavailable = SheetsError.refused(ErrorEnvelope(.unavailable, "The service is unavailable."))
  private static let three: [SheetOperation] = [.named("A"), .named("B"), .named("C")]

  private static func timeline(
    _ mode: FlushMode, _ operations: [SheetOperation], keysBefore: Int = 0, _ events: (inout FlushTimeline) -> Void
  ) -> String {
    var flush = FlushTimeline(mode, operations, keysBefore: keysBefore)
    events(&flush)
    return "\(flush)"
  }

  private static var timelines: [(title: String, timeline: String)] {
    [
      (
        "Two calls, and all goes well",
        timeline(.twoCalls, three) { flush in
          flush.answers()
          flush.answers()
        }
      ),
      (
        "One call, its answer is lost, and the next try finds that the first was applied",
        timeline(.oneCall, [.named("A")]) { flush in
          flush.fails(.noAnswer(.timedOut))
          flush.wakes()
          flush.getsCapacity()
          flush.refuses("Invalid requests[0].addNamedRange: a named range with this id already exists")
          flush.getsCapacity()
          let key = NamedRange(
            namedRangeID: "guard1n2", name: "guard_1_2",
            range: GridRange(sheetID: 7, startRowIndex: 0, endRowIndex: 1))
          let spreadsheet = Spreadsheet(
            spreadsheetID: SpreadsheetID("sheet"), title: "", sheets: [], namedRanges: [key])
          flush.answers(.spreadsheetsGet(spreadsheet), "answered, the key is there")
        }
      ),
      (
        "One operation among three is invalid",
        timeline(.oneCall, three) { flush in
          flush.refuses("Invalid requests[2].updateCells: range exceeds grid limits")
        }
      ),
      (
        "An invalid row in a chunk that three share",
        timeline(.oneCall, three) { flush in flush.refuses("Invalid requests[4].appendCells: too long") }
      ),
      (
        "Somebody has deleted a key that the batch would remove",
        timeline(.oneCall, [.named("A")], keysBefore: 1) { flush in
          flush.refuses("Invalid requests[1].deleteNamedRange: No named range with id: guard1n2")
          flush.getsCapacity()
          flush.answers()
        }
      ),
      (
        "The identity has lost its access, and another one has not",
        timeline(.oneCall, three) { flush in
          flush.hasOtherIdentity = true
          flush.fails(.refused(ErrorEnvelope(.permissionDenied, "The caller does not have permission")))
        }
      ),
      (
        "Two calls, and the log is gone",
        timeline(.twoCalls, three) { flush in
          flush.answers()
          flush.refuses("Unable to parse range: Log!A1")
        }
      ),
      (
        "An outage, a wait for the budget, and the end of the service",
        timeline(.oneCall, [.named("A")]) { flush in
          flush.fails(unavailable)
          flush.wakes()
          flush.mustWait(seconds: 2)
          flush.wakes()
          flush.getsCapacity()
          flush.fails(unavailable)
          flush.isCanceled()
        }
      ),
    ]
  }

  private static var page: String {
    """
    # Timelines of a flush

    A flush is a state machine, `Flush`: an event goes in (←), and actions come out (→). These timelines are what it
    answers; a test draws them again and compares. What each kind of failure leads to stands in
    [the batching service](batching-service.md).

    ```mermaid
    stateDiagram-v2
      direction LR
      [*] --> ready: leaves
      ready --> inFlight: send
      ready --> waiting: no capacity yet
      waiting --> ready: woke
      inFlight --> ready: answered, next call
      inFlight --> waiting: failed, try again
      inFlight --> asking: refused for the key after a lost answer
      asking --> ready: not applied, removal refused
      asking --> [*]: applied - acknowledge
      inFlight --> [*]: answered - acknowledge
      inFlight --> [*]: refused - reject the named, requeue the others
      waiting --> [*]: canceled - reject
    ```

    """ + timelines.map { "\n## \($0.title)\n\n```\n\($0.timeline)```\n" }.joined()
  }

  @Test func `is what the state machine does`() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/flush-timelines.md")
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil { try Data(Self.page.utf8).write(to: file) }
    let recorded = try String(contentsOf: file, encoding: .utf8)
    #expect(Self.page == recorded, "it changed; to record it: RECORD_GOLDEN=1 swift test --filter Golden")
  }
}

// Timelines of flushes: each event, and what the state machine does about it.

import BatchedSheets
import SheetsAPI
import Testing

@Suite struct `A flush` {
  private static let unavailable = SheetsError.refused(ErrorEnvelope(.unavailable, "unavailable"))
  private static let three: [SheetOperation] = [.named("A"), .named("B"), .named("C")]

  private static func spreadsheet(keys: [String]) -> SheetsReply {
    .spreadsheetsGet(
      Spreadsheet(
        spreadsheetID: SpreadsheetID("sheet"), title: "", sheets: [],
        namedRanges: keys.map {
          NamedRange(namedRangeID: $0, name: $0, range: GridRange(sheetID: 7, startRowIndex: 0, endRowIndex: 1))
        }))
  }

  @Test func `of two calls acknowledges everybody after the second`() {
    var flush = FlushTimeline(.twoCalls, Self.three)
    flush.answers()
    flush.answers()
    #expect(
      "\(flush)" == """
          0.000 s  ← leaves with 3 operations
                   → send values.batchUpdate
          0.500 s  ← answered
                   → send values.append
          1.000 s  ← answered
                   → acknowledge A
                   → acknowledge B
                   → acknowledge C
                   → end

        """)
  }

  @Test func `says where the rows of each landed`() {
    var flush = FlushTimeline(.twoCalls, [.named("A", rows: 3), .named("B", rows: 7)])
    flush.answers()
    flush.answers()
    let rows = flush.actions.compactMap { action -> [Range<Int>]? in
      if case .acknowledge(_, let receipt) = action { receipt.receipt.rows } else { nil }
    }
    #expect(rows == [[10..<13], [13..<20]])
  }

  @Test func `waits and tries again after a lost answer, with the same key`() {
    var flush = FlushTimeline(.oneCall, [.named("A")])
    guard case .send(let first)? = flush.actions.last else { return }
    flush.fails(Self.unavailable)
    flush.wakes()
    flush.mustWait(seconds: 2)
    flush.wakes()
    flush.getsCapacity()
    guard case .send(let second)? = flush.actions.last else {
      Issue.record("expected a second try, got \(flush)")
      return
    }
    #expect(first == second)
    flush.answers()
    #expect(
      "\(flush)" == """
          0.000 s  ← leaves with 1 operation
                   → send addNamedRange, updateCells, appendCells
          0.500 s  ← fails: 503 UNAVAILABLE: unavailable
                   → sleep until 1.5 seconds
          1.500 s  ← wakes
                   → ask the pacer for a write
          1.500 s  ← must wait
                   → free the identity
                   → sleep until 3.5 seconds
          3.500 s  ← wakes
                   → ask the pacer for a write
          3.500 s  ← gets a call
                   → send addNamedRange, updateCells, appendCells
          4.000 s  ← answered
                   → acknowledge A
                   → end

        """)
  }

  @Test(arguments: [(["guard1n2"], "acknowledge A"), ([], "reject A: unknown")])
  func `refused for its key after a lost answer asks whether the key exists`(keys: [String], end: String) {
    var flush = FlushTimeline(.oneCall, [.named("A")])
    flush.fails(.noAnswer(.timedOut))
    flush.wakes()
    flush.getsCapacity()
    flush.refuses("Invalid requests[0].addNamedRange: exists")
    flush.getsCapacity()
    flush.answers(Self.spreadsheet(keys: keys), "answered")
    #expect(
      "\(flush)".hasSuffix(
        """
          2.000 s  ← fails: 400 INVALID_ARGUMENT: Invalid requests[0].addNamedRange: exists
                   → ask the pacer for a read
          2.000 s  ← gets a call
                   → send spreadsheets.get
          2.500 s  ← answered
                   → free the identity
                   → \(end)
                   → end

        """))
  }

  @Test func `does not repeat an append whose answer was lost`() {
    var flush = FlushTimeline(.twoCalls, [.named("A", rows: 3)])
    flush.answers()
    flush.fails(.noAnswer(.connectionLost))
    #expect("\(flush)".hasSuffix("→ reject A: updates 0..<1 applied, rows 0..<3 unknown\n           → end\n"))
  }

  @Test(arguments: [
    SheetsError.notSent(.noConnection), .refused(ErrorEnvelope(.aborted, "again")),
    .refused(ErrorEnvelope(.resourceExhausted, "quota")), .unreadable(code: 429, body: "<html>"),
  ])
  func `repeats an append that was certainly not applied`(error: SheetsError) {
    var flush = FlushTimeline(.twoCalls, [.named("A", updating: nil)])
    flush.fails(error)
    #expect("\(flush)".hasSuffix("→ sleep until 1.5 seconds\n"))
  }

  @Test func `rejects the operation that a refusal names and requeues the others`() {
    var flush = FlushTimeline(.oneCall, Self.three, keysBefore: 2)
    flush.refuses("Invalid requests[4].updateCells: beyond the grid")
    #expect(
      "\(flush)".hasSuffix(
        """
                   → send addNamedRange, deleteNamedRange, deleteNamedRange, updateCells, updateCells, updateCells, appendCells
          0.500 s  ← fails: 400 INVALID_ARGUMENT: Invalid requests[4].updateCells: beyond the grid
                   → reject B: nothing applied
                   → requeue A, C
                   → end

        """))
  }

  @Test func `of two calls finds the operation by its data`() {
    var flush = FlushTimeline(.twoCalls, Self.three)
    flush.refuses("Invalid data[2]: Range (Cells!A9999) exceeds grid limits. Max rows: 10, max columns: 5")
    #expect("\(flush)".hasSuffix("→ reject C: nothing applied\n           → requeue A, B\n           → end\n"))
  }

  @Test func `whose shared chunk is refused tries its halves apart, and the others at once`() {
    var flush = FlushTimeline(.oneCall, Self.three + [.named("D", rows: 0)])
    flush.refuses("Invalid requests[5].appendCells: too long")
    #expect(
      "\(flush)".hasSuffix(
        "→ requeue A apart\n           → requeue B, C apart\n           → requeue D\n           → end\n"))
  }

  @Test func `refused without a name tries its halves apart`() {
    var flush = FlushTimeline(.twoCalls, Self.three)
    flush.answers()
    flush.refuses("Your input contains more than the maximum of 50000 characters in a single cell.")
    #expect("\(flush)".hasSuffix("→ requeue A apart\n           → requeue B, C apart\n           → end\n"))
  }

  @Test func `rejects everybody who writes to a sheet that does not exist`() {
    var flush = FlushTimeline(
      .oneCall, [.named("A", updating: FlushTimeline.other), .named("B"), .named("C", updating: FlushTimeline.other)])
    flush.refuses("Invalid requests[1].updateCells: No grid with id: 4")
    #expect(
      "\(flush)".hasSuffix(
        "→ reject A: nothing applied\n           → reject C: nothing applied\n           → requeue B\n           → end\n"
      ))
  }

  @Test(arguments: [
    (FlushMode.oneCall, "Invalid requests[0].addNamedRange: No grid with id: 7"),
    (.oneCall, "Invalid requests[3].appendCells: No grid with id: 7"),
  ])
  func `whose log is gone rejects everybody with rows in one call`(mode: FlushMode, message: String) {
    var flush = FlushTimeline(mode, [.named("A"), .named("B", rows: 0), .named("C", updating: nil)])
    flush.refuses(message)
    #expect(
      "\(flush)".hasSuffix(
        "→ reject A: nothing applied\n           → reject C: nothing applied\n           → requeue B\n           → end\n"
      ))
  }

  @Test func `of two calls whose log is gone says that the updates were applied`() {
    var flush = FlushTimeline(.twoCalls, [.named("A"), .named("B")])
    flush.answers()
    flush.refuses("Unable to parse range: Log!A1")
    #expect(
      "\(flush)".hasSuffix(
        """
                   → reject A: updates 0..<1 applied, rows 0..<1 not applied
                   → reject B: updates 0..<1 applied, rows 0..<1 not applied
                   → end

        """))
  }

  @Test func `refused for a removal goes again without removals, and asks what is there`() {
    var flush = FlushTimeline(.oneCall, [.named("A")], keysBefore: 2)
    flush.refuses("Invalid requests[2].deleteNamedRange: No named range with id: guard1n4")
    flush.getsCapacity()
    #expect(
      "\(flush)".hasSuffix(
        """
                   → ask the pacer for a write
          0.500 s  ← gets a call
                   → send addNamedRange, updateCells, appendCells

        """))
    guard case .send(.spreadsheetsBatchUpdate(let batch))? = flush.actions.last else { return }
    #expect(batch.includesSpreadsheet)
  }

  @Test func `refused for a removal after a lost answer is repeated once it is known not to be applied`() {
    var flush = FlushTimeline(.oneCall, [.named("A")], keysBefore: 1)
    flush.fails(Self.unavailable)
    flush.wakes()
    flush.getsCapacity()
    flush.refuses("Invalid requests[1].deleteNamedRange: No named range with id: guard1n3")
    flush.getsCapacity()
    flush.answers(Self.spreadsheet(keys: []), "answered")
    #expect("\(flush)".hasSuffix("→ free the identity\n           → ask the pacer for a write\n"))
  }

  @Test func `takes another key when a stranger has its name`() {
    var flush = FlushTimeline(.oneCall, [.named("A")])
    guard case .send(let first)? = flush.actions.last else { return }
    flush.refuses("Invalid requests[0].addNamedRange: exists")
    flush.getsCapacity()
    guard case .send(let second)? = flush.actions.last else {
      Issue.record("expected a second try, got \(flush)")
      return
    }
    #expect(first != second)
  }

  @Test(arguments: [
    (true, "→ deny the identity\n           → requeue A, B, C\n           → end\n"),
    (
      false,
      "→ reject A: nothing applied\n           → reject B: nothing applied\n           → reject C: nothing applied\n           → end\n"
    ),
  ])
  func `without access goes to another identity if there is one`(hasOther: Bool, end: String) {
    for status in [ErrorEnvelope.Status.unauthenticated, .permissionDenied, .notFound] {
      var flush = FlushTimeline(.oneCall, Self.three)
      flush.hasOtherIdentity = hasOther
      flush.fails(.refused(ErrorEnvelope(status, "no")))
      #expect("\(flush)".hasSuffix(end))
    }
  }

  @Test func `goes on from where it was when another identity must finish it`() {
    var flush = FlushTimeline(.twoCalls, [.named("A", rows: 5)], rowsPerChunk: 2)
    flush.hasOtherIdentity = true
    flush.answers()
    flush.answers()
    flush.getsCapacity()
    flush.fails(.refused(ErrorEnvelope(.permissionDenied, "The caller does not have permission")))
    guard case .requeue(let members, apart: false)? = flush.actions.dropLast().last else {
      Issue.record("expected the operation back, got \(flush)")
      return
    }
    #expect(members.map(\.updatesLeft) == [1..<1])
    #expect(members.map(\.rowsLeft) == [2..<5])
  }

  @Test func `canceled while it waits says what may have been applied`() {
    var flush = FlushTimeline(.oneCall, [.named("A")])
    flush.fails(Self.unavailable)
    flush.isCanceled()
    #expect("\(flush)".hasSuffix("→ reject A: unknown\n           → end\n"))
  }

  @Test func `slows down for a quota, whoever names it`() {
    var flush = FlushTimeline(.oneCall, [.named("A")])
    flush.fails(.unreadable(code: 429, body: "<html>"))
    #expect("\(flush)".hasSuffix("→ slow down for the identity\n           → sleep until 1.5 seconds\n"))
  }
}

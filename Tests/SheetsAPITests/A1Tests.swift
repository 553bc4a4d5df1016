import SheetsAPI
import Testing

@Suite struct `A1 notation` {
  private static func cells(
    _ sheet: String?, rows: (Int?, Int?), columns: (Int?, Int?)
  ) -> A1Reference {
    .cells(
      sheet: sheet,
      CellArea(startRow: rows.0, endRow: rows.1, startColumn: columns.0, endColumn: columns.1))
  }

  @Test(arguments: [
    ("Sheet1!A1:B2", cells("Sheet1", rows: (0, 2), columns: (0, 2))),
    ("Sheet1!B2:A1", cells("Sheet1", rows: (0, 2), columns: (0, 2))),
    ("Sheet1!A2:B1", cells("Sheet1", rows: (0, 2), columns: (0, 2))),
    ("A1", cells(nil, rows: (0, 1), columns: (0, 1))),
    ("$C$7", cells(nil, rows: (6, 7), columns: (2, 3))),
    ("pg4", cells(nil, rows: (3, 4), columns: (422, 423))),
    ("A:A", cells(nil, rows: (nil, nil), columns: (0, 1))),
    ("C:A", cells(nil, rows: (nil, nil), columns: (0, 3))),
    ("1:2", cells(nil, rows: (0, 2), columns: (nil, nil))),
    ("A5:A", cells(nil, rows: (4, nil), columns: (0, 1))),
    ("A1:C", cells(nil, rows: (0, nil), columns: (0, 3))),
    ("A1:1", cells(nil, rows: (0, 1), columns: (0, nil))),
    ("ZZZ1", cells(nil, rows: (0, 1), columns: (18_277, 18_278))),
    ("R1C1", cells(nil, rows: (0, 1), columns: (0, 1))),
    ("Sheet1!R2C3:R4C5", cells("Sheet1", rows: (1, 4), columns: (2, 5))),
    ("R1:R2", cells(nil, rows: (0, 2), columns: (17, 18))),
    ("'My sheet'!A1", cells("My sheet", rows: (0, 1), columns: (0, 1))),
    ("'it''s'!A1", cells("it's", rows: (0, 1), columns: (0, 1))),
    ("'a!b'!A1", cells("a!b", rows: (0, 1), columns: (0, 1))),
    ("🌵 test 1!A:A", cells("🌵 test 1", rows: (nil, nil), columns: (0, 1))),
    ("Sheet1", A1Reference.name("Sheet1", quoted: false)),
    ("AAAA1", .name("AAAA1", quoted: false)),
    ("A0", .name("A0", quoted: false)),
    ("A", .name("A", quoted: false)),
    ("A:1", .name("A:1", quoted: false)),
    ("'Sheet1'", .name("Sheet1", quoted: true)),
    ("'quoted ''name'''", .name("quoted 'name'", quoted: true)),
    ("Sheet1!Prices", .nameOnSheet(sheet: "Sheet1", name: "Prices")),
  ])
  func `reads what the writer writes`(text: String, reference: A1Reference) {
    #expect(A1Reference(parsing: text) == reference)
  }

  @Test(arguments: ["", "!A1", "Sheet1!", "''", "''!A1", "'open", "'a'b", "'a'!", "'a'!b!c"])
  func `refuses text that is not a reference`(text: String) {
    #expect(A1Reference(parsing: text) == nil)
  }

  @Test(arguments: [
    "Sheet1!A1:B2", "A1", "A:C", "3:4", "A5:C", "A1:1", "'My sheet'!B7", "'it''s'!A1", "'pg4'!PG4", "'R1C1'!A1",
    "'2024'!A1", "'Ü'!A1", "_x1!A1", "Sheet1", "'Sheet1'", "'a b'", "Sheet1!Prices",
  ])
  func `quotes a name only if it needs quotes`(text: String) {
    #expect(A1Reference(parsing: text)?.description == text)
  }

  @Test(arguments: [
    (0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA"), (18_277, "ZZZ"),
  ])
  func `converts columns to letters and back`(index: Int, letters: String) {
    #expect(A1Notation.columnLetters(index) == letters)
    #expect(A1Notation.columnIndex(letters) == index)
    #expect(A1Notation.columnIndex(letters.lowercased()) == index)
  }

  @Test(arguments: ["", "AAAA", "A1", "É"])
  func `other texts are not columns`(letters: String) {
    #expect(A1Notation.columnIndex(letters) == nil)
  }

  @Test(arguments: [
    (CellArea(), "A:ZZZ"), (CellArea(startRow: 4, startColumn: 1), "B5:ZZZ"), (CellArea(startRow: 4), "A5:ZZZ"),
    (CellArea(endRow: 3, endColumn: 2), "A1:B3"), (CellArea(endRow: 3), "1:3"), (CellArea(endColumn: 2), "A:B"),
    (CellArea(endRow: 3, startColumn: 1), "B1:3"),
  ])
  func `writes open sides that it cannot express as limits`(area: CellArea, text: String) {
    #expect(area.description == text)
  }

  @Test func `thousands of references are read as they were written`() {
    var chance = TestChance(seed: 7)
    for _ in 0..<5000 {
      let reference = A1Reference.random(&chance)
      #expect(A1Reference(parsing: reference.description) == reference)
    }
  }
}

/// A seeded Lehmer generator, which is random enough for test cases.
struct TestChance {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func below(_ bound: Int) -> Int {
    state = state * 48_271 % 2_147_483_647
    return Int(state) % bound
  }
}

extension A1Reference {
  fileprivate static func random(_ chance: inout TestChance) -> A1Reference {
    let names = ["Sheet1", "a b", "it's", "pg4", "🌵", "R1C1", "2024", "a!b", "Prices", "'", "Über"]
    let name = names[chance.below(names.count)]
    switch chance.below(8) {
    case 0: return .name(name, quoted: true)
    case 1: return .nameOnSheet(sheet: name, name: "Prices")
    case 2: return .cells(sheet: nil, .random(&chance))
    default: return .cells(sheet: name, .random(&chance))
    }
  }
}

extension CellArea {
  fileprivate static func random(_ chance: inout TestChance) -> CellArea {
    let row = chance.below(10_000_000)
    let column = chance.below(A1Notation.columnLimit)
    let rows = row..<row + 1 + chance.below(1000)
    let columns = column..<column + 1 + chance.below(A1Notation.columnLimit - column)
    var area = CellArea(rows: rows, columns: columns)
    switch chance.below(5) {
    case 0: (area.startRow, area.endRow) = (nil, nil)
    case 1: (area.startColumn, area.endColumn) = (nil, nil)
    case 2: area.endRow = nil
    case 3: area.endColumn = nil
    default: break
    }
    return area
  }
}

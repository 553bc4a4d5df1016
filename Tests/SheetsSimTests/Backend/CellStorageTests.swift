import SheetsAPI
import SheetsSim
import Testing

/// A model of the storage in its simplest form: a dictionary of cells.
private struct NaiveCells {
  struct Position: Hashable {
    var row: Int
    var column: Int
  }

  var cells: [Position: CellValue] = [:]

  var dataRowCount: Int { cells.keys.reduce(0) { max($0, $1.row + 1) } }

  mutating func set(_ row: Int, _ column: Int, to value: CellValue?) {
    cells[Position(row: row, column: column)] = value == .string("") ? nil : value
  }

  mutating func clear(rows: Range<Int>, columns: Range<Int>) {
    cells = cells.filter { !rows.contains($0.key.row) || !columns.contains($0.key.column) }
  }

  mutating func insertRows(_ count: Int, at row: Int) {
    cells = cells.reduce(into: [:]) { moved, cell in
      let shift = cell.key.row >= row ? count : 0
      moved[Position(row: cell.key.row + shift, column: cell.key.column)] = cell.value
    }
  }

  func values(row: Int, columns: Range<Int>) -> [CellValue] {
    var values = columns.map { cells[Position(row: row, column: $0)] ?? .string("") }
    while values.last == .string("") { values.removeLast() }
    return values
  }

  var textCount: Int {
    cells.values.reduce(0) { count, value in
      if case .string = value { count + 1 } else { count }
    }
  }
}

@Suite struct `Cell storage` {
  @Test(arguments: UInt64(1)...6)
  func `agrees with a dictionary after any operations`(seed: UInt64) {
    var chance = SplitMix64(seed: seed)
    func below(_ bound: UInt64) -> Int { Int(chance.draw(below: bound)) }
    var storage = CellStorage()
    var naive = NaiveCells()
    for _ in 0..<1500 {
      let (row, column) = (below(700), below(12))
      switch below(20) {
      case 0:
        let (rows, columns) = (row..<row + below(300), column..<column + below(12))
        storage.clear(rows: rows, columns: columns)
        naive.clear(rows: rows, columns: columns)
      case 1:
        let count = below(3)
        storage.insertRows(count, at: row)
        naive.insertRows(count, at: row)
      default:
        let values: [CellValue?] = [
          .number(Double(below(100)) - 50), .number(-0.5), .string("text \(below(9))"), .string(""), .boolean(true),
          .boolean(false), nil, .number(0),
        ]
        let value = values[below(UInt64(values.count))]
        storage.set(row, column, to: value)
        naive.set(row, column, to: value)
      }
      #expect(storage.dataRowCount == naive.dataRowCount)
      let rows = below(700)
      let first = below(6)
      let columns = first..<first + below(10)
      #expect(storage.values(row: rows, columns: columns) == naive.values(row: rows, columns: columns))
      #expect(storage.isEmpty(row: rows, columns: columns) == naive.values(row: rows, columns: columns).isEmpty)
    }
    for row in 0..<naive.dataRowCount {
      #expect(storage.values(row: row, columns: 0..<30) == naive.values(row: row, columns: 0..<30))
    }
    for column in 0..<14 {
      let isEmpty = (100..<600).allSatisfy { naive.values(row: $0, columns: column..<column + 1).isEmpty }
      #expect(storage.isEmpty(column: column, rows: 100..<600) == isEmpty)
    }
    #expect(storage.textCount == naive.textCount)
  }

  @Test(arguments: [
    CellValue.number(0), .number(-0.0), .number(.greatestFiniteMagnitude), .number(-.greatestFiniteMagnitude),
    .number(.leastNonzeroMagnitude), .number(-1), .number(9_007_199_254_740_992), .boolean(true), .boolean(false),
    .string("x"), .string("🌵"),
  ])
  func `returns stored values`(value: CellValue) {
    var storage = CellStorage()
    storage.set(3, 2, to: value)
    #expect(storage[3, 2] == value)
    #expect(storage[3, 1] == nil)
    #expect(storage[2, 2] == nil)
  }

  @Test func `releases overwritten texts`() {
    var storage = CellStorage()
    for round in 0..<1000 { storage.set(round % 3, 0, to: .string("round \(round)")) }
    #expect(storage.textCount == 3)
    storage.clear(rows: 0..<3, columns: 0..<1)
    #expect(storage.textCount == 0)
    #expect(storage.dataRowCount == 0)
  }
}

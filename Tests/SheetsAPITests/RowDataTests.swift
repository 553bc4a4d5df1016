import SheetsAPI
import Testing

@Suite struct `A row of values` {
  private static func row(_ chance: inout TestChance) -> [CellValue] {
    (0..<chance.below(8)).map { _ in
      switch chance.below(5) {
      case 0: .null
      case 1: .number(Double(chance.below(1 << 20)) / 8)
      case 2: .boolean(chance.below(2) == 0)
      case 3: ""
      default: .string("text \"\(chance.below(100))\"")
      }
    }
  }

  @Test func `is the row of its cells`() {
    var chance = TestChance(seed: 15)
    for _ in 0..<300 {
      let values = Self.row(&chance)
      let (plain, celled) = (RowData(values), RowData(values: values.map { CellData($0) }))
      #expect(plain == celled)
      #expect(plain.values == celled.values)
      #expect(plain.hashValue == celled.hashValue)
      #expect(plain.json.text == celled.json.text)
      #expect(plain.jsonByteCount == celled.jsonByteCount)
      #expect(plain.count == celled.count)
      #expect(plain != RowData(values + [nil]))
    }
  }

  @Test func `takes a formula`() {
    var row = RowData([1, nil])
    row.values[1].userEnteredValue = .formula("=A1")
    #expect(row == RowData(values: [CellData(1), CellData(userEnteredValue: .formula("=A1"))]))
  }
}

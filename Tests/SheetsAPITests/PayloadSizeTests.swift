import Foundation
import SheetsAPI
import Testing
import TextFormats

@Suite struct `The size of a payload` {
  @Test(arguments: [
    ([CellValue.string("a"), 1, true, nil], #"["a",1,true,null]"#),
    ([], "[]"),
    ([0, -1, 10, -10, 1.5, 0.1, 1e20, -0.0009765625], "[0,-1,10,-10,1.5,0.1,1e+20,-0.0009765625]"),
    ([9_007_199_254_740_991, -9_007_199_254_740_991], "[9007199254740991,-9007199254740991]"),
    ([.string("a/b"), .string("\"\\"), false], #"["a/b","\"\\",false]"#),
    ([.string("\u{8}\t\n\u{C}\r\u{1}\u{1F}\u{7F}")], "[\"\\b\\t\\n\\f\\r\\u0001\\u001f\u{7F}\"]"),
    ([.string("🌵é")], "[\"🌵é\"]"),
  ])
  func `of a row of values is that of its JSON`(row: [CellValue], json: String) {
    #expect(row.jsonByteCount == json.utf8.count)
  }

  @Test(arguments: [
    ([CellData(.string("union"))], #"{"values":[{"userEnteredValue":{"stringValue":"union"}}]}"#),
    ([CellData(12), CellData(.null)], #"{"values":[{"userEnteredValue":{"numberValue":12}},{}]}"#),
    ([CellData(true)], #"{"values":[{"userEnteredValue":{"boolValue":true}}]}"#),
    ([CellData(userEnteredValue: .formula("=\"a\""))], #"{"values":[{"userEnteredValue":{"formulaValue":"=\"a\""}}]}"#),
    ([], #"{"values":[]}"#),
  ])
  func `of a row of cells is that of its JSON`(cells: [CellData], json: String) {
    #expect(RowData(values: cells).jsonByteCount == json.utf8.count)
  }

  @Test func `of a number with decimals is that of its shortest text`() {
    var chance = TestChance(seed: 12)
    for decimals in [1.0, 10, 100, 1000, 1e6] {
      for digits in 1...17 {
        for _ in 0..<20 {
          let whole = Double((chance.below(1 << 31) << 31 + chance.below(1 << 31)) % Int(pow(10, Double(digits))))
          let number = (chance.below(2) == 0 ? -whole : whole) / decimals
          guard number != number.rounded(.down) else { continue }
          #expect([CellValue.number(number)].jsonByteCount == number.description.utf8.count + 2, "\(number)")
        }
      }
    }
  }

  @Test func `of generated texts is that of Foundation's encoder`() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    var chance = TestChance(seed: 11)
    for _ in 0..<500 {
      let scalars = (0..<chance.below(40)).compactMap { _ in Unicode.Scalar(UInt32(chance.below(0x3000))) }
      var text = ""
      text.unicodeScalars.append(contentsOf: scalars)
      #expect([CellValue.string(text)].jsonByteCount == (try encoder.encode([text])).count)
    }
  }
}

// JSON with something about it changed: a value of another type or size, a member too few or too many, a byte.

import SheetsAPI
import SheetsSim
import TextFormats

package struct JSONMutation {
  /// Values that a field rarely expects.
  private static let oddities: [JSON] = [
    .null, true, false, 0, 1, -1, 2, 5, 1000, .number(0.5), .number(-0.5), .number(2_147_483_647),
    .number(2_147_483_648),
    .number(-2_147_483_648), .number(9_007_199_254_740_992), .number(1e300), .number(-1e300),
    .number(.leastNonzeroMagnitude), "", "0",
    "-1",
    "2147483648", "A1:B2", "Data", "Sheet1!A1", "ROWS", "COLUMNS", "=A1", "=SUM(", "=1/0", "'", "\u{0}", "\u{1F600}",
    "*",
    "userEnteredValue", "a,b(c", [], [[]], [[[]]], .object(JSONObject()), ["": ""], ["sheetId": 0],
    ["sheetId": 0, "startRowIndex": 9, "endRowIndex": 3],
  ]

  /// Text of many characters, deep arrays and wide ones: made when they are drawn.
  private static func large(_ generator: inout SplitMix64) -> JSON {
    switch generator.below(4) {
    case 0: .string(String(repeating: "x", count: 50_001))
    case 1: (0..<99).reduce(JSON.array([])) { inner, _ in .array([inner]) }
    case 2: .array(Array(repeating: 1, count: 300))
    default: .string("=" + String(repeating: "(", count: 5000))
    }
  }

  static func oddity(_ generator: inout SplitMix64) -> JSON {
    generator.below(60) == 0 ? large(&generator) : generator.pick(oddities)
  }

  /// The value with one thing in it changed.
  package static func mutated(_ json: JSON, _ generator: inout SplitMix64) -> JSON {
    // The deeper there is something to change, the less often it is changed up here.
    switch json {
    case .object(let object) where !object.members.isEmpty && generator.below(8) > 0:
      var members = object.members
      let index = generator.below(members.count)
      switch generator.below(12) {
      case 0: members.remove(at: index)
      case 1: members.append(members[index])
      case 2: members[index].name += generator.pick(["x", "\u{0}", "é"])
      case 3: members.append(.init(generator.pick(["", "sheetId", "fields", "range"]), oddity(&generator)))
      default: members[index].value = mutated(members[index].value, &generator)
      }
      return .object(JSONObject(members))
    case .array(let elements) where !elements.isEmpty && generator.below(8) > 0:
      var elements = elements
      let index = generator.below(elements.count)
      switch generator.below(8) {
      case 0: elements.remove(at: index)
      case 1: elements.append(elements[index])
      case 2: elements.append(oddity(&generator))
      default: elements[index] = mutated(elements[index], &generator)
      }
      return .array(elements)
    case .number(let number) where generator.below(2) == 0:
      return .number(number + generator.pick([-1, 1, 0.5, 10, 1e9]))
    default: return oddity(&generator)
    }
  }

  /// The bytes with one of them changed, gone or doubled, or cut short.
  package static func mutated(_ bytes: [UInt8], _ generator: inout SplitMix64) -> [UInt8] {
    guard !bytes.isEmpty else { return [UInt8(generator.below(256))] }
    var bytes = bytes
    let index = generator.below(bytes.count)
    switch generator.below(6) {
    case 0: bytes[index] = UInt8(generator.below(256))
    case 1: bytes.remove(at: index)
    case 2: bytes.insert(generator.pick(Array("\\\"{}[]:,u0-+.eE\u{B}\u{C} \n".utf8)), at: index)
    case 3: bytes.removeSubrange(index...)
    case 4: bytes.insert(contentsOf: [0xED, 0xA0, 0x80], at: index)
    default: bytes.insert(contentsOf: bytes[index...], at: index)
    }
    return bytes
  }

  /// Any value, some levels deep.
  package static func value(_ generator: inout SplitMix64, depth: Int = 4) -> JSON {
    switch generator.below(depth == 0 ? 2 : 5) {
    case 0: return oddity(&generator)
    case 1: return .number(Double(bitPattern: generator.next()))
    case 2:
      return .object(
        JSONObject(
          (0..<generator.below(5)).map { _ in
            .init(generator.pick(["a", "b", "", "\"", "\\u", "é"]), value(&generator, depth: depth - 1))
          }))
    default: return .array((0..<generator.below(5)).map { _ in value(&generator, depth: depth - 1) })
    }
  }
}

// Changes whose numbers, words and members are mutated at random: each is answered or refused, and a refusal changes nothing.

import SheetsAPI
import SheetsScenarios
import SheetsSim
import Testing
import TextFormats

@Suite struct `Mutated changes` {
  private struct ChangeMutator {
    var chance: SplitMix64

    private static let numbers: [Double] = [-1, 0, 1, 3, 9, 10, 11, 999, 1000, 2_147_483_647, 2_147_483_648, 0.5]
    private static let words = ["", "ROWS", "COLUMNS", "A1", "=A3:A1", "='", "Sheet1", "*", "note", "TRUE", "12%", "💥"]

    mutating func mutated(_ json: JSON, _ depth: Int = 0) -> JSON {
      if chance.draw(below: 12) == 0 { return leaf() }
      switch json {
      case .object(let object):
        var members: [JSONObject.Member] = []
        for member in object.members where chance.draw(below: 10) > 0 {
          members.append(.init(member.name, mutated(member.value, depth + 1)))
        }
        return .object(JSONObject(members))
      case .array(let elements): return .array(elements.map { mutated($0, depth + 1) })
      case .number: return chance.draw(below: 2) == 0 ? json : .number(pick(Self.numbers))
      case .string: return chance.draw(below: 3) > 0 ? json : .string(pick(Self.words))
      default: return json
      }
    }

    private mutating func leaf() -> JSON {
      switch chance.draw(below: 5) {
      case 0: .null
      case 1: .array([])
      case 2: .object(JSONObject())
      case 3: .string(pick(Self.words))
      default: .number(pick(Self.numbers))
      }
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
      elements[Int(chance.draw(below: UInt64(elements.count)))]
    }
  }

  @Test(arguments: RequestKind.allCases.filter { RequestKindRow[$0].fidelity != .notSimulated })
  func `are answered or refused, and a refusal changes nothing`(kind: RequestKind) throws {
    var mutator = ChangeMutator(chance: SplitMix64(seed: 1, substream: kind.rawValue))
    let sample = try JSON(parsing: Array(RequestKindRow[kind].sample.utf8))
    let fields = "sheets(properties,merges,protectedRanges,basicFilter,rowGroups,columnGroups,data.rowData),namedRanges"
    for _ in 0..<2 {
      let scene = RESTScene(rows: 10, columns: 5)
      _ = scene.enter([["3", "x", "=A2:A1"], ["1", "y", "=SUM(B9:A1)"], ["2", "z", "=Sheet1!A1"]])
      var before = scene.get(fields)
      for _ in 0..<6 {
        let answer = scene.batch([.object(JSONObject([.init(kind.rawValue, mutator.mutated(sample))]))])
        let after = scene.get(fields)
        if answer.status != 200 {
          #expect([400, 501].contains(answer.status), "\(answer.message ?? "")")
          #expect(ErrorEnvelope(json: answer.json) != nil)
          #expect(after == before, "\(answer.message ?? "")")
        }
        before = after
      }
    }
  }
}

// Where two JSON values differ, for the replay of recorded answers.

import SheetsAPI
import TextFormats

/// The first path at which two values differ; members of objects have no order.
package enum JSONDifference {
  package static func first(
    _ expected: JSON, _ actual: JSON, at path: String, loose: [Replay.Loose] = []
  ) -> (path: String, expected: String, actual: String)? {
    switch (expected, actual) {
    case (.object(let left), .object(let right)):
      for member in left.members {
        let memberPath = "\(path).\(member.name)"
        guard let other = right[member.name] else { return (memberPath, member.value.text, "nothing") }
        let isLoose = loose.contains { $0.covers(member.name, at: path) && $0.rule == .anyValue }
        if isLoose, kind(member.value) == kind(other) { continue }
        if let found = first(member.value, other, at: memberPath, loose: loose) { return found }
      }
      for member in right.members where left[member.name] == nil {
        if loose.contains(where: { $0.covers(member.name, at: path) && $0.rule == .mayBeMissing }) { continue }
        return ("\(path).\(member.name)", "nothing", member.value.text)
      }
      return nil
    case (.array(let left), .array(let right)):
      for index in 0..<min(left.count, right.count) {
        if let found = first(left[index], right[index], at: "\(path)[\(index)]", loose: loose) { return found }
      }
      if left.count > right.count { return ("\(path)[\(right.count)]", left[right.count].text, "nothing") }
      if right.count > left.count { return ("\(path)[\(left.count)]", "nothing", right[left.count].text) }
      return nil
    default: return expected == actual ? nil : (path, expected.text, actual.text)
    }
  }

  private static func kind(_ json: JSON) -> Int {
    switch json {
    case .null: 0
    case .boolean: 1
    case .number: 2
    case .string: 3
    case .array: 4
    case .object: 5
    }
  }
}

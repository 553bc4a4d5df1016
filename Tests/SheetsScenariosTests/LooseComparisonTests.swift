// What the replay compares loosely: by being there, never by being left out of sight.

import SheetsAPI
import SheetsScenarios
import Testing
import TextFormats

@Suite struct `Loose comparisons` {
  private static let cases: [(expected: String, actual: String, path: String?)] = [
    (#"{"createdTime": "2023"}"#, #"{"createdTime": "1970"}"#, nil),
    (#"{"createdTime": "2023"}"#, #"{"createdTime": 5}"#, "$.createdTime"),
    (#"{"createdTime": "2023"}"#, "{}", "$.createdTime"), ("{}", #"{"createdTime": "2023"}"#, "$.createdTime"),
    (#"{"permissions": [{"id": "1"}]}"#, #"{"permissions": [{"id": "2"}]}"#, nil),
    (#"{"id": "1"}"#, #"{"id": "2"}"#, "$.id"),
    (#"{"files": [{"id": "1"}]}"#, #"{"files": [{"id": "2"}]}"#, "$.files[0].id"),
    ("{}", #"{"commentUpdateState": "NO_UPDATES_REQUESTED"}"#, nil),
    (#"{"commentUpdateState": "ALL_SAVED"}"#, #"{"commentUpdateState": "X"}"#, "$.commentUpdateState"),
    (#"{"commentUpdateState": "ALL_SAVED"}"#, "{}", "$.commentUpdateState"),
    (#"{"a": [1, 2]}"#, #"{"a": [1]}"#, "$.a[1]"), (#"{"a": [1]}"#, #"{"a": [1, 2]}"#, "$.a[1]"),
    (#"{"a": 1, "b": {"c": "x"}}"#, #"{"b": {"c": "y"}, "a": 1}"#, "$.b.c"), (#"{"a": 1}"#, #"{"a": "1"}"#, "$.a"),
    (#"{"a": {}}"#, #"{"a": []}"#, "$.a"), (#"{"a": null}"#, "{}", "$.a"),
  ]

  @Test(arguments: cases)
  func `still show every other difference`(expected: String, actual: String, path: String?) throws {
    let left = try JSON(parsing: Array(expected.utf8))
    let right = try JSON(parsing: Array(actual.utf8))
    #expect(JSONDifference.first(left, right, at: "$", loose: Replay.loose)?.path == path)
  }

  @Test func `are few, each with its reason`() {
    #expect(Replay.loose.count <= 6)
    #expect(Set(Replay.loose.map(\.name)).count == Replay.loose.count)
    #expect(Replay.loose.allSatisfy { $0.reason.count > 20 })
  }
}

// Replays a recording against the REST server, and compares every answer as JSON.

import SheetsAPI
import SheetsSim
import Testing
import TextFormats

/// What differs from a recording.
struct Mismatch: Sendable, CustomStringConvertible {
  var file: String
  /// The number of the exchange in the file, from 1.
  var exchange: Int
  var request: String
  /// The place in the answer, such as `$.sheets[0].properties.title`.
  var path: String
  var expected: String
  var actual: String

  var description: String {
    "\(file), exchange \(exchange) (\(request)): at \(path): expected \(expected.prefix(200)), got \(actual.prefix(200))"
  }
}

enum Replay {
  /// A member that is not compared by its value, and why.
  struct Loose {
    enum Rule {
      /// It must be there, with a value of the same kind.
      case anyValue
      /// It may be missing in the recording; where it is there, it is compared.
      case mayBeMissing
    }

    var member: String
    /// The list in whose elements the member stands; anywhere when `nil`.
    var list: String?
    var rule: Rule
    var reason: String

    var name: String { list.map { "\($0).\(member)" } ?? member }

    func covers(_ name: String, at path: String) -> Bool {
      name == member && list.map { path.split(separator: ".").last?.hasPrefix("\($0)[") == true } ?? true
    }
  }

  /// All that is compared loosely.
  static let loose = [
    Loose(member: "createdTime", rule: .anyValue, reason: "a moment of Google's clock; the account here has none"),
    Loose(member: "modifiedTime", rule: .anyValue, reason: "a moment of Google's clock; the account here has none"),
    Loose(
      member: "id", list: "permissions", rule: .anyValue,
      reason: "Google's number of an account, which nothing here makes"),
    Loose(
      member: "displayName", list: "permissions", rule: .anyValue, reason: "a name in the profile of an account"),
    Loose(
      member: "commentUpdateState", rule: .mayBeMissing,
      reason: "newer than most recordings: an answer to a batchUpdate seen on 2026-09-30 has it, earlier ones do not"),
  ]

  /// The account that the recordings were made with, as they name it.
  static let caller = Identity("service-account@example.iam.gserviceaccount.com")

  /// What came of one exchange; no mismatch when the answers are equal.
  struct Outcome: Sendable {
    var exchange: Recording.Exchange
    var mismatch: Mismatch?
  }

  /// Replays a recording from an empty account.
  static func run(_ recording: Recording) -> [Outcome] {
    let server = RESTServer(seed: 1)
    return recording.exchanges.enumerated().map { number, exchange in
      server.usePresetIDs(exchange.madeUpIDs)
      let answer = server.answer(exchange.request, as: caller)
      let difference = difference(answer, exchange)
      let mismatch = difference.map {
        Mismatch(
          file: recording.name, exchange: number + 1, request: "\(exchange.request.method) \(exchange.request.path)",
          path: $0.path, expected: $0.expected, actual: $0.actual)
      }
      return Outcome(exchange: exchange, mismatch: mismatch)
    }
  }

  private static func difference(
    _ answer: RESTAnswer, _ exchange: Recording.Exchange
  ) -> (path: String, expected: String, actual: String)? {
    let body = String(decoding: answer.body, as: UTF8.self)
    guard answer.status == exchange.status else {
      return ("status", "\(exchange.status) \(exchange.response?.text ?? "")", "\(answer.status) \(body)")
    }
    guard let expected = exchange.response else {
      return answer.body.isEmpty ? nil : ("body", "none", body)
    }
    guard let actual = try? JSON(parsing: answer.body) else { return ("body", expected.text, body) }
    return JSONDifference.first(expected, actual, at: "$", loose: loose)
  }
}

/// The first place at which two values differ; members of objects have no order.
enum JSONDifference {
  static func first(
    _ expected: JSON, _ actual: JSON, at path: String, loose: [Replay.Loose] = []
  ) -> (path: String, expected: String, actual: String)? {
    switch (expected, actual) {
    case (.object(let left), .object(let right)):
      for member in left.members {
        let place = "\(path).\(member.name)"
        guard let other = right[member.name] else { return (place, member.value.text, "nothing") }
        let isLoose = loose.contains { $0.covers(member.name, at: path) && $0.rule == .anyValue }
        if isLoose, kind(member.value) == kind(other) { continue }
        if let found = first(member.value, other, at: place, loose: loose) { return found }
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

// Replays a recording against a simulated backend, and compares every answer as JSON.

import SheetsAPI
import SheetsSim
import TextFormats

/// What differs from a recording.
package struct Mismatch: Sendable, CustomStringConvertible {
  package var file: String
  /// The number of the exchange in the file, from 1.
  package var exchange: Int
  package var request: String
  /// The path in the answer, such as `$.sheets[0].properties.title`.
  package var path: String
  package var expected: String
  package var actual: String

  package var description: String {
    "\(file), exchange \(exchange) (\(request)): at \(path): expected \(expected.prefix(200)), got \(actual.prefix(200))"
  }
}

package enum Replay {
  /// A member that is not compared by its value, and why.
  package struct Loose {
    package enum Rule {
      /// It must be there, with a value of the same kind.
      case anyValue
      /// It may be missing in the recording; where it is there, it is compared.
      case mayBeMissing
    }

    package var member: String
    /// The list in whose elements the member stands; anywhere when `nil`.
    package var list: String?
    package var rule: Rule
    package var reason: String

    package var name: String { list.map { "\($0).\(member)" } ?? member }

    package func covers(_ name: String, at path: String) -> Bool {
      name == member && list.map { path.split(separator: ".").last?.hasPrefix("\($0)[") == true } ?? true
    }
  }

  /// All that is compared loosely.
  package static let loose = [
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
  package static let caller = Identity("service-account@example.iam.gserviceaccount.com")

  /// The outcome of one exchange; no mismatch when the answers are equal.
  package struct Outcome: Sendable {
    package var exchange: Recording.Exchange
    package var mismatch: Mismatch?
  }

  /// Replays a recording from an empty account.
  package static func run(_ recording: Recording) -> [Outcome] {
    let server = SimulatedBackend(seed: 1)
    return recording.exchanges.enumerated().map { number, exchange in
      server.usePresetIDs(exchange.madeUpIDs)
      let answer = server.immediateAnswer(to: exchange.request, as: caller)
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

// Work that a script asks for: long runs over the scenarios, outside the suites and skipped unless asked for.

import Foundation
import PerformanceMetrics
import Synchronization
import Testing

/// The tests that are commands; `Scripts/on-request` runs one of them by name.
@Suite struct `On request` {}

/// What the script that started this process asks for, through the environment.
struct OnRequest: Sendable {
  /// The name of the command, `ON_REQUEST`.
  let command: String
  /// The words after it, `ON_REQUEST_OPTIONS`, parted by spaces.
  let words: [String]
  /// Where the script finds the answer, `ON_REQUEST_FOLDER`.
  let folder: URL
  /// Whether the answer goes to a terminal, `ON_REQUEST_COLOUR`.
  let style: TextStyle

  /// The request; `nil` when nobody asks.
  static let current: OnRequest? = {
    let environment = ProcessInfo.processInfo.environment
    guard let command = environment["ON_REQUEST"], let folder = environment["ON_REQUEST_FOLDER"] else { return nil }
    return OnRequest(
      command: command, words: (environment["ON_REQUEST_OPTIONS"] ?? "").split(separator: " ").map(String.init),
      folder: URL(filePath: folder), style: environment["ON_REQUEST_COLOUR"] == "yes" ? .coloured : .plain)
  }()

  /// Whether a command is asked for.
  static func asks(for command: String) -> Bool { current?.command == command }

  /// The request, where a test has been enabled by it.
  static func required() throws -> OnRequest { try #require(current) }

  /// Leaves the answer for the script, which shows it and exits with the code.
  func answer(_ text: String, exitCode: Int32) throws {
    try text.write(to: folder.appending(path: "answer.txt"), atomically: true, encoding: .utf8)
    try "\(exitCode)\n".write(to: folder.appending(path: "exit-code"), atomically: true, encoding: .utf8)
  }

  /// Does the work of a command; what it throws becomes the answer, with exit code 1.
  func run(_ work: () async throws -> (text: String, exitCode: Int32)) async throws {
    do {
      let outcome = try await work()
      try answer(outcome.text, exitCode: outcome.exitCode)
    } catch {
      try answer("\(command): \(error)\n", exitCode: 1)
    }
  }
}

extension Trait where Self == ConditionTrait {
  /// Enables a test when a script asks for it by this name.
  static func onRequest(_ command: String) -> Self {
    .enabled(if: OnRequest.asks(for: command), "run by Scripts/\(command)")
  }
}

/// Says on standard error how far many runs are.
final class Progress: Sendable {
  private let total: Int
  private let done = Mutex(0)

  init(of total: Int) {
    self.total = total
  }

  /// Counts one run that has ended.
  func step(_ name: String) {
    let count = done.withLock { done in
      done += 1
      return done
    }
    FileHandle.standardError.write(Data("  \(count) of \(total): \(name)\n".utf8))
  }
}

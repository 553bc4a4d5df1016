// The commands that messages suggest. They work as printed, at the root of the package at hand.

import Foundation
import PerformanceReporting

/// What to type next, in a package that has this one's scripts or in one that only depends on it.
package struct SuggestedCommands: Sendable, Hashable {
  private static let compareScript = "Scripts/compare-baselines"
  private static let updateScript = "Scripts/update-baselines"

  /// The scripts that the package has.
  private let scripts: Set<String>

  /// Looks for the scripts in a package.
  package init(root: URL) {
    scripts = Set(
      [Self.compareScript, Self.updateScript].filter {
        FileManager.default.isExecutableFile(atPath: root.appending(path: $0).path(percentEncoded: false))
      })
  }

  /// Runs all suites.
  package var measure: String { "swift test --filter performance" }

  /// Makes the last run the baseline.
  package var update: String { scripts.contains(Self.updateScript) ? Self.updateScript : performance(["update"]) }

  /// Compares with the baseline; the words are options.
  package func compare(_ options: [String] = []) -> String {
    scripts.contains(Self.compareScript)
      ? ([Self.compareScript] + options.map(Self.quoted)).joined(separator: " ")
      : performance(["compare"] + options)
  }

  /// Those that a document suggests.
  package var ofDocuments: DocumentCommands {
    DocumentCommands(
      measure: measure, compare: compare(), update: update, addToHistory: performance(["history", "add"]))
  }

  /// Explains a subcommand.
  package func help(of subcommand: String? = nil) -> String { performance(["help"] + (subcommand.map { [$0] } ?? [])) }

  /// Shows a file.
  package func open(_ file: String) -> String {
    #if os(macOS)
      "open \(Self.quoted(file))"
    #else
      "xdg-open \(Self.quoted(file))"
    #endif
  }

  /// The command with these words behind its name.
  package func performance(_ words: [String]) -> String {
    (["swift run performance"] + words.map(Self.quoted)).joined(separator: " ")
  }

  /// A word as a shell takes it, in quotation marks where it needs them.
  private static func quoted(_ word: String) -> String {
    let isPlain = word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_./:=,@%+…".contains($0)) }
    return isPlain && !word.isEmpty ? word : "'\(word.replacing("'", with: "'\\''"))'"
  }
}

// The commands that messages and documents suggest. The caller knows its package's scripts; this library knows none.

/// Commands to type next, each of which works as it is printed, in the package's folder.
package struct SuggestedCommands: Sendable, Hashable {
  /// Runs what is measured: all suites, unless the caller measures something else.
  package let measure: String
  /// Runs all suites in a release build, where requirements on what is allocated are judged.
  package static let measureRelease = "swift test -c release --filter performance"
  /// What a reader must know of the usual way to measure, who waits for a report in vain.
  package static let filterRemark = "it runs the suites with “performance” in small letters in their names"
  /// Compares the last run with the baseline; options such as `--partial` may follow it.
  package let compare: String
  /// Makes the last run the baseline; `--partial` or `--reason "…"` may follow it.
  package let update: String
  /// Adds the last run to the history.
  package let addToHistory: String

  /// Compares the costs of two builds; a reference or options follow it.
  private let compareBuilds: String

  /// Suggests the commands of a measurement with a program of its own.
  package init(
    measure: String, compare: String, update: String, addToHistory: String, compareBuilds: String? = nil
  ) {
    self.measure = measure
    self.compare = compare
    self.update = update
    self.addToHistory = addToHistory
    self.compareBuilds = compareBuilds ?? Self.performance(["compare-builds"])
  }

  /// Suggests the commands for the suites.
  ///
  /// - Parameter script: the package's own script for a subcommand of `performance`, as a path from the package's folder;
  ///   `nil` where there is none and the product itself is to be run.
  package init(script: (_ subcommand: String) -> String?) {
    self.init(
      measure: "swift test --filter performance", compare: script("compare") ?? Self.performance(["compare"]),
      update: script("update") ?? Self.performance(["update"]), addToHistory: Self.performance(["history", "add"]),
      compareBuilds: script("compare-builds"))
  }

  /// Compares with some options.
  package func compare(_ options: [String]) -> String { ([compare] + options.map(Self.quoted)).joined(separator: " ") }

  /// Compares the costs of two builds, with a reference and options.
  package func compareBuilds(_ words: [String]) -> String {
    ([compareBuilds] + words.map(Self.quoted)).joined(separator: " ")
  }

  /// Runs the product `performance` with some arguments.
  package static func performance(_ words: [String]) -> String {
    (["swift run performance"] + words.map(quoted)).joined(separator: " ")
  }

  /// Commits everything there is.
  package static func commitAll(_ message: String) -> String {
    "git add --all && git commit --message \(quoted(message))"
  }

  /// Removes files.
  package static func remove(_ files: [String]) -> String { (["rm"] + files.map(quoted)).joined(separator: " ") }

  /// Opens a file in the application that shows it.
  package static func open(_ file: String) -> String {
    #if os(macOS)
      "open \(quoted(file))"
    #else
      "xdg-open \(quoted(file))"
    #endif
  }

  /// A word as a shell takes it, in quotation marks where it needs them.
  private static func quoted(_ word: String) -> String {
    let isPlain = word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_./:=,@%+…".contains($0)) }
    return isPlain && !word.isEmpty ? word : "'\(word.replacing("'", with: "'\\''"))'"
  }
}

// From words to a command; pure. Strict: a word that is not understood is an error, never ignored.

import PerformanceMetrics
import PerformanceReporting

package struct CommandParser {
  private static let commands =
    "compare, accept, merge, history, trend, report, worlds, calibrate, show, export, comment or help"
  private static let flags = ["--partial", "--accepted", "--check"]

  private let command: String
  private var values: [String: String] = [:]
  private var names: [String] = []

  /// The command that the words after the program's name ask for.
  package static func parse(_ words: [String]) throws(UsageError) -> Command {
    guard let command = words.first else { throw UsageError(found: "no command", expected: commands) }
    if words.contains(where: { $0 == "--help" || $0 == "-h" }) { return .help }
    var rest = words.dropFirst()
    let options: [String]
    switch command {
    case "compare":
      options = [
        "--run", "--baseline", "--baseline-ref", "--partial", "--fail-on", "--tag", "--metric", "--format", "--color",
      ]
    case "accept": options = ["--run", "--baseline", "--partial", "--remove", "--reason", "--color"]
    case "merge": options = ["FILE", "--output", "--baseline", "--partial"]
    case "history":
      guard rest.popFirst() == "add" else {
        throw UsageError(found: words.joined(separator: " "), expected: "history add")
      }
      options = ["--run", "--history"]
    case "trend": options = ["--history", "--baseline", "--last", "--tag", "--metric", "--format", "--color"]
    case "report":
      options = [
        "--run", "--baseline", "--baseline-ref", "--history", "--envelope", "--output", "--partial", "--accepted",
        "--check",
      ]
    case "worlds": options = ["FILE", "--color"]
    case "calibrate": options = ["FILE", "--output", "--color"]
    case "show": options = ["--run", "--basis", "--format", "--color"]
    case "export": options = ["--format", "--run", "--baseline", "--baseline-ref", "--output"]
    case "comment": options = ["--run", "--baseline", "--baseline-ref", "--title", "--run-url", "--output"]
    case "help": options = []
    default: throw UsageError(found: "the command \(command)", expected: commands)
    }
    return try CommandParser(command, rest, options: options).request()
  }

  /// Takes the options apart; each at most once, each value as the next word or behind `=`.
  private init(_ command: String, _ words: ArraySlice<String>, options: [String]) throws(UsageError) {
    self.command = command
    let known = options.isEmpty ? "nothing behind it" : options.joined(separator: ", ")
    var rest = words
    while let word = rest.popFirst() {
      if options.first == "FILE", !word.hasPrefix("-") {
        names.append(word)
        continue
      }
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let name = parts[0]
      guard options.contains(name) else { throw UsageError(found: "\(command) \(word)", expected: known) }
      guard values[name] == nil else { throw UsageError(found: "\(name) twice", expected: "it once") }
      if Self.flags.contains(name) {
        guard parts.count == 1 else { throw UsageError(found: word, expected: "\(name) without a value") }
        values[name] = ""
      } else {
        let value = parts.count == 2 ? parts[1] : rest.popFirst()
        guard let value, !value.isEmpty, parts.count == 2 || !value.hasPrefix("--") else {
          throw UsageError(found: "\(name) without a value", expected: Self.expectation(of: name))
        }
        values[name] = value
      }
    }
  }

  private func request() throws(UsageError) -> Command {
    let files = NamedFiles(run: values["--run"], baseline: values["--baseline"], history: values["--history"])
    let colour: ColourChoice = try choice("--color") ?? .auto
    if command == "export" || command == "comment" { return .export(try exportRequest(files)) }
    let format: Format = try choice("--format") ?? .table
    switch command {
    case "compare":
      var request = CompareRequest()
      request.files = files
      request.reference = values["--baseline-ref"]
      request.scope = values["--partial"] == nil ? .complete : .partial
      request.failure = try choice("--fail-on") ?? .regression
      request.selection = selection
      request.format = format
      request.colour = colour
      return .compare(request)
    case "accept":
      var request = AcceptRequest()
      request.files = files
      request.scope = values["--partial"] == nil ? .complete : .partial
      request.removed = values["--remove"]
      request.reason = values["--reason"]
      request.colour = colour
      return .accept(request)
    case "merge":
      guard names.count > 1 else { throw UsageError(found: "\(names.count) runs to merge", expected: "two or more") }
      return .merge(
        runs: names, output: values["--output"], baseline: files.baseline,
        scope: values["--partial"] == nil ? .complete : .partial)
    case "history": return .addToHistory(files: files)
    case "trend":
      var request = TrendRequest()
      request.files = files
      if let last = values["--last"] {
        guard let count = Int(last), count > 0 else {
          throw UsageError(found: "--last \(last)", expected: Self.expectation(of: "--last"))
        }
        request.last = count
      }
      request.selection = selection
      request.format = try withoutMarkdown(format)
      request.colour = colour
      return .trend(request)
    case "report":
      var request = ReportRequest()
      request.files = files
      request.envelope = values["--envelope"]
      request.reference = values["--baseline-ref"]
      request.scope = values["--partial"] == nil ? .complete : .partial
      request.output = values["--output"]
      request.isOfBaseline = values["--accepted"] != nil
      request.isCheck = values["--check"] != nil
      let ofRun = ["--run", "--baseline-ref", "--partial"].first { values[$0] != nil }
      if request.isOfBaseline, let ofRun {
        throw UsageError(found: "--accepted with \(ofRun)", expected: "one of the two: what was accepted has no run")
      }
      if request.isCheck, !request.isOfBaseline {
        throw UsageError(found: "--check alone", expected: "--accepted --check: the report of a run is not kept")
      }
      return .report(request)
    case "worlds":
      guard names.count > 1 else { throw UsageError(found: "\(names.count) runs to show", expected: "two or more") }
      return .worlds(runs: names, colour: colour)
    case "calibrate":
      guard names.count == 1 else {
        throw UsageError(found: "\(names.count) files of samples", expected: "one, as in samples.csv")
      }
      return .calibrate(samples: names[0], output: values["--output"], colour: colour)
    case "show":
      _ = try withoutMarkdown(format)
      return .show(run: files.run, basis: try choice("--basis"), format: format, colour: colour)
    default: return .help
    }
  }

  private func exportRequest(_ files: NamedFiles) throws(UsageError) -> ExportRequest {
    var request = ExportRequest(.comment(title: values["--title"], link: values["--run-url"]))
    if command == "export" {
      let expected = Self.list(ExportFormat.self)
      guard let word = values["--format"] else { throw UsageError(found: "no --format", expected: expected) }
      guard let format = ExportFormat(rawValue: word) else {
        throw UsageError(found: "--format \(word)", expected: expected)
      }
      request.form = .export(format)
    }
    request.files = files
    request.reference = values["--baseline-ref"]
    request.output = values["--output"]
    return request
  }

  private func withoutMarkdown(_ format: Format) throws(UsageError) -> Format {
    guard format != .markdown else { throw UsageError(found: "--format markdown", expected: "one of table, json") }
    return format
  }

  private var selection: MetricSelection {
    MetricSelection(patterns: values["--metric"] ?? "", tags: TagSelection(values["--tag"] ?? ""))
  }

  private func choice<Value: RawRepresentable<String>>(_ option: String) throws(UsageError) -> Value? {
    guard let text = values[option] else { return nil }
    guard let value = Value(rawValue: text) else {
      throw UsageError(found: "\(option) \(text)", expected: Self.expectation(of: option))
    }
    return value
  }

  private static func expectation(of option: String) -> String {
    switch option {
    case "--format": list(Format.self)
    case "--color": list(ColourChoice.self)
    case "--basis": list(Basis.self)
    case "--fail-on": list(FailureThreshold.self)
    case "--tag": "tags, as in quota,!load"
    case "--baseline-ref": "a git reference, as in origin/main"
    case "--reason", "--title": "a sentence in quotation marks"
    case "--run-url": "an address, as in https://github.com/…"
    case "--last": "a number of runs, 1 or more"
    case "--metric", "--remove": "a pattern of ids, as in load/*"
    default: "the name of a file"
    }
  }

  private static func list<Value: RawRepresentable<String> & CaseIterable>(_ type: Value.Type) -> String {
    "one of " + type.allCases.map(\.rawValue).joined(separator: ", ")
  }
}

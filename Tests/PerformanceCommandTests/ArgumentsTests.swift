// Words to arguments, by tables; every word that is not understood is refused.

import PerformanceMetrics
import PerformanceReporting
import Testing

import PerformanceCommand

/// A subcommand with one option of each kind.
private struct Probe: Subcommand {
  let name = "probe"
  let abstract = "answers nothing"
  let example = ["probe"]
  let file = Option<String?>.text("--file", "FILE", help: "a file", default: "none")
  let scope = Option<ComparisonScope>.flag("--partial", on: .partial, off: .complete, help: "a part")
  let end = Option<FailureThreshold>.choice(
    "--end", "END", of: FailureThreshold.allCases, default: .regression, help: "an end")
  let positional: Positional? = Positional("WORD", count: 0...2, expected: "at most two words", help: "words")

  var options: [any OptionDescription] { [file, scope, end] }

  func run(_ arguments: Arguments, in context: Context) -> Outcome { Outcome() }

  func parse(_ line: String) throws(UsageError) -> Arguments {
    try Arguments(line.split(separator: " ").map(String.init), of: self)
  }
}

@Suite struct `The arguments` {
  @Test(arguments: [
    ("", nil, ComparisonScope.complete, FailureThreshold.regression, []),
    ("--file a.json --end drift", "a.json", .complete, .drift, []),
    ("--file=a.json --partial --end=drift", "a.json", .partial, .drift, []),
    ("one --file=--odd two", "--odd", .complete, .regression, ["one", "two"]),
    ("--file=a=b", "a=b", .complete, .regression, []),
  ])
  func `are read with their defaults, behind = or as the next word`(
    line: String, file: String?, scope: ComparisonScope, end: FailureThreshold, words: [String]
  ) throws {
    let probe = Probe()
    let arguments = try probe.parse(line)
    #expect(arguments[probe.file] == file)
    #expect(arguments.has(probe.file) == (file != nil))
    #expect(arguments[probe.scope] == scope)
    #expect(arguments[probe.end] == end)
    #expect(arguments.positionals == words)
  }

  @Test func `can be typed again as they were given`() throws {
    let probe = Probe()
    let arguments = try probe.parse("--end=drift --partial word")
    #expect(arguments.repeated(probe.options) == ["--partial", "--end", "drift"])
  }

  @Test(arguments: [
    ("--fiel a", "--file"), ("--ned drift", "--end"), ("--end drifted", "drift"), ("--end noise", nil),
    ("--everything", nil),
  ])
  func `that are near to known ones are answered with these`(line: String, nearest: String?) {
    let error = #expect(throws: UsageError.self) { try Probe().parse(line) }
    #expect(error?.nearest == nearest)
  }

  @Test(arguments: [
    ("", "", 0), ("abc", "abc", 0), ("abc", "", 3), ("", "abc", 3), ("abc", "abd", 1), ("abc", "ab", 1),
    ("kitten", "sitting", 3), ("comapre", "compare", 2),
  ])
  func `are near by the edits between them`(one: String, other: String, distance: Int) {
    #expect(one.editDistance(to: other) == distance)
    #expect(other.editDistance(to: one) == distance)
  }
}

@Suite struct `Command line` {
  @Test(arguments: [
    "compare", "compare --run a.json --baseline=b.json --partial --format json --color never",
    "compare --fail-on drift --tag quota,!load --metric load/* --format markdown", "compare --run=--odd",
    "compare --baseline-ref origin/main", "update --run a.json", "update --baseline b.json --color=always",
    "update --partial --remove old/* --reason gone", "show", "show --basis host --format=json",
    "history add --run a.json --history h", "history --run a.json add", "worlds a b --color never",
    "calibrate a.csv --output b", "merge a b --output c --partial c", "trend",
    "trend --last 7 --metric a/* --format json", "report --partial --load-sweep s", "report --committed --check",
    "export --format junit", "export --format=github-action-benchmark --run r --baseline-ref main --output -",
    "comment --title=--odd --run-url u --baseline b", "help", "--help", "-h", "compare --help", "help compare",
  ])
  func `is understood`(line: String) throws {
    let outcome = try Place().run(line.split(separator: " ").map(String.init))
    #expect(!outcome.errors.contains("see: swift run performance help"))
  }

  @Test(arguments: [
    ("", "no subcommand"), ("comapre", "the subcommand comapre"), ("accept", "the subcommand accept"),
    ("compare --runs a", "compare --runs"), ("compare a.json", "compare a.json"),
    ("compare --run", "--run without a value"), ("compare --run --partial", "--run without a value"),
    ("compare --run=", "--run without a value"), ("compare --run a --run b", "--run twice"),
    ("compare --partial --partial", "--partial twice"), ("compare --partial=yes", "--partial=yes"),
    ("compare --format xml", "--format xml"), ("compare --color red", "--color red"),
    ("show --basis real", "--basis real"), ("show --partial", "show --partial"),
    ("show --format markdown", "--format markdown"), ("compare --fail-on noise", "--fail-on noise"),
    ("update --tag x", "update --tag"), ("update --reason", "--reason without a value"),
    ("merge a", "merge with 1 FILE"), ("worlds a", "worlds with 1 FILE"), ("calibrate", "calibrate with no FILE"),
    ("calibrate a b", "calibrate with 2 FILEs"), ("merge a b --run c", "merge --run"),
    ("history", "history with no VERB"), ("history remove", "history remove"), ("trend --last 0", "--last 0"),
    ("trend --last x", "--last x"), ("trend --format markdown", "--format markdown"),
    ("help comapre", "help comapre"), ("export", "export without --format"),
    ("export --format table", "--format table"), ("comment --format junit", "comment --format"),
    ("export --title x", "export --title"), ("report --accepted", "report --accepted"),
  ])
  func `that makes no sense is refused with what was found`(line: String, found: String) throws {
    let words = line.split(separator: " ").map(String.init)
    let outcome = try Place().run(words)
    #expect(outcome.exitCode == .couldNotJudge)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix("performance: found \(found), expected "))
    let help = Program.subcommands.contains { $0.name == words.first } ? "help \(words[0])" : "help"
    #expect(outcome.errors.hasSuffix(" see: swift run performance \(help)\n"))
  }

  @Test(arguments: [
    ("comapre", "compare"), ("exprot --format junit", "export"), ("compare --baseline-rf main", "--baseline-ref"),
    ("update --raeson x", "--reason"), ("compare partial", "--partial"), ("compare --format mardown", "markdown"),
    ("history ad", "add"), ("help tred", "trend"),
  ])
  func `that is mistyped is answered with the nearest word`(line: String, nearest: String) throws {
    let outcome = try Place().run(line.split(separator: " ").map(String.init))
    #expect(outcome.exitCode == .couldNotJudge)
    #expect(outcome.errors.contains("; did you mean \(nearest)? see: "))
  }
}

// Whole command lines, by tables: those that are understood, and what the others are answered.

import PerformanceCommand
import PerformanceMetrics
import PerformanceReporting
import Testing

@Suite struct `Command line` {
  @Test(arguments: [
    "compare", "compare --run a.json --baseline=b.json --partial --format json --color never",
    "compare --fail-on drift --tag quota,!load --metric load/* --format markdown", "compare --run=--odd",
    "compare --baseline-ref origin/main", "update --run a.json", "update --baseline b.json --color=always",
    "update --partial --remove old/* --reason gone", "show", "show --basis host --format=json",
    "history add --run a.json --history h", "history --run a.json add", "merge a b --output c --partial c", "trend",
    "trend --last 7 --metric a/* --format json", "report --partial --load-sweep s", "report --committed --check",
    "export --format junit", "export --format=github-action-benchmark --run r --baseline-ref main --output -",
    "comment --title=--odd --run-url u --baseline b", "help", "--help", "-h", "compare --help", "help compare",
  ])
  func `is parsed when it makes sense`(line: String) throws {
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
    ("merge a", "merge with 1 FILE"), ("worlds a b", "the subcommand worlds"), ("merge a b --run c", "merge --run"),
    ("history", "history with no VERB"), ("history remove", "history remove"), ("trend --last 0", "--last 0"),
    ("trend --last x", "--last x"), ("trend --format markdown", "--format markdown"),
    ("help comapre", "help comapre"), ("export", "export without --format"),
    ("export --format table", "--format table"), ("comment --format junit", "comment --format"),
    ("export --title x", "export --title"), ("report --accepted", "report --accepted"),
  ])
  func `is refused with what was found when it makes no sense`(line: String, found: String) throws {
    let words = line.split(separator: " ").map(String.init)
    let outcome = try Place().run(words)
    #expect(outcome.exitCode == .couldNotJudge)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix("performance: found \(found), expected "))
    let help = Program.commandLine.descriptions.contains { $0.name == words.first } ? "help \(words[0])" : "help"
    #expect(outcome.errors.hasSuffix(" see: swift run performance \(help)\n"))
  }

  @Test(arguments: [
    ("comapre", "compare"), ("exprot --format junit", "export"), ("compare --baseline-rf main", "--baseline-ref"),
    ("update --raeson x", "--reason"), ("compare partial", "--partial"), ("compare --format mardown", "markdown"),
    ("history ad", "add"), ("help tred", "trend"),
  ])
  func `is answered with the nearest word when it is mistyped`(line: String, nearest: String) throws {
    let outcome = try Place().run(line.split(separator: " ").map(String.init))
    #expect(outcome.exitCode == .couldNotJudge)
    #expect(outcome.errors.contains("; did you mean \(nearest)? see: "))
  }
}

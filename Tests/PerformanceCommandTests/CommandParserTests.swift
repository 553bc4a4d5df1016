// Words to commands, by a table; every word that is not understood is refused.

import PerformanceMetrics
import Testing

import PerformanceCommand

@Suite struct `Command line` {
  @Test(
    arguments: [
      ("compare", .compare(files: NamedFiles(), scope: .complete, format: .table, colour: .auto)),
      (
        "compare --run a.json --baseline=b.json --partial --format json --color never",
        .compare(files: NamedFiles(run: "a.json", baseline: "b.json"), scope: .partial, format: .json, colour: .never)
      ),
      ("accept --run a.json", .accept(files: NamedFiles(run: "a.json"), colour: .auto)),
      ("accept --baseline b.json --color=always", .accept(files: NamedFiles(baseline: "b.json"), colour: .always)),
      ("show", .show(run: nil, basis: nil, format: .table, colour: .auto)),
      ("show --basis host --format=json", .show(run: nil, basis: .host, format: .json, colour: .auto)),
      (
        "compare --run=--odd",
        .compare(files: NamedFiles(run: "--odd"), scope: .complete, format: .table, colour: .auto)
      ),
      ("help", .help), ("--help", .help), ("-h", .help), ("compare --help", .help),
    ] as [(String, Command)])
  func `is understood`(line: String, command: Command) throws {
    #expect(try CommandParser.parse(line.split(separator: " ").map(String.init)) == command)
  }

  @Test(arguments: [
    ("", "no command"), ("comapre", "the command comapre"), ("compare --runs a", "compare --runs"),
    ("compare a.json", "compare a.json"), ("compare --run", "--run without a value"),
    ("compare --run --partial", "--run without a value"), ("compare --run=", "--run without a value"),
    ("compare --run a --run b", "--run twice"), ("compare --partial --partial", "--partial twice"),
    ("compare --partial=yes", "--partial=yes"), ("compare --format xml", "--format xml"),
    ("compare --color red", "--color red"), ("show --basis real", "--basis real"),
    ("show --partial", "show --partial"), ("accept --partial", "accept --partial"), ("help compare", "help compare"),
  ])
  func `that makes no sense is refused with what was found`(line: String, found: String) {
    let error = #expect(throws: UsageError.self) {
      try CommandParser.parse(line.split(separator: " ").map(String.init))
    }
    #expect(error?.found == found)
    #expect(error?.description.hasSuffix("; see: performance help") == true)
  }

  @Test func `help fits 100 columns and names every option that is understood`() {
    for option in ["--run", "--baseline", "--partial", "--format", "--color", "--basis"] {
      #expect(HelpText.text.contains(option))
    }
    #expect(HelpText.text.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }
}

// Words to commands, by a table; every word that is not understood is refused.

import PerformanceMetrics
import PerformanceReporting
import Testing

import PerformanceCommand

private func compare(_ change: (inout CompareRequest) -> Void) -> Command {
  var request = CompareRequest()
  change(&request)
  return .compare(request)
}

private func accept(_ change: (inout AcceptRequest) -> Void) -> Command {
  var request = AcceptRequest()
  change(&request)
  return .accept(request)
}

private func trend(_ change: (inout TrendRequest) -> Void) -> Command {
  var request = TrendRequest()
  change(&request)
  return .trend(request)
}

private func export(_ form: ExportRequest.Form, _ change: (inout ExportRequest) -> Void) -> Command {
  var request = ExportRequest(form)
  change(&request)
  return .export(request)
}

@Suite struct `Command line` {
  @Test(
    arguments: [
      ("compare", compare { _ in }),
      (
        "compare --run a.json --baseline=b.json --partial --format json --color never",
        compare {
          $0.files = NamedFiles(run: "a.json", baseline: "b.json")
          $0.scope = .partial
          $0.format = .json
          $0.colour = .never
        }
      ),
      (
        "compare --fail-on drift --tag quota,!load --metric load/* --format markdown",
        compare {
          $0.failure = .drift
          $0.selection = MetricSelection(patterns: "load/*", tags: TagSelection("quota,!load"))
          $0.format = .markdown
        }
      ),
      ("compare --baseline-ref origin/main", compare { $0.reference = "origin/main" }),
      ("accept --run a.json", accept { $0.files.run = "a.json" }),
      (
        "accept --baseline b.json --color=always",
        accept {
          $0.files.baseline = "b.json"
          $0.colour = .always
        }
      ),
      (
        "accept --partial --remove old/* --reason gone",
        accept {
          $0.scope = .partial
          $0.removed = "old/*"
          $0.reason = "gone"
        }
      ),
      ("show", .show(run: nil, basis: nil, format: .table, colour: .auto)),
      ("show --basis host --format=json", .show(run: nil, basis: .host, format: .json, colour: .auto)),
      ("compare --run=--odd", compare { $0.files.run = "--odd" }),
      ("history add --run a.json --history h", .addToHistory(files: NamedFiles(run: "a.json", history: "h"))),
      ("worlds a b --color never", .worlds(runs: ["a", "b"], colour: .never)),
      ("calibrate a.csv --output b", .calibrate(samples: "a.csv", output: "b", colour: .auto)),
      (
        "merge a b --output c --partial c",
        .merge(runs: ["a", "b", "c"], output: "c", baseline: nil, scope: .partial)
      ),
      ("trend", .trend(TrendRequest())),
      (
        "trend --last 7 --metric a/* --format json",
        trend {
          $0.last = 7
          $0.selection = MetricSelection(patterns: "a/*")
          $0.format = .json
        }
      ),
      ("export --format junit", export(.export(.junit)) { _ in }),
      (
        "export --format=github-action-benchmark --run r --baseline-ref main --output -",
        export(.export(.githubActionBenchmark)) {
          $0.files.run = "r"
          $0.reference = "main"
          $0.output = "-"
        }
      ),
      (
        "comment --title=--odd --run-url u --baseline b",
        export(.comment(title: "--odd", link: "u")) { $0.files.baseline = "b" }
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
    ("show --partial", "show --partial"), ("show --format markdown", "--format markdown"),
    ("compare --fail-on noise", "--fail-on noise"), ("accept --tag x", "accept --tag"),
    ("accept --reason", "--reason without a value"), ("merge a", "1 runs to merge"), ("worlds a", "1 runs to show"),
    ("calibrate", "0 files of samples"), ("calibrate a b", "2 files of samples"),
    ("merge a b --run c", "merge --run"),
    ("history", "history"), ("history remove", "history remove"),
    ("trend --last 0", "--last 0"), ("trend --last x", "--last x"), ("trend --format markdown", "--format markdown"),
    ("help compare", "help compare"), ("export", "no --format"), ("export --format table", "--format table"),
    ("comment --format junit", "comment --format"), ("export --title x", "export --title"),
  ])
  func `that makes no sense is refused with what was found`(line: String, found: String) {
    let error = #expect(throws: UsageError.self) {
      try CommandParser.parse(line.split(separator: " ").map(String.init))
    }
    #expect(error?.found == found)
    #expect(error?.description.hasSuffix("; see: performance help") == true)
  }

  @Test func `help fits 100 columns and names every option that is understood`() {
    for option in [
      "--run", "--baseline", "--partial", "--format", "--color", "--basis", "--fail-on", "--tag", "--metric",
      "--baseline-ref", "--remove", "--reason", "--history", "--last", "--output",
      "--title", "--run-url",
    ] {
      #expect(HelpText.text.contains(option))
    }
    #expect(HelpText.text.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }
}

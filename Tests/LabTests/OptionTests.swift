// What the subcommands take, and what they refuse.

import Lab
import PerformanceMetrics
import PerformanceReporting
import Testing

private struct Example: Subcommand {
  let name = "example"
  let summary = "an example"
  let discussion = "Does nothing."
  let argument: Argument? = Argument("FILE", .atMostOne, help: "a file")
  let options: [Option] = [
    .numbers("workers", default: [7], help: "how many"), .number("seeds", default: 3, help: "how many seeds"),
    .number("seconds", help: "how long"), .choice("mode", ["one", "two"], default: "one", help: "which"),
    .flag("update", help: "whether"),
  ]

  func run(_ values: OptionValues, _ console: Console) async throws -> ExitCode { .nothingWorse }
}

@Suite struct `Options of a subcommand` {
  @Test func `have their values or their defaults`() throws {
    let values = try OptionValues(["--workers", "1,50", "--update", "a", "--mode=two"], for: Example())
    #expect(values.numbers("workers") == [1, 50])
    #expect(values.number("seeds") == 3)
    #expect(values.optionalNumber("seconds") == nil)
    #expect(values.text("mode") == "two")
    #expect(values.has("update"))
    #expect(values.arguments == ["a"])
  }

  private static let refusals: [(words: [String], message: String)] = [
    (["--worker", "1"], "unknown option --worker; did you mean --workers?"),
    (["--Seeds=4"], "unknown option --Seeds; did you mean --seeds?"),
    (["--palette"], "unknown option --palette; expected one of --workers, --seeds, --seconds, --mode, --update"),
    (["-x"], "unknown option -x; expected one of --workers, --seeds, --seconds, --mode, --update"),
    (["a", "b"], "unexpected argument b"),
    (["--workers"], "--workers expects a value: --workers N,…"),
    (["--workers", "--update"], "--workers expects a value: --workers N,…"),
    (["--workers", "1,,2"], "--workers expects whole numbers from 1, separated by commas, found 1,,2"),
    (["--seeds", "0"], "--seeds expects a whole number from 1, found 0"),
    (["--mode", "three"], "--mode expects one of one, two, found three"),
    (["--update=yes"], "--update takes no value, found --update=yes"),
  ]

  @Test(arguments: refusals)
  func `are refused with what was expected`(words: [String], message: String) {
    let error = #expect(throws: UsageError.self) { try OptionValues(words, for: Example()) }
    #expect(error?.description == message)
  }

  @Test func `are in the help with their defaults`() {
    #expect(
      LabHelp.text(Example()) == """
        Does nothing.

        usage: lab example [--workers N,…] [--seeds N] [--seconds N] [--mode one|two] [--update] [FILE]

          --workers N,…   how many (default: 7)
          --seeds N       how many seeds (default: 3)
          --seconds N     how long
          --mode one|two  which (default: one)
          --update        whether
          FILE            a file

        exit codes: 0 nothing is wrong; 1 could not judge, wrong arguments among the reasons; 2 a rule or a requirement
        is broken; 3 too little was measured

        """)
  }
}

@Suite struct `The lab` {
  @Test func `lists every subcommand once, each with a help that fits the screen`() {
    let names = LabProgram.subcommands.map(\.name)
    #expect(Set(names).count == names.count)
    for subcommand in LabProgram.subcommands {
      #expect(LabHelp.overview(LabProgram.subcommands).contains("  \(subcommand.name)  "))
      for line in LabHelp.text(subcommand).split(separator: "\n") { #expect(line.count <= 120, "\(line)") }
    }
  }

  private static let answers: [(words: [String], code: Int32)] = [
    ([], 1), (["help"], 0), (["--help"], 0), (["help", "day"], 0), (["day", "--help"], 0), (["dya"], 1),
    (["help", "dya"], 1), (["day", "--hour", "1"], 1), (["replay", "no such folder"], 1), (["replay"], 1),
  ]

  @Test(arguments: answers)
  func `answers wrong words with 1 and help with 0`(words: [String], code: Int32) async {
    #expect(await LabProgram(Console(style: .plain)).run(words).rawValue == code)
  }

  @Test(arguments: [("load-sweeps", "load-sweep"), ("simulat", "simulate"), ("fidelty", "fidelity"), ("xyz", nil)])
  func `knows what somebody meant`(word: String, name: String?) {
    #expect(nearestName(to: word, among: LabProgram.subcommands.map(\.name)) == name)
  }
}

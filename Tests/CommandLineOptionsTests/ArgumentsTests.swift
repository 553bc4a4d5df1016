// Words to arguments, by tables; every word that is not understood is refused.

import CommandLineOptions
import Testing

/// The values of the option `--end`.
enum End: String, CaseIterable, Sendable {
  case early, late
}

/// A subcommand with one option of each kind.
private struct Probe: SubcommandDescription {
  let name = "probe"
  let abstract = "answers nothing"
  let example = ["probe", "--end", "late"]
  let file = Option<String?>.text("--file", "FILE", help: "a file", default: "none")
  let part = Option<Bool>.flag("--part", help: "takes a part")
  let end = Option<End>.choice("--end", "END", of: End.allCases, default: .early, help: "an end")
  let seeds = Option<Int>.number("--seeds", default: 3, help: "seeds")
  let seconds = Option<Int?>.optionalNumber("--seconds", help: "seconds")
  let workers = Option<[Int]>.numbers("--workers", default: [1, 50], help: "workers")
  let positional: Positional? = Positional("WORD", count: 0...2, expected: "at most two words", help: "words")

  var options: [any OptionDescription] { [file, part, end, seeds, seconds, workers] }

  func parse(_ line: String) throws(UsageError) -> Arguments {
    try Arguments(line.split(separator: " ").map(String.init), of: self)
  }
}

@Suite struct `The arguments` {
  @Test(arguments: [
    ("", nil, false, End.early, []),
    ("--file a.json --end late", "a.json", false, .late, []),
    ("--file=a.json --part --end=late", "a.json", true, .late, []),
    ("one --file=--odd two", "--odd", false, .early, ["one", "two"]),
    ("--file=a=b", "a=b", false, .early, []),
  ])
  func `are read with defaults, after = or as the next word`(
    line: String, file: String?, part: Bool, end: End, words: [String]
  ) throws {
    let probe = Probe()
    let arguments = try probe.parse(line)
    #expect(arguments[probe.file] == file)
    #expect(arguments.has(probe.file) == (file != nil))
    #expect(arguments[probe.part] == part)
    #expect(arguments[probe.end] == end)
    #expect(arguments.positionals == words)
  }

  @Test func `hold whole numbers, one or several`() throws {
    let probe = Probe()
    let defaults = try probe.parse("")
    #expect(defaults[probe.seeds] == 3 && defaults[probe.seconds] == nil && defaults[probe.workers] == [1, 50])
    let given = try probe.parse("--seeds 7 --seconds=60 --workers 5,10")
    #expect(given[probe.seeds] == 7 && given[probe.seconds] == 60 && given[probe.workers] == [5, 10])
  }

  @Test(arguments: [
    ("--seeds 0", "--seeds 0"), ("--seeds x", "--seeds x"), ("--seconds -1", "--seconds -1"),
    ("--workers 1,,2", "--workers 1,,2"), ("--workers 1,0", "--workers 1,0"), ("--part=yes", "--part=yes"),
    ("--end", "--end without a value"), ("--end --part", "--end without a value"), ("-x", "probe -x"),
    ("a b c", "probe with 3 WORDs"),
  ])
  func `that make no sense are refused with what was found`(line: String, found: String) {
    let error = #expect(throws: UsageError.self) { try Probe().parse(line) }
    #expect(error?.found == found)
  }

  @Test func `can be typed again as they were given`() throws {
    let probe = Probe()
    let arguments = try probe.parse("--end=late --part word")
    #expect(arguments.repeated(probe.options) == ["--part", "--end", "late"])
  }

  @Test(arguments: [
    ("--fiel a", "--file"), ("--ned late", "--end"), ("--end latter", "late"), ("--end noise", nil),
    ("--everything", nil), ("--Seeds=4", "--seeds"), ("--worker 1", "--workers"),
  ])
  func `that are mistyped are answered with the nearest word`(line: String, nearest: String?) {
    let error = #expect(throws: UsageError.self) { try Probe().parse(line) }
    #expect(error?.nearest == nearest)
  }

  @Test(arguments: [
    ("", "", 0), ("abc", "abc", 0), ("abc", "", 3), ("", "abc", 3), ("abc", "abd", 1), ("abc", "ab", 1),
    ("kitten", "sitting", 3), ("comapre", "compare", 2),
  ])
  func `are near by their edit distance`(one: String, other: String, distance: Int) {
    #expect(one.editDistance(to: other) == distance)
    #expect(other.editDistance(to: one) == distance)
  }
}

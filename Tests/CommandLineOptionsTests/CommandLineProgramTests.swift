// What a program answers before a subcommand runs: help, and words that make no sense.

import CommandLineOptions
import Testing

/// A subcommand that copies.
private struct Copy: SubcommandDescription {
  let name = "copy"
  let abstract = "copies files"
  let discussion = """
    Nothing is copied
    twice.
    """
  let example = ["copy", "a", "b", "--mode", "fast"]
  let positional: Positional? = Positional("FILE", count: 2...Int.max, expected: "two or more files", help: "files")
  let mode = Option<Mode>.choice("--mode", "MODE", of: Mode.allCases, default: .safe, help: "the way")

  enum Mode: String, CaseIterable, Sendable {
    case fast, safe
  }

  var options: [any OptionDescription] { [mode] }
}

@Suite struct `A program of subcommands` {
  private static let program = CommandLineProgram<Copy>(
    name: "tool", purpose: "does things", notes: ("Notes", "There are none."), exitCodes: "Exit codes\n  0  always",
    commands: [Copy()], description: { $0 }, invocation: { (["run tool"] + $0).joined(separator: " ") })

  /// What the program answers by itself; `nil` when a subcommand runs.
  private static func answer(_ line: String) -> String? {
    let words = line.split(separator: " ").map(String.init)
    do {
      guard case .help(let text) = try program.request(words) else { return nil }
      return text
    } catch {
      return program.text(of: error, in: words)
    }
  }

  @Test func `lists its subcommands and the help`() {
    let overview = """
      tool: does things

      Usage
        tool SUBCOMMAND [OPTIONS]

      Subcommands
        copy  copies files
        help  lists the subcommands, or explains one

      The options of one: run tool help SUBCOMMAND

      Notes
        There are none.

      Exit codes
        0  always

      """
    for line in ["help", "--help", "-h"] { #expect(Self.answer(line) == overview) }
  }

  @Test func `explains a subcommand with its options, values and defaults`() {
    let help = """
      tool copy: copies files

      Usage
        tool copy FILE FILE … [--mode MODE]

      Nothing is copied twice.

      Arguments
        FILE  files

      Options
        --mode MODE  the way (one of fast, safe; default: safe)

      Exit codes
        0  always

      Example
        run tool copy a b --mode fast

      """
    for line in ["help copy", "copy --help", "copy a -h"] { #expect(Self.answer(line) == help) }
  }

  @Test(arguments: [
    ("", "tool: found no subcommand, expected one of copy, help; see: run tool help\n"),
    ("cpoy a", "tool: found the subcommand cpoy, expected one of copy, help; did you mean copy? see: run tool help\n"),
    ("help cop", "tool: found help cop, expected one of copy, help; did you mean copy? see: run tool help help\n"),
    ("copy a", "tool: found copy with 1 FILE, expected two or more files; see: run tool help copy\n"),
  ])
  func `answers words that make no sense with the command for help`(line: String, message: String) {
    #expect(Self.answer(line) == message)
  }

  @Test func `passes a subcommand its arguments`() throws {
    guard case .run(let copy, let arguments) = try Self.program.request(["copy", "a", "b", "--mode=fast"]) else {
      Issue.record("copy does not run")
      return
    }
    #expect(arguments.positionals == ["a", "b"])
    #expect(arguments[copy.mode] == .fast)
  }
}

// What the lab's command line takes, and what it refuses.

import CommandLineOptions
import Lab
import PerformanceMetrics
import PerformanceReporting
import Testing

@Suite struct `The lab` {
  @Test func `lists every subcommand once, each with a help that fits 100 columns`() throws {
    let names = LabProgram.commandLine.descriptions.map(\.name)
    #expect(Set(names).count == names.count)
    for name in names {
      guard case .help(let text) = try LabProgram.commandLine.request(["help", name]) else {
        Issue.record("there is no help on \(name)")
        continue
      }
      for line in text.split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
    }
  }

  @Test(arguments: LabProgram.commandLine.descriptions.map(\.example))
  func `understands its examples`(example: [String]) {
    #expect(throws: Never.self) { try LabProgram.commandLine.request(example) }
  }

  private static let answers: [(words: [String], code: Int32)] = [
    ([], 1), (["help"], 0), (["--help"], 0), (["help", "day"], 0), (["day", "--help"], 0), (["dya"], 1),
    (["help", "dya"], 1), (["day", "--hour", "1"], 1), (["replay", "no such folder"], 1), (["replay"], 1),
    (["speed", "--rows", "5"], 1),
  ]

  @Test(arguments: answers)
  func `answers wrong words with 1 and help with 0`(words: [String], code: Int32) async {
    #expect(await LabProgram(Console(style: .plain)).run(words).rawValue == code)
  }

  @Test(arguments: [("load-sweeps", "load-sweep"), ("simulat", "simulate"), ("fidelty", "fidelity"), ("xyz", nil)])
  func `knows which subcommand was meant`(word: String, name: String?) {
    let error = #expect(throws: UsageError.self) { try LabProgram.commandLine.request([word]) }
    #expect(error?.nearest == name)
  }
}

// Help is made from the descriptions of the subcommands.

import CommandLineOptions
import PerformanceMetrics
import PerformanceReporting
import Testing

import PerformanceCommand

@Suite struct `Help` {
  private static let names = Program.commandLine.descriptions.map(\.name)

  @Test(arguments: [["help"], ["--help"], ["-h"]])
  func `lists every subcommand with its abstract`(words: [String]) throws {
    let outcome = try Place().run(words)
    #expect(outcome.exitCode == .nothingWorse)
    for subcommand in Program.commandLine.descriptions {
      #expect(outcome.text.contains("\n  \(subcommand.name) "))
      #expect(outcome.text.contains("  \(subcommand.abstract)\n"))
    }
    #expect(outcome.text.contains("Exit codes, the first that applies\n  1 "))
  }

  @Test(arguments: names)
  func `of a subcommand names every option that it takes`(name: String) throws {
    let place = try Place()
    let subcommand = try #require(Program.commandLine.descriptions.first { $0.name == name })
    let help = place.run("help", name)
    #expect(help.exitCode == .nothingWorse)
    #expect(place.run(name, "--help").text == help.text)
    #expect(place.run(name, "-h").text == help.text)
    for option in subcommand.options {
      let spelling = option.placeholder.map { "\(option.name) \($0)" } ?? option.name
      #expect(help.text.contains("\n  \(spelling) "))
      // Lines break anywhere: words are compared.
      let words = help.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(words.contains(option.help))
      for value in option.allowed { #expect(words.contains(value)) }
      if let value = option.defaultText { #expect(words.contains("default: \(value)")) }
    }
    #expect(help.text.contains("\nExit codes, "))
    #expect(help.text.contains("\nExample\n  swift run performance \(name)"))
  }

  @Test func `fits 100 columns and ends with a line feed`() throws {
    let place = try Place()
    for text in [place.run("help").text] + Self.names.map({ place.run("help", $0).text }) {
      #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
      #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
    }
  }

  @Test(arguments: names)
  func `shows an example that is understood`(name: String) throws {
    let subcommand = try #require(Program.commandLine.descriptions.first { $0.name == name })
    #expect(subcommand.example.first == name)
    #expect(throws: Never.self) { try Arguments(subcommand.example.dropFirst(), of: subcommand) }
  }
}

@Suite struct `Suggested commands` {
  @Test func `are scripts of the package where it has them, else the product`() throws {
    let place = try Place()
    try place.record([("a", 2)])
    #expect(place.run("compare").errors.hasSuffix("make it from a run with: swift run performance update\n"))
    try place.writeScript("Scripts/update-baselines")
    #expect(place.run("compare").errors.hasSuffix("make it from a run with: Scripts/update-baselines\n"))
  }

  @Test func `after a report name a failing metric, judged as in the report`() throws {
    let place = try Place()
    let good: [(String, Int64)] = [("it's", 2), ("quota/busiest-minute", 29)]
    try place.writeBaseline(good)
    try place.record(good, to: "run.json")
    #expect(!place.run("report", "--run", "run.json").text.contains("what fails"))
    try place.record([("it's", 3), good[1]], to: "run.json")
    let text = place.run("report", "--run", "run.json").text
    #expect(text.contains("  every number:      swift run performance show --run run.json\n"))
    #expect(
      text.hasSuffix(
        "  what fails, alone: swift run performance compare --metric 'it'\\''s' --run run.json\n"))
    #expect(place.run("compare", "--metric", "it's", "--run", "run.json").exitCode == .worse)
  }
}

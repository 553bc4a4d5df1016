// A package of somebody else's gets what it needs, and loses nothing.

import Foundation
import PerformanceMetrics
import Testing

import PerformanceCommand

@Suite struct `Initializing a package` {
  private static let workflow = ".github/workflows/performance.yml"
  private static let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static func file(_ path: String) throws -> String {
    try String(contentsOf: repository.appending(path: path), encoding: .utf8)
  }

  @Test func `writes what the example has, whose workflow is linted`() throws {
    let place = try Place()
    let outcome = place.run("init")
    #expect(outcome.exitCode == .nothingWorse)
    #expect(
      outcome.text
        == "Wrote\n  \(Self.workflow)\n  Baselines/README.md\n  .gitignore (.build/)\n"
        + "Next: swift test --filter performance\n")
    #expect(try place.text(Self.workflow) == Self.file("Examples/ReportParsing/\(Self.workflow)"))
    #expect(try place.text("Baselines/README.md") == Self.file("Examples/ReportParsing/Baselines/README.md"))
    #expect(try place.text(".gitignore") == ".build/\n")
  }

  @Test func `pins the actions and the image that this repository pins`() throws {
    let place = try Place()
    _ = place.run("init")
    let own = try ["performance", "comment", "tests"].map { try Self.file(".github/workflows/\($0).yml") }.joined()
    let lines = try place.text(Self.workflow).split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    let pins = lines.filter { $0.hasPrefix("uses:") || $0.hasPrefix("container:") }
    #expect(pins.count == 6)
    for pin in pins { #expect(own.contains("  \(pin)\n"), "another pin than ours: \(pin)") }
  }

  @Test func `leaves what exists as it is, and names it`() throws {
    let place = try Place()
    try place.write("mine", to: Self.workflow)
    try place.write("mine", to: "Baselines/README.md")
    try place.write("*.o\n/.build", to: ".gitignore")
    let outcome = place.run("init")
    #expect(outcome.exitCode == .nothingWorse)
    #expect(
      outcome.text.hasPrefix("Left as they are\n  \(Self.workflow)\n  Baselines/README.md\n  .gitignore\nNext: "))
    for name in [Self.workflow, "Baselines/README.md"] { #expect(try place.text(name) == "mine") }
    #expect(try place.text(".gitignore") == "*.o\n/.build")
  }

  @Test(arguments: [("", ".build/\n"), ("*.o", "*.o\n.build/\n"), ("a.build/\n", "a.build/\n.build/\n")])
  func `adds the builds to what git ignores`(before: String, after: String) throws {
    let place = try Place()
    try place.write(before, to: ".gitignore")
    _ = place.run("init")
    #expect(try place.text(".gitignore") == after)
  }

  @Test(arguments: [".build", "/.build", ".build/", "/.build/", ".build*/", "**/.build"])
  func `adds nothing where builds are ignored`(line: String) throws {
    let place = try Place()
    try place.write("*.o\n\(line)\nx\n", to: ".gitignore")
    _ = place.run("init")
    #expect(try place.text(".gitignore") == "*.o\n\(line)\nx\n")
  }

  @Test func `suggests the next step from what there is`() throws {
    let place = try Place()
    try place.record([("calls/finalize-10", 2), ("quota/busiest-minute", 29)])
    #expect(place.run("init").text.hasSuffix("\nNext: swift run performance update\n"))
    #expect(place.run("update").exitCode == .nothingWorse)
    #expect(
      place.run("init").text.hasSuffix(
        "\nNext: git add --all && git commit --message 'Measure performance, and judge changes of it'\n"))
  }

  @Test func `puts the workflow where GitHub looks for it`() throws {
    let place = try Place()
    try place.git("init", "--quiet")
    try place.write("// swift-tools-version: 6.2\n", to: "Packages/Parser/Package.swift")
    let outcome = place.run("init", in: "Packages/Parser")
    #expect(outcome.exitCode == .nothingWorse)
    let text = try place.text(Self.workflow)
    #expect(text.contains("\ndefaults:\n  run:\n    working-directory: Packages/Parser\n"))
    #expect(
      text.contains(" path: Packages/Parser/.build\n") && text.contains("hashFiles('Packages/Parser/Package.swift')"))
    #expect(text.contains(" path: Packages/Parser/.build/performance/\n"))
    #expect(place.exists("Packages/Parser/Baselines/README.md") && !place.exists("Baselines"))
  }

  @Test func `refuses a folder that is no package, and one that a workflow cannot hold`() throws {
    let place = try Place()
    let nowhere = place.run("init", environment: ["PERFORMANCE_ROOT": place.path("none")])
    #expect(nowhere.exitCode == .couldNotJudge)
    #expect(
      nowhere.errors.contains("Package.swift: found no such file, expected a package here or in a folder above; "))
    try place.git("init", "--quiet")
    try place.write("// swift-tools-version: 6.2\n", to: "it's/Package.swift")
    let odd = place.run("init", in: "it's")
    #expect(odd.exitCode == .couldNotJudge)
    #expect(odd.errors.contains("found the folder it's/ in the repository, expected "))
    #expect(!place.exists(".github") && !place.exists("it's/Baselines"))
  }

  @Test func `names a file that it cannot write`() throws {
    let place = try Place()
    try place.write("", to: ".github")
    let outcome = place.run("init")
    #expect(outcome.exitCode == .couldNotJudge)
    #expect(outcome.errors.hasPrefix("\(Self.workflow): found a path that cannot be written"))
  }
}

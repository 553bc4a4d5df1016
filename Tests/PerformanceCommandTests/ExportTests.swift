// `performance export` and `performance comment`: where they write, what they exit with, what they do without a run.

import PerformanceMetrics
import PerformanceReporting
import Testing

import PerformanceCommand

private let good: [(String, Int64)] = [("calls/finalize-10", 2), ("quota/busiest-minute", 29)]

@Suite struct `Exporting` {
  @Test(arguments: ExportFormat.allCases)
  func `writes a file or to standard output, and exits as a comparison does`(format: ExportFormat) throws {
    let place = try Place()
    try place.writeBaseline(good)
    try place.record([(good[0].0, 3), good[1]])
    let shown = place.run("export", "--format", format.rawValue)
    #expect(shown.exitCode == .worse)
    #expect(shown.text.contains("calls/finalize-10"))
    let written = place.run("export", "--format", format.rawValue, "--output", "out/file")
    #expect(written.exitCode == .worse)
    #expect(written.output.isEmpty)
    #expect(try place.text("out/file") == shown.text)
    try place.record([good[1]])
    #expect(place.run("export", "--format=\(format.rawValue)", "--output=-").exitCode == .incomplete)
  }

  @Test func `says on standard error what a format cannot hold`() throws {
    let place = try Place()
    try place.writeBaseline(good)
    try place.record([good[1]])
    #expect(
      place.run("export", "--format", "bencher").errors.hasPrefix("bencher: found calls/finalize-10 in the baseline"))
    #expect(place.run("export", "--format", "junit").errors.isEmpty)
  }

  @Test func `writes nothing without a run`() throws {
    let place = try Place()
    try place.writeBaseline(good)
    let outcome = place.run("export", "--format", "junit", "--output", "out.xml")
    #expect(outcome.exitCode == .couldNotJudge)
    #expect(!place.exists("out.xml"))
  }
}

@Suite struct `Commenting` {
  @Test func `begins with the verdict and names the title and the run`() throws {
    let place = try Place()
    try place.write("let package = Package(\n  name: \"shop\",\n", to: "Package.swift")
    try place.writeBaseline(good)
    try place.record(good)
    let outcome = place.run("comment", "--title", "A title", "--run-url", "https://example.com/1")
    #expect(outcome.exitCode == .nothingWorse)
    #expect(outcome.text.hasPrefix("<!-- sheets-performance: shop -->\n**✅ Passes (exit 0)"))
    #expect(outcome.text.contains("“A title”. [The run with its report and page](https://example.com/1)."))
    let other = place.run("comment", "--package", "till", "--note", "A note.")
    #expect(other.text.hasPrefix("<!-- sheets-performance: till -->\n"))
    #expect(other.text.contains("\n\n**A note.**\n"))
  }

  @Test func `says when nothing could be judged`() throws {
    let place = try Place()
    try place.writeBaseline(good)
    let outcome = place.run("comment", "--output", "body.md")
    #expect(outcome.exitCode == .couldNotJudge)
    let body = try place.text("body.md")
    // Without a name in the manifest it is that of the folder.
    let folder = place.directory.lastPathComponent.replacing(/[ ü]/, with: "-")
    #expect(body.hasPrefix("<!-- sheets-performance: \(folder) -->\n**❌ Could not judge (exit 1)**"))
    #expect(body.contains("no such file"))
  }
}

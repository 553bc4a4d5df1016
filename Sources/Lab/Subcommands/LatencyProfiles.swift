// lab latency-profiles: docs/latency-profiles.md and its chart, the profiles beside what was recorded.

import CommandLineOptions
import Foundation
import PerformanceMetrics
import PerformanceReporting

struct LatencyProfiles: Subcommand {
  let name = "latency-profiles"
  let abstract = "writes docs/latency-profiles.md and its chart from recorded traffic"
  let discussion = """
    Writes docs/latency-profiles.md and docs/latency-profiles.svg: the simulator's latency profiles beside the means of
    recorded traffic.
    """
  let positional: Positional? = Positional(
    "FOLDER", count: 1...1, expected: "one folder", help: "the recorded exchanges with their dates")
  let example = ["latency-profiles", "recordings"]

  func run(_ arguments: Arguments, _ console: Console) async throws -> ExitCode {
    let folder = URL(filePath: try PackageFolder.folder(arguments.positionals[0]))
    let package = try PackageFolder()
    let page = LatencyPage(means: try RecordedMean.byMethod(in: folder))
    guard !page.means.isEmpty, let chart = LatencyPage.chart else {
      console.note("found no dated exchanges in \(folder.path)")
      return .incomplete
    }
    for (path, text) in [("docs/latency-profiles.md", page.text), ("docs/latency-profiles.svg", chart.svg)] {
      try Data(text.utf8).write(to: package.file(path), options: .atomic)
      console.answer("\(path)\n")
    }
    return .nothingWorse
  }
}

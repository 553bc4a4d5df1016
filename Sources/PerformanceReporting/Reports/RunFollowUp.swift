// What to type after a run of the suites, so that nobody has to know the way: first baseline, comparison, other builds.

import PerformanceMetrics

/// The commands that lead on from a run, each with what it is for.
package struct RunFollowUp: Sendable, Hashable {
  /// The lines, as in `against the baseline: swift run performance compare`.
  package let lines: [String]

  /// Chooses by what was measured: a baseline holds simulated metrics and requirements, and what code costs a machine is
  /// judged against another commit.
  ///
  /// - Parameters:
  ///   - report: the run.
  ///   - hasBaseline: whether there is a file of the baseline.
  ///   - isPartial: whether the run is of a part of the suites.
  ///   - commands: the commands of the package.
  package init(_ report: PerformanceReport, hasBaseline: Bool, isPartial: Bool, _ commands: SuggestedCommands) {
    let hasCosts = report.metrics.contains { $0.cost != nil }
    let fits = report.canBeBaseline
    var lines: [String] = []
    if !fits, hasCosts, report.run.configuration == .debug {
      lines.append("what is allocated, against its requirements: \(SuggestedCommands.measureRelease)")
    } else if hasBaseline {
      lines.append("against the baseline: \(commands.compare)\(isPartial ? " --partial" : "")")
    } else if fits {
      lines.append("make it the first baseline: \(isPartial ? commands.measure : commands.update)")
    }
    if hasCosts {
      lines.append("costs against the last commit: \(commands.compareBuilds(["HEAD"]))")
    }
    self.lines = lines
  }
}

extension PerformanceReport {
  /// Whether a baseline of this run would judge anything: a simulated metric, or a requirement that it meets.
  package var canBeBaseline: Bool {
    !metrics(.simulated).isEmpty || requirements.contains { $0.status == .met }
  }
}

// What one run measured: all of it, or one screen of it.

import PerformanceMetrics

extension Document {
  /// Everything that a run measured: requirements, latencies, other metrics, what the machine spent, warnings.
  ///
  /// `basis` is what is listed; `nil` lists both.
  package init(run report: PerformanceReport, basis: Basis? = nil) {
    func section(_ title: String, _ basis: Basis) -> DocumentSection {
      let metrics = report.metrics(basis)
      let tables =
        basis == .host
        ? HostTables.tables("", metrics)
        : [MetricTables.percentiles("", metrics), MetricTables.values("", metrics, [])].compactMap(\.self)
      return DocumentSection(
        "\(title): \(count(metrics.count, "metric"))",
        tables.isEmpty ? [.paragraph("Nothing was measured.")] : tables.map { .table($0) })
    }
    let rows = report.requirements.map { RequirementRow($0) }
    self.init(
      "Performance run",
      [
        report.run.failedTestsSection,
        report.run.section,
        basis == .host || rows.isEmpty
          ? nil
          : DocumentSection(
            "Requirements", detail: report.requirements.countWords, [.table(RequirementRow.table("", rows))]),
        basis == .host ? nil : section("Simulated", .simulated),
        basis == .simulated ? nil : section(HostTables.title, .host),
        report.run.warningsSection,
      ])
  }

  /// A run on one screen, as a test run prints it at its end: requirements, the slowest latencies, warnings.
  ///
  /// About 40 lines for a suite of any size.
  package init(summaryOf report: PerformanceReport) {
    let results = report.requirements
    // What passes is for a comparison to say.
    let (simulated, host) = (report.metrics(.simulated), report.metrics(.host))
    let isBroken = results.contains { $0.status == .unmet } || report.run.failureWords != nil
    self.init(
      "Performance run", state: isBroken ? .failing : nil,
      [
        report.run.failedTestsSection,
        report.run.section,
        results.map { RequirementRow($0) }.section(isComplete: true, withEveryRow: false),
        simulated.isEmpty && !host.isEmpty ? nil : Self.slowest(simulated),
        DocumentSection(HostTables.title, HostTables.tables("", host).map { .table($0) }),
        report.run.warningsSection,
      ])
  }

  private static func slowest(_ metrics: [Metric]) -> DocumentSection? {
    let shown = 10
    let p95s = metrics.filter { $0.unit == .nanoseconds && $0.permille == 950 }
      .sorted { ($1.value, $0.id) < ($0.value, $1.id) }
    let choice =
      p95s.count > shown
      ? "; the \(shown) slowest of \(p95s.count) latencies, by p95" : p95s.isEmpty ? "" : "; latencies, by p95"
    let table = MetricTables.percentiles("", Array(p95s.prefix(shown)))
    return DocumentSection(
      "Simulated: \(count(metrics.count, "metric"))\(choice)",
      table.map { [.table($0)] } ?? [.paragraph("No latency among them.")])
  }
}

extension RunInformation {
  /// When, from what and where the run was made.
  var section: DocumentSection {
    let code = commit.map { commit in
      "commit \(commit.prefix(12))\(uncommittedChanges == true ? " with uncommitted changes" : "")"
    }
    let made = [when, code, "\(configuration.rawValue), Swift \(swift)", "seed \(seed)"].compactMap(\.self)
    return DocumentSection(
      nil,
      [
        .paragraph(made.joined(separator: " · ")),
        .paragraph("\(host.operatingSystem) · \(host.architecture) · \(host.processors) processors"),
      ])
  }

  /// What a reader must know before trusting the numbers.
  var warningsSection: DocumentSection? { DocumentSection("Warnings", warnings.isEmpty ? [] : [.list(warnings)]) }
}

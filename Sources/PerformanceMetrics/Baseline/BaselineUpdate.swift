// A run becomes the baseline: what changes gets the run for its source, everything else stays to the byte.

extension Baseline {
  /// Makes a baseline of the simulated metrics of a run and of its requirements.
  ///
  /// A metric that is equal to the previous one keeps its source, so that updating from one run twice gives the same
  /// bytes, and a version control system shows what changed. The numbers that a real clock measured are left out: they are
  /// not judged against a file; the requirements over them are kept, also by a debug run, which cannot judge them.
  ///
  /// `previous` is the baseline that is replaced. With ``ComparisonScope/partial``,
  /// what the run did not measure stays as it was, requirements included, but for what `removed` selects. `reason` is
  /// kept beside each metric and requirement whose edit needs one.
  package init(
    from report: PerformanceReport, replacing previous: Baseline? = nil, scope: ComparisonScope = .complete,
    removing removed: MetricSelection? = nil, reason: String? = nil
  ) {
    let source = BaselineSource(report.run)
    let measured = report.metrics(.simulated)
    let measuredIDs = Set(measured.map(\.id))
    let idsOnAnyBasis = Set(report.metrics.map(\.id))
    let declared = report.requirements.map(\.requirement)
    let kept = (previous?.metricEntries ?? []).filter {
      scope == .partial && !measuredIDs.contains($0.value.id)
        && removed?.includes(id: $0.value.id, tags: $0.value.tags) != true
    }
    let keptIDs = Set(kept.map(\.value.id))
    let keptRequirements = (previous?.requirementEntries ?? []).filter {
      let isOpen = scope == .partial && !idsOnAnyBasis.contains($0.value.metric) || report.leavesOpen($0.value)
      return isOpen && removed?.includes(id: $0.value.metric, tags: []) != true
    }
    let judged =
      scope == .complete || (kept.isEmpty && keptRequirements.isEmpty)
      ? declared : declared.filter { idsOnAnyBasis.contains($0.metric) }

    let edits = previous.map {
      BaselineEdit.edits(
        from: ($0.metrics, $0.requirements),
        to: (
          (measured + kept.map(\.value)).sorted { $0.id < $1.id },
          (judged + keptRequirements.map(\.value)).sorted { ($0.id, $0.metric) < ($1.id, $1.metric) }
        ))
    }
    let grave = Dictionary(grouping: (edits ?? []).filter(\.kind.needsReason), by: \.subject)
    func reasons(for subject: String, before: [BaselineReason]) -> [BaselineReason] {
      guard let reason, let edits = grave[subject] else { return before }
      return before.explained(by: reason, edits, source)
    }

    let oldMetrics = Dictionary(
      (previous?.metricEntries ?? []).map { ($0.value.id, $0) }, uniquingKeysWith: { first, _ in first })
    let oldRequirements = Dictionary(
      (previous?.requirementEntries ?? []).map { ($0.value.subject, $0) }, uniquingKeysWith: { first, _ in first })
    let metrics = measured.map { metric in
      let old = oldMetrics[metric.id]
      return BaselineEntry(
        metric, source: old?.value == metric ? old?.source ?? source : source,
        reasons: reasons(for: metric.id, before: old?.reasons ?? []), formerly: old?.formerly ?? [])
    }
    let requirements = judged.map { requirement in
      let old = oldRequirements[requirement.subject]
      return BaselineEntry(
        requirement, source: old?.value == requirement ? old?.source ?? source : source,
        reasons: reasons(for: requirement.subject, before: old?.reasons ?? []))
    }
    let present = Set(metrics.map(\.value.id) + keptIDs + (requirements + keptRequirements).map(\.value.subject))
    let gone = grave.filter { !present.contains($0.key) }.flatMap { subject, edits in
      reason.map { reason in
        [BaselineReason]().explained(by: reason, edits, source).map { BaselineRemoval(subject: subject, reason: $0) }
      } ?? []
    }
    let goneBefore = (previous?.removals ?? []).filter { removal in
      !present.contains(removal.subject) && !gone.contains { $0.subject == removal.subject }
    }
    self.init(
      requirements: (requirements + keptRequirements).sorted {
        ($0.value.id, $0.value.metric) < ($1.value.id, $1.value.metric)
      }, metrics: (metrics + kept).sorted { $0.value.id < $1.value.id },
      removals: (gone + goneBefore).sorted { $0.subject < $1.subject },
      glossary: (kept.isEmpty ? [:] : previous?.glossary ?? [:]).merging(report.glossary) { _, new in new })
  }
}

extension [BaselineReason] {
  /// The reasons once another one explains some kinds of edits.
  ///
  /// An earlier one keeps the kinds that it alone explains, and the worsening that the present value still has in it:
  /// after 500 → 510 for one reason and 510 → 520 for another, both explain 520.
  fileprivate func explained(
    by text: String, _ edits: [BaselineEdit], _ source: BaselineSource
  ) -> [BaselineReason] {
    let kinds = edits.map(\.kind)
    let worse = edits.first { $0.kind == .worse }?.metrics
    let values = [worse?.old, worse?.new].compactMap(\.self)
    let fractions = values.compactMap(\.fraction)
    let reason = BaselineReason(
      text: text, source: source, explains: kinds, from: values.first?.value, to: values.last?.value,
      fractions: fractions.count == 2 ? fractions : nil)
    return [reason]
      + compactMap { earlier in
        let rest = earlier.explains.filter {
          !kinds.contains($0) || $0 == .worse && worse?.new?.isWorse(than: earlier) == true
        }
        return rest.isEmpty
          ? nil
          : BaselineReason(
            text: earlier.text, source: earlier.source, explains: rest, from: earlier.from, to: earlier.to,
            fractions: earlier.fractions)
      }
  }
}

extension Metric {
  /// Whether the value is worse than an earlier one; not than one that nobody noted.
  fileprivate func isWorse(than earlier: BaselineReason) -> Bool {
    if let before = earlier.fractions?.first, let fraction {
      let change = fraction.compared(with: before)
      return better == .lower ? change > 0 : change < 0
    }
    guard let before = earlier.from else { return false }
    return better == .lower ? value > before : value < before
  }
}

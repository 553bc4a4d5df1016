// Two lists of metrics, compared as a baseline and a run.

import PerformanceExamples
import PerformanceMetrics

func compare(
  _ baseline: [Metric], _ run: [Metric], known: [Requirement] = [], declared: [Requirement]? = nil,
  scope: ComparisonScope = .complete, failure: FailureThreshold = .regression,
  selection: MetricSelection = .everything
) throws -> Comparison {
  Comparison(
    baseline: Baseline(from: try Example.report(baseline, requirements: known)),
    report: try Example.report(run, requirements: declared ?? known), scope: scope,
    failure: failure, selection: selection)
}

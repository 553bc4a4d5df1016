// JUnit XML, as the xUnit plugin of Jenkins (junit-10.xsd), GitLab and most build servers read it.

import Foundation
import PerformanceMetrics

/// Each failed test, each requirement, each metric and each unexplained edit of the baseline as a test case.
///
/// What does not pass is a `failure`, what could not be judged an `error`: the file has neither exactly when the
/// comparison's exit code is 0. Nothing is `skipped` but what a partial comparison did not ask for. No test case has a
/// time: the latencies of a simulated world are not what a test took.
package struct JUnitExport: ComparisonExport {
  /// How every export begins, and no other tool's file.
  static let opening = #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n" + #"<testsuites name="performance" "#

  private let comparison: Comparison

  /// Takes the comparison that is written.
  package init(_ comparison: Comparison) { self.comparison = comparison }

  /// What a real clock measured is not judged, so it is no test.
  package var omissions: [String] { [] }

  /// The bytes of the XML document, in UTF-8.
  package func data() -> Data {
    let suites = [tests, requirements, metrics, edits, whole].filter { !$0.cases.isEmpty }
    let all = Suite(name: "all", cases: suites.flatMap(\.cases))
    let lines =
      [
        "\(Self.opening)\(all.counts)>"
      ] + suites.flatMap(\.lines) + ["</testsuites>", ""]
    return Data(lines.joined(separator: "\n").utf8)
  }

  /// The tests that measured nothing of worth; those that passed are the test run's own to report.
  private var tests: Suite {
    let unknown = comparison.run.tests == nil
    return Suite(
      name: "tests",
      cases: comparison.failedTests.map { test in
        Case(classname: "tests", name: test.name, outcome: .error(test.status.rawValue), words: [test.sentence])
      }
        + (unknown
          ? [
            Case(
              classname: "tests", name: "the run says what became of its tests", outcome: .error("unknown"),
              words: [RunInformation.unknownTests])
          ] : []))
  }

  private var requirements: Suite {
    Suite(
      name: "requirements",
      cases: comparison.requirements.map { row in
        let requirement = row.result.requirement
        let remark = row.remark.map { "\(requirement.names)\($0)" }
        let words = row.result.status == .met ? [remark, row.result.sentence] : [row.result.sentence, remark]
        return Case(
          classname: "requirements.\(requirement.id)",
          name: requirement.row.isEmpty ? requirement.metric : "\(requirement.row) (\(requirement.metric))",
          outcome: row.outcome(comparison.scope), words: words.compactMap(\.self))
      })
  }

  private var metrics: Suite {
    Suite(
      name: "metrics",
      cases: comparison.metrics.map { row in
        Case(
          classname: "metrics.\(row.id.split(separator: "/").first ?? "")", name: row.id,
          outcome: row.outcome(comparison), words: row.words, note: row.gainRemark)
      })
  }

  private var edits: Suite {
    Suite(
      name: "edits of the baseline",
      cases: comparison.unexplainedEdits.map { edit in
        Case(
          classname: "edits.\(edit.kind.rawValue)", name: edit.subject, outcome: .failure("without a reason"),
          words: ["\(edit.kind.title): \(edit.words), without a reason"])
      })
  }

  /// Where there is nothing to judge, no test case says so: one more does.
  private var whole: Suite {
    let isEmpty = comparison.isNothingJudged
    return Suite(
      name: "whole",
      cases: isEmpty
        ? [
          Case(
            classname: "whole", name: "something could be compared", outcome: .error("nothing compared"),
            words: ["no metric of the baseline could be compared"])
        ] : [])
  }
}

/// What a test case came to.
private enum CaseOutcome {
  case passed
  case failure(String)
  case error(String)
  case skipped(String)
}

private struct Case {
  let classname: String
  let name: String
  let outcome: CaseOutcome
  /// The comparison's words; the first is the message, all of them are the text.
  let words: [String]
  /// What to know of a metric that passes.
  var note: String?

  var lines: [String] {
    let head = "    <testcase classname=\"\(Markup.text(classname))\" name=\"\(Markup.text(name))\""
    let (element, type): (String, String)
    switch outcome {
    case .passed:
      guard let note else { return [head + "/>"] }
      return [head + ">", "      <system-out>\(Markup.text(note))</system-out>", "    </testcase>"]
    case .failure(let kind): (element, type) = ("failure", kind)
    case .error(let kind): (element, type) = ("error", kind)
    case .skipped(let kind): (element, type) = ("skipped", kind)
    }
    let text = words.map(Markup.text).joined(separator: "\n")
    return [
      head + ">",
      "      <\(element) type=\"\(Markup.text(type))\" message=\"\(Markup.text(words.first ?? type))\">\(text)</\(element)>",
      "    </testcase>",
    ]
  }
}

private struct Suite {
  let name: String
  let cases: [Case]

  var counts: String {
    let failures = cases.count { if case .failure = $0.outcome { true } else { false } }
    let errors = cases.count { if case .error = $0.outcome { true } else { false } }
    return #"tests="\#(cases.count)" failures="\#(failures)" errors="\#(errors)""#
  }

  var lines: [String] {
    let skipped = cases.count { if case .skipped = $0.outcome { true } else { false } }
    return [#"  <testsuite name="\#(name)" \#(counts) skipped="\#(skipped)">"#] + cases.flatMap(\.lines)
      + ["  </testsuite>"]
  }
}

extension RequirementComparison {
  fileprivate func outcome(_ scope: ComparisonScope) -> CaseOutcome {
    switch exitCode(scope) {
    case .worse: .failure(result.status == .unmet ? "unmet" : "target changed")
    case .incomplete, .couldNotJudge: .error(result.status == .notMeasured ? "not measured" : "no longer declared")
    case .nothingWorse: result.status == .notMeasured ? .skipped("not measured") : .passed
    }
  }
}

extension MetricComparison {
  fileprivate func outcome(_ comparison: Comparison) -> CaseOutcome {
    switch verdict {
    case .regressed: .failure("regressed")
    case _ where isToleranceChanged: .failure("tolerance changed")
    case .drifted, .improved: comparison.failure == .drift ? .failure(verdict.rawValue) : .passed
    case .missing: comparison.scope == .complete ? .error("missing") : .skipped("missing")
    case .incomparable: .error("incomparable")
    case .added, .unchanged: .passed
    }
  }

  /// What became of the metric, in the comparison's words.
  fileprivate var words: [String] {
    guard let baseline, let run, let change else { return ["\(id): \(verdict.rawValue)"] + remarks }
    let (old, new) = Quantity.pair(baseline, run)
    let tolerance = Quantity.tolerance(baseline.tolerance, baseline.unit)
    if change.signum == 0 { return ["\(id): unchanged at \(new), tolerance \(tolerance)"] + remarks }
    return ["\(id): \(old) → \(new) (\(change.text(baseline))), tolerance \(tolerance)"] + remarks
  }
}

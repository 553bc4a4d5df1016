// Why recorded numbers could not become a report.

/// Why a report could not be made of what was recorded.
package enum ReportError: Error, Sendable, Hashable, CustomStringConvertible {
  /// Two metrics have one id.
  case duplicateMetric(id: String)
  /// Two root suites measured one id.
  case measuredTwice(id: String, tests: [String])
  /// Two series have one id.
  case duplicateSeries(id: String)
  /// One requirement is declared twice over one metric.
  case duplicateRequirement(id: String, metric: String)
  /// A metric contradicts itself.
  case invalidMetric(id: String, field: String, found: String, expected: String)

  /// What was found, what was expected and what to do.
  package var description: String {
    switch self {
    case .duplicateMetric(let id):
      "metrics: found \(id) twice, expected each id once; give the second measurement an id of its own"
    case .measuredTwice(let id, let tests):
      "metrics: found \(id) twice, measured by \(tests.joined(separator: " and by ")), expected each id once; give the "
        + "second measurement an id of its own"
    case .duplicateSeries(let id):
      "series: found \(id) twice, expected each id once; give the second series an id of its own"
    case .duplicateRequirement(let id, let metric):
      "requirements: found \(id) over \(metric) twice, expected each pair once; remove one of the two"
    case .invalidMetric(let id, let field, let found, let expected):
      "metric \(id), \(field): found \(found), expected \(expected); see how the test computes it"
    }
  }
}

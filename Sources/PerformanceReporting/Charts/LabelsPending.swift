import PerformanceMetrics
extension Metric {
  var labels: [String: String] {
    var result: [String: String] = [:]
    if let last = id.split(separator: ".").last, last != Substring(id), last.first == "p" || last == "mean" { result["statistic"] = String(last) }
    if let match = id.firstMatch(of: /([^\/]*)\/(\d+)-workers\.(finalize-10)/) {
      result["policy"] = String(match.1); result["workers"] = String(match.2); result["operation"] = String(match.3)
    }
    return result
  }
  var quantity: String { id.lastIndex(of: ".").map { String(id[..<$0]) } ?? id }
  var permille: Int? {
    guard let s = labels["statistic"], s.first == "p", let n = Int(s.dropFirst()) else { return nil }
    return n < 100 ? n * 10 : n
  }
}
enum MetricLabel { static let statistic = "statistic" }
extension Series {
  var labels: [String: String] { [:] }
  var metric: String? { nil }
}
struct BadgeThresholds { let good: Int64; let fair: Int64 }
extension Requirement { var badge: BadgeThresholds? { nil } }

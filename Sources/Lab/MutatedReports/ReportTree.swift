// A report or a baseline as Foundation reads it: a second opinion without the package's own code.

import Foundation

/// The metrics of a file, as Foundation's JSON parser has them; none when it is no JSON.
struct ReportTree {
  private let metrics: [[String: Any]]

  init(_ bytes: [UInt8]) {
    let object = try? JSONSerialization.jsonObject(with: Data(bytes))
    metrics = (object as? [String: Any])?["metrics"] as? [[String: Any]] ?? []
  }

  var ids: Set<String> { Set(metrics.compactMap { $0["id"] as? String }) }

  /// Whether it has every metric of a baseline, none worse than 20 % more where that is allowed, and each once.
  package func isAsGood(as baseline: ReportTree) -> Bool {
    guard ids.count == metrics.count, ids.isSuperset(of: baseline.ids) else { return false }
    return baseline.metrics.allSatisfy { theirs in
      guard let mine = metrics.first(where: { $0["id"] as? String == theirs["id"] as? String }),
        let old = theirs["value"] as? Int64, let new = mine["value"] as? Int64,
        mine["unit"] as? String == theirs["unit"] as? String, mine["basis"] as? String == "simulated"
      else { return false }
      let percent = (theirs["tolerance"] as? [String: Any])?["percent"] as? Int64 ?? 0
      return new * 100 <= old * (100 + percent)
    }
  }
}

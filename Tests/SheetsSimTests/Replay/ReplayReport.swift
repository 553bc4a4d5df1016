// What a replay of all recordings came to, by method and by file.

/// The counts of a replay.
struct ReplayReport: Sendable {
  struct Tally: Sendable {
    var equal = 0
    var all = 0

    mutating func count(_ isEqual: Bool) {
      all += 1
      if isEqual { equal += 1 }
    }
  }

  private(set) var files = Tally()
  private(set) var sheetsExchanges = Tally()
  private(set) var byMethod: [String: Tally] = [:]
  private(set) var byFile: [(name: String, tally: Tally)] = []
  private(set) var mismatches: [Mismatch] = []
  /// Files that list what others left in the account, and so do not start from an empty one.
  private(set) var others: [(name: String, tally: Tally)] = []

  init(_ recordings: [Recording]) {
    for recording in recordings {
      var tally = Tally()
      let isSelfContained = recording.isSelfContained
      for outcome in Replay.run(recording) {
        let isEqual = outcome.mismatch == nil
        tally.count(isEqual)
        guard isSelfContained else { continue }
        byMethod[outcome.exchange.method, default: Tally()].count(isEqual)
        if outcome.exchange.isSheets { sheetsExchanges.count(isEqual) }
        if let mismatch = outcome.mismatch { mismatches.append(mismatch) }
      }
      guard isSelfContained else {
        others.append((recording.name, tally))
        continue
      }
      files.count(tally.equal == tally.all)
      byFile.append((recording.name, tally))
    }
  }

  var text: String {
    var lines: [String] = []
    func add(_ title: String, _ rows: [(name: String, tally: Tally)]) {
      if rows.isEmpty { return }
      lines.append("\(title.padding(76)) equal   all")
      for row in rows {
        lines.append(
          "\(row.name.padding(76)) \(String(row.tally.equal).leading(5)) \(String(row.tally.all).leading(5))")
      }
      lines.append("")
    }
    add("method", byMethod.keys.sorted().map { ($0, byMethod[$0] ?? Tally()) })
    add("file", byFile)
    add("file that does not start from an empty account (not counted)", others)
    for mismatch in mismatches { lines.append(mismatch.description) }
    if !mismatches.isEmpty { lines.append("") }
    lines.append("compared loosely:")
    for loose in Replay.loose { lines.append("  \(loose.member): \(loose.reason)") }
    lines.append("")
    lines.append("files: \(files.equal) of \(files.all)")
    lines.append("Sheets exchanges: \(sheetsExchanges.equal) of \(sheetsExchanges.all)")
    return lines.joined(separator: "\n")
  }
}

extension String {
  fileprivate func padding(_ width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
  fileprivate func leading(_ width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
}

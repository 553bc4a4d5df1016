// The results of replaying all recordings, by method and by file.

/// The counts of a replay.
package struct ReplayReport: Sendable {
  package struct Tally: Sendable, Equatable {
    package var equal = 0
    package var all = 0
    /// The day of the latest answer counted, such as `2024-03-15`; empty when none says.
    var lastDay = ""

    package mutating func count(_ isEqual: Bool, on day: String = "") {
      all += 1
      if isEqual { equal += 1 }
      lastDay = max(lastDay, day)
    }
  }

  package private(set) var files = Tally()
  package private(set) var sheetsExchanges = Tally()
  package private(set) var byMethod: [String: Tally] = [:]
  /// The batches that hold a change of a kind, by the kind.
  private(set) var byKind: [String: Tally] = [:]
  /// The writes that hold a text as a user enters it, by the text.
  private(set) var byEnteredText: [String: Tally] = [:]
  /// The refusals by their status and sentence.
  package private(set) var refusals: [(status: Int, sentence: String, tally: Tally)] = []
  private(set) var byFile: [(name: String, tally: Tally)] = []
  private(set) var live: [(name: String, tally: Tally)] = []
  package private(set) var mismatches: [Mismatch] = []
  /// Files that list what others left in the account, and so do not start from an empty one.
  package private(set) var others: [(name: String, tally: Tally)] = []
  /// The exchanges with hosts that are neither Sheets nor Drive, by the host.
  package private(set) var otherHosts: [String: Int] = [:]
  /// Files that are neither a recording nor single answers.
  private(set) var unread: [String] = []

  package init(_ files: [(name: String, bytes: [UInt8])]) {
    for file in files {
      let bodies = LiveBody.all(in: [file])
      if let recording = Recording(name: file.name, bytes: file.bytes) {
        count(recording)
      } else if bodies.isEmpty {
        unread.append(file.name)
      }
      for body in bodies { count(body) }
    }
  }

  private mutating func count(_ recording: Recording) {
    var tally = Tally()
    for host in recording.otherHosts { otherHosts[host, default: 0] += 1 }
    let isSelfContained = recording.isSelfContained
    for outcome in Replay.run(recording) {
      let exchange = outcome.exchange
      let isEqual = outcome.mismatch == nil
      tally.count(isEqual, on: exchange.day)
      guard isSelfContained else { continue }
      byMethod[exchange.method, default: Tally()].count(isEqual, on: exchange.day)
      for kind in exchange.kinds { byKind[kind, default: Tally()].count(isEqual, on: exchange.day) }
      for text in exchange.enteredTexts { byEnteredText[text, default: Tally()].count(isEqual, on: exchange.day) }
      if exchange.isSheets { sheetsExchanges.count(isEqual, on: exchange.day) }
      if exchange.status >= 400 {
        count(exchange.status, exchange.response?.at(["error", "message"])?.string, isEqual, exchange.day)
      }
      if let mismatch = outcome.mismatch { mismatches.append(mismatch) }
    }
    guard isSelfContained else { return others.append((recording.name, tally)) }
    files.count(tally.equal == tally.all, on: tally.lastDay)
    byFile.append((recording.name, tally))
  }

  private mutating func count(_ body: LiveBody) {
    let mismatch = body.mismatch
    var tally = Tally()
    tally.count(mismatch == nil, on: body.day)
    live.append((body.name, tally))
    if body.status >= 400 {
      count(body.status, body.body.at(["error", "message"])?.string, mismatch == nil, body.day)
    }
    if let mismatch { mismatches.append(mismatch) }
  }

  private mutating func count(_ status: Int, _ sentence: String?, _ isEqual: Bool, _ day: String) {
    let sentence = sentence ?? ""
    let index = refusals.firstIndex { $0.status == status && $0.sentence == sentence } ?? refusals.count
    if index == refusals.count { refusals.append((status, sentence, Tally())) }
    refusals[index].tally.count(isEqual, on: day)
  }

  /// Whether every exchange counted is equal.
  package var isEqual: Bool { files.equal == files.all && sheetsExchanges.equal == sheetsExchanges.all }

  /// The tables and the differences; the last two lines are the counts of files and of Sheets exchanges.
  package var text: String {
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
    add("batches with a change of the kind", byKind.keys.sorted().map { ($0, byKind[$0] ?? Tally()) })
    add("file", byFile)
    add("single answer", live)
    add("file that does not start from an empty account (not counted)", others)
    for host in otherHosts.keys.sorted() {
      lines += ["not replayed: exchanges with \(host), \(otherHosts[host] ?? 0) of them", ""]
    }
    if !unread.isEmpty { lines += ["neither a recording nor single answers (not counted):"] + unread + [""] }
    for mismatch in mismatches { lines.append(mismatch.description) }
    if !mismatches.isEmpty { lines.append("") }
    lines.append("compared loosely:")
    for loose in Replay.loose { lines.append("  \(loose.name): \(loose.reason)") }
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

// The runs of the past, one a line. A line that a dying process left unfinished does no harm.

import Foundation
import TextFormats

/// The runs that `Baselines/history.ndjson` holds, the oldest first, each commit once.
///
/// A run is in it when a number changed, so most commits are not. Two branches' lines may be mixed in the file: the order
/// of the runs is that of ``HistoryOrder``, not that of the lines.
package struct History: Sendable, Hashable {
  private struct Line: Sendable, Hashable {
    let entry: HistoryEntry
    let place: Range<Int>
  }

  /// How many bytes the finished lines have; what follows is a line that was cut short, and is to be overwritten.
  package let finishedBytes: Int
  /// Whether the last line was cut short.
  package let isTorn: Bool
  /// How the runs were put into their order.
  package private(set) var order: HistoryOrder
  private let bytes: Data
  private var lines: [Line]
  /// How many lines are left out because a later one has their commit.
  private let repeatedCount: Int

  /// Reads the bytes of a history, whose runs are in the order of time; `file` is its name for messages.
  ///
  /// A last line without a line break that holds no entry was cut short and is left out. Of two lines with one commit,
  /// the later counts.
  ///
  /// - Throws: ``InputError`` that names any other line that holds no entry.
  package init(ndjson: Data, file: String) throws(InputError) {
    var lines: [Line] = []
    var start = 0
    var number = 0
    var isTorn = false
    let bytes = Data(ndjson)
    while start < bytes.count, !isTorn {
      number += 1
      let lineBreak = bytes[start...].firstIndex(of: UInt8(ascii: "\n"))
      let place = start..<(lineBreak ?? bytes.count)
      do throws(InputError) {
        if !bytes[place].allSatisfy({ $0 == 0x20 || $0 == 0x0D }) {
          lines.append(Line(entry: try Self.entry(bytes[place], number, file), place: place))
        }
        start = lineBreak.map { $0 + 1 } ?? bytes.count
      } catch {
        guard lineBreak == nil, HistoryEntry.canBegin(with: bytes[place]) else { throw error }
        isTorn = true
      }
    }
    var seen: Set<String> = []
    let unique = Array(lines.reversed().filter { seen.insert($0.entry.commit).inserted }.reversed())
    let (positions, order) = HistoryOrder.sorted(unique.map(\.entry.run), ancestry: [])
    self.lines = positions.map { unique[$0] }
    self.order = order
    repeatedCount = lines.count - unique.count
    self.bytes = bytes
    self.isTorn = isTorn
    finishedBytes = start
  }

  /// The runs, the oldest first, each commit once.
  package var entries: [HistoryEntry] { lines.map(\.entry) }

  /// The run of a commit; `nil` when it is not in the history.
  package func entry(commit: String) -> HistoryEntry? { lines.first { $0.entry.commit == commit }?.entry }

  /// The history in the order of the commits' ancestry, as far as that is known; see ``HistoryOrder``.
  ///
  /// `ancestry` holds the commits that git knows, every commit behind its ancestors.
  package func ordered(by ancestry: [String]) -> History {
    let (positions, order) = HistoryOrder.sorted(lines.map(\.entry.run), ancestry: ancestry)
    var history = self
    history.lines = positions.map { lines[$0] }
    history.order = order
    return history
  }

  /// The run before the one of an entry, which need not be in the history; `nil` when it is the first.
  package func predecessor(of entry: HistoryEntry, ancestry: [String]) -> HistoryEntry? {
    let others = entries.filter { $0.commit != entry.commit }
    let positions = HistoryOrder.sorted((others + [entry]).map(\.run), ancestry: ancestry).positions
    guard let index = positions.firstIndex(of: others.count), index > 0 else { return nil }
    return others[positions[index - 1]]
  }

  /// The bytes that follow the finished ones once a run is added.
  ///
  /// - Throws: `EncodingError`, which no entry causes.
  package func addition(of entry: HistoryEntry) throws -> Data {
    // A line that somebody left without its line break is whole all the same.
    let isOpen = finishedBytes > 0 && bytes[finishedBytes - 1] != UInt8(ascii: "\n")
    return Data((isOpen ? "\n" : "").utf8) + (try entry.line())
  }

  /// The whole history with a run in place of the line of its commit; the other lines keep their bytes and places.
  ///
  /// - Throws: `EncodingError`, which no entry causes.
  package func replacing(_ entry: HistoryEntry) throws -> Data {
    try contents(of: lines.sorted { $0.place.lowerBound < $1.place.lowerBound }, replacing: entry)
  }

  private func contents(of lines: [Line], replacing entry: HistoryEntry? = nil) throws -> Data {
    var result = Data()
    for line in lines {
      if let entry, line.entry.commit == entry.commit {
        result += try entry.line()
      } else {
        result += bytes[line.place] + Data("\n".utf8)
      }
    }
    return result
  }

  /// What is left of a history once it is pruned.
  package struct Pruned: Sendable, Hashable {
    /// The bytes of the history: the lines that are left, as they were, the oldest run first.
    package let contents: Data
    /// How many runs are left.
    package let count: Int
    /// How many lines went because a later line has their commit.
    package let repeated: Int
    /// How many runs went because they changed no number.
    package let unchanged: Int
    /// How many runs went because they are older than the newest ones to keep.
    package let older: Int
  }

  /// The history without runs that changed no number and, with `keep`, without all but the newest runs.
  ///
  /// - Throws: `EncodingError`, which no entry causes.
  package func pruned(keep: Int?) throws -> Pruned {
    let changes = lines.indices.filter { $0 == 0 || !lines[$0].entry.hasNumbers(of: lines[$0 - 1].entry) }
    let kept = changes.suffix(keep ?? changes.count).map { lines[$0] }
    return Pruned(
      contents: try contents(of: kept), count: kept.count, repeated: repeatedCount,
      unchanged: lines.count - changes.count, older: changes.count - kept.count)
  }

  private static func entry(_ line: Data, _ number: Int, _ file: String) throws(InputError) -> HistoryEntry {
    let remedy = "restore the line from version control, or remove it"
    let document: JSONDocument
    do {
      document = try JSONDocument(parsing: line)
    } catch {
      if MergeConflict.isMarker(line) {
        throw InputError(
          file: file, place: "line \(number)", found: "a merge conflict", expected: "a run a line",
          remedy: "keep the runs of both sides and remove the lines that begin with <<<<<<<, ======= and >>>>>>>; git "
            + "keeps both by itself with this line in .gitattributes: \((file as NSString).lastPathComponent) merge=union"
        )
      }
      throw InputError(
        file: file, place: "line \(number), column \(error.column)", found: error.found, expected: error.expected,
        remedy: remedy)
    }
    guard let entry = HistoryEntry(document) else {
      throw InputError(
        file: file, place: "line \(number)", found: "no run",
        expected: "schema \(HistoryEntry.schema), commit, when and metrics as [value, scenario]", remedy: remedy)
    }
    return entry
  }
}

extension HistoryEntry {
  /// The run by its commit and its time.
  var run: Trend.Run { Trend.Run(commit: commit, when: when) }
}

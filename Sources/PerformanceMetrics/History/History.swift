// The runs of the past, one a line, the oldest first. A line that a dying process left unfinished does no harm.

import Foundation
import TextFormats

/// The runs that `Baselines/history.ndjson` holds, the oldest first, each commit once.
package struct History: Sendable, Hashable {
  private struct Line: Sendable, Hashable {
    let entry: HistoryEntry
    let place: Range<Int>
  }

  /// How many bytes the finished lines have; what follows is a line that was cut short, and is to be overwritten.
  package let finishedBytes: Int
  /// Whether the last line was cut short.
  package let isTorn: Bool
  private let bytes: Data
  private let lines: [Line]

  /// Reads the bytes of a history; `file` is its name for messages.
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
        guard lineBreak == nil else { throw error }
        isTorn = true
      }
    }
    var seen: Set<String> = []
    self.lines = lines.reversed().filter { seen.insert($0.entry.commit).inserted }.reversed()
    self.bytes = bytes
    self.isTorn = isTorn
    finishedBytes = start
  }

  /// The runs, the oldest first, each commit once.
  package var entries: [HistoryEntry] { lines.map(\.entry) }

  /// The run of a commit; `nil` when it is not in the history.
  package func entry(commit: String) -> HistoryEntry? { lines.first { $0.entry.commit == commit }?.entry }

  /// The bytes that follow the finished ones once a run is added.
  ///
  /// - Throws: `EncodingError`, which no entry causes.
  package func addition(of entry: HistoryEntry) throws -> Data {
    // A line that somebody left without its line break is whole all the same.
    let isOpen = finishedBytes > 0 && bytes[finishedBytes - 1] != UInt8(ascii: "\n")
    return Data((isOpen ? "\n" : "").utf8) + (try entry.line())
  }

  /// The whole history with a run in place of the line of its commit; the other lines keep their bytes.
  ///
  /// - Throws: `EncodingError`, which no entry causes.
  package func replacing(_ entry: HistoryEntry) throws -> Data {
    var result = Data()
    for line in lines {
      result += line.entry.commit == entry.commit ? try entry.line() : bytes[line.place] + Data("\n".utf8)
    }
    return result
  }

  private static func entry(_ line: Data, _ number: Int, _ file: String) throws(InputError) -> HistoryEntry {
    let remedy = "restore the line from version control, or remove it"
    let document: JSONDocument
    do {
      document = try JSONDocument(parsing: line)
    } catch {
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

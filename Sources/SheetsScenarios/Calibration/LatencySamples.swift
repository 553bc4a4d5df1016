// Latencies that somebody measured, from a file with a line for each call.

import Foundation
import PerformanceMetrics

/// Measured latencies by the method that was called.
///
/// The file is CSV with the header `method,milliseconds`; a method is named as its documentation names it
/// (`values.batchUpdate`), a latency is a decimal number with at most six decimals, such as `312.5`.
package struct LatencySamples: Sendable, Hashable {
  /// The header that the file begins with.
  package static let header = "method,milliseconds"

  /// The latencies of each method in nanoseconds, in the order of the file.
  package let nanoseconds: [String: [Int64]]

  /// Parses the bytes of a file and skips empty lines; `file` is the name for messages.
  ///
  /// - Throws: `InputError` with the number of the line that is neither the header nor a method with a latency of more
  ///   than 0 and at most an hour.
  package init(csv: Data, file: String) throws(InputError) {
    guard let text = String(validating: csv, as: UTF8.self) else {
      throw Self.error(file, "", found: "bytes that are not UTF-8", expected: "text in UTF-8")
    }
    // A line of a spreadsheet's export ends with CR LF, which is one character, and the file may begin with a mark.
    let lines = text.drop { $0 == "\u{FEFF}" }.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard lines.first.map(String.init) == Self.header else {
      let found = lines.first.map { $0.isEmpty ? "nothing" : "\"\($0.prefix(60))\"" } ?? "nothing"
      throw Self.error(file, "line 1", found: found, expected: "the header \(Self.header)")
    }
    var samples: [String: [Int64]] = [:]
    for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      guard fields.count == 2, !fields[0].isEmpty, fields[0].utf8.allSatisfy(Self.isOfAName) else {
        throw Self.error(
          file, "line \(index + 1)", found: "\"\(line.prefix(60))\"", expected: "a method, a comma and milliseconds")
      }
      guard let latency = Self.nanoseconds(fields[1]) else {
        throw Self.error(
          file, "line \(index + 1)", found: "\"\(fields[1].prefix(60))\"",
          expected: "milliseconds as in 312.5, more than 0 and at most 3600000")
      }
      samples[String(fields[0]), default: []].append(latency)
    }
    guard !samples.isEmpty else {
      throw Self.error(file, "line 2", found: "no sample", expected: "a line for each call, as in values.get,312.5")
    }
    nanoseconds = samples
  }

  private static func isOfAName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "."): true
    default: false
    }
  }

  /// Milliseconds as text in whole nanoseconds; digits only, so that no locale and no rounding has a say.
  private static func nanoseconds(_ text: Substring) -> Int64? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let fraction = parts.count == 2 ? parts[1] : "0"
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard (1...7).contains(parts[0].utf8.count), (1...6).contains(fraction.utf8.count),
      (parts[0] + fraction).utf8.allSatisfy(digits.contains), let whole = Int64(parts[0]),
      let part = Int64(fraction + String(repeating: "0", count: 6 - fraction.utf8.count))
    else { return nil }
    let value = whole * 1_000_000 + part
    return value > 0 && value <= 3_600_000_000_000 ? value : nil
  }

  private static func error(_ file: String, _ place: String, found: String, expected: String) -> InputError {
    InputError(
      file: file, place: place, found: found, expected: expected,
      remedy: "write one line for each measured call below the header \(header)")
  }
}

// Reads a latency profile from the file that `lab calibrate` writes.

import SheetsAPI
import TextFormats

/// An error in a latency profile: where it is, what was found and what was expected.
public struct LatencyProfileError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The place in the file, such as `methods[2].nanoseconds` or `line 3, column 7`.
  public let place: String
  /// What was found there.
  public let found: String
  /// What was expected instead.
  public let expected: String

  /// The error in one line.
  public var description: String { "\(place): found \(found), expected \(expected)" }
}

extension LatencyProfile {
  /// The supported version of the format.
  public static let schema = 1

  /// Parses a profile that `lab calibrate` has written.
  ///
  /// ```json
  /// {
  ///   "methods": [{"method": "values.get", "nanoseconds": [120000000, 160000000, 900000000], "samples": 400}],
  ///   "perMillion": [0, 500000, 1000000],
  ///   "schema": 1
  /// }
  /// ```
  ///
  /// A method that the file does not contain is as in ``recorded``. The name of the profile is `calibrated` with eight
  /// digits that depend on all numbers of the tables, so that results of different calibrations are not compared.
  ///
  /// - Throws: `LatencyProfileError` for a text that is not JSON or not a profile, an unknown method, a method that occurs
  ///   twice, or decreasing quantiles.
  public init(json text: String) throws(LatencyProfileError) {
    let json = try Self.document(text)
    let grid = try Self.integers(json["perMillion"], at: "perMillion")
    guard let entries = json["methods"]?.array, !entries.isEmpty else {
      throw LatencyProfileError(
        place: "methods", found: Self.shown(json["methods"]), expected: "an array of at least one method")
    }
    var tables: [SheetsMethod: QuantileTable] = [:]
    for (index, entry) in entries.enumerated() {
      let place = "methods[\(index)]"
      guard let method = entry["method"]?.string.flatMap(SheetsMethod.init(rawValue:)) else {
        throw LatencyProfileError(
          place: "\(place).method", found: Self.shown(entry["method"]),
          expected: "one of \(SheetsMethod.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      guard tables[method] == nil else {
        throw LatencyProfileError(place: "\(place).method", found: "\(method) twice", expected: "each method once")
      }
      tables[method] = try Self.table(entry["nanoseconds"], grid: grid, at: "\(place).nanoseconds")
    }
    self.init(name: "calibrated \(Self.digest(tables))") { tables[$0] ?? Self.recorded.tables[$0] }
  }

  private static func document(_ text: String) throws(LatencyProfileError) -> JSON {
    let json: JSON
    do {
      json = try JSON(parsing: text)
    } catch {
      throw LatencyProfileError(
        place: "line \(error.line), column \(error.column)", found: error.found, expected: error.expected)
    }
    guard json["schema"]?.integer == schema else {
      throw LatencyProfileError(place: "schema", found: shown(json["schema"]), expected: "\(schema)")
    }
    return json
  }

  private static func integers(_ json: JSON?, at place: String) throws(LatencyProfileError) -> [Int] {
    let numbers = json?.array?.map { $0.number.flatMap { Int(exactly: $0) } }
    guard let numbers, !numbers.contains(nil) else {
      throw LatencyProfileError(place: place, found: shown(json), expected: "an array of whole numbers")
    }
    return numbers.compactMap(\.self)
  }

  private static func table(
    _ json: JSON?, grid: [Int], at place: String
  ) throws(LatencyProfileError) -> QuantileTable {
    let latencies = try integers(json, at: place)
    guard latencies.count == grid.count else {
      throw LatencyProfileError(
        place: place, found: "\(latencies.count) latencies", expected: "\(grid.count), one for each of perMillion")
    }
    // No call takes an hour; the limit rules out overflow in sums of latencies.
    guard latencies.allSatisfy({ $0 <= 3_600_000_000_000 }) else {
      throw LatencyProfileError(
        place: place, found: "a latency of more than an hour", expected: "nanoseconds, at most 3600000000000")
    }
    let points = zip(grid, latencies).map { QuantileTable.Point(perMillion: $0, nanoseconds: Int64($1)) }
    guard let table = QuantileTable(points) else {
      throw LatencyProfileError(
        place: place, found: shown(json),
        expected: "latencies from 0 that never decrease, over perMillion that increases from 0 to 1,000,000")
    }
    return table
  }

  private static func shown(_ json: JSON?) -> String {
    json.map { String($0.text.prefix(80)) } ?? "nothing"
  }

  /// A 32-bit hash of the tables in eight hexadecimal digits.
  private static func digest(_ tables: [SheetsMethod: QuantileTable]) -> String {
    let lines = SheetsMethod.allCases.compactMap { method in
      tables[method].map { table in
        "\(method)=" + table.points.map { "\($0.perMillion):\($0.nanoseconds)" }.joined(separator: ",") + "\n"
      }
    }
    let digits = String(FNV1a.hash32(lines.joined()), radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}

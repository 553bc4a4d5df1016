// Latency in recorded traffic: the mean distance between the seconds of two answers.

import Foundation
import SheetsAPI
import TextFormats

/// The mean latency of a method in recorded traffic, as one client saw it.
///
/// An answer is dated to the second. Where a client asks again as soon as it is answered, the distance of two dates is
/// the latency of the second call, up to a second off in either direction but right on average; the client's own time
/// between the two is in it.
package struct RecordedMean {
  private var seconds: [Double] = []

  package var calls: Int { seconds.count }

  /// The mean, in nanoseconds.
  package var nanoseconds: Int64 { Int64((seconds.reduce(0, +) * 1e9 / Double(max(1, calls))).rounded()) }

  /// The standard error of the mean, in nanoseconds; whole seconds and few calls make it large.
  package var standardError: Int64 {
    let mean = seconds.reduce(0, +) / Double(max(1, calls))
    let squares = seconds.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return calls < 2 ? 0 : Int64((squares / Double(calls - 1) / Double(calls)).squareRoot() * 1e9)
  }

  /// The means by method, from the recordings below a folder; files of other forms are passed over.
  ///
  /// - Throws: an error of Foundation for a folder that cannot be read, and `JSONSyntaxError` for a file that is no JSON.
  package static func byMethod(in folder: URL) throws -> [SheetsMethod: RecordedMean] {
    var means: [SheetsMethod: RecordedMean] = [:]
    let folder = folder.appending(path: "gspread")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() where name.hasSuffix(".json")
    {
      let file = try JSON(parsing: Array(Data(contentsOf: folder.appending(path: name))))
      var before: Int?
      for exchange in file["interactions"]?.array ?? [] {
        let date = exchange["date"]?.string.flatMap(second)
        // Whoever waits longer than ten seconds does so on purpose.
        if let date, let before, exchange["status"]?.integer == 200, let method = method(of: exchange) {
          let distance = (date - before + 86_400) % 86_400
          if distance <= 10 { means[method, default: RecordedMean()].seconds.append(Double(distance)) }
        }
        before = date
      }
    }
    return means
  }

  private static func method(of exchange: JSON) -> SheetsMethod? {
    guard exchange["host"]?.string == "sheets.googleapis.com", let verb = exchange["method"]?.string,
      let path = exchange["path"]?.string
    else { return nil }
    let body = exchange["body"].flatMap { $0.isNull ? nil : $0.bytes } ?? []
    let request = RESTRequest(method: verb, path: path, query: exchange["query"]?.string ?? "", body: body)
    return try? SheetsRequest(request)?.method
  }

  /// The second of the day of a date as HTTP writes it: `Thu, 20 Jul 2023 08:47:55 GMT`.
  private static func second(_ date: String) -> Int? {
    guard let match = date.firstMatch(of: #/ (\d\d):(\d\d):(\d\d) GMT$/#), let hour = Int(match.1),
      let minute = Int(match.2), let second = Int(match.3)
    else { return nil }
    return (hour * 60 + minute) * 60 + second
  }
}

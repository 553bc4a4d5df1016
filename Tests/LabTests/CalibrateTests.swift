// `lab calibrate` with files on a disk.

import Foundation
import Lab
import PerformanceMetrics
import PerformanceReporting
import Testing

@Suite final class `The lab calibrates` {
  private static let samples = "method,milliseconds\n" + (1...100).map { "values.get,\($0)\n" }.joined()

  private let folder = FileManager.default.temporaryDirectory.appending(path: "calibrate ü \(UUID().uuidString)")

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func path(_ name: String) -> String { folder.appending(path: name).path(percentEncoded: false) }

  private func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path(name)))
  }

  private func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path(name))), as: UTF8.self)
  }

  private func calibrate(_ samples: String, output: String? = nil) throws -> String {
    try Calibrate.answer(samples: path(samples), output: output.map(path), .plain)
  }

  @Test func `and writes a profile with a table of its quantiles`() throws {
    try write(Self.samples, to: "samples.csv")
    let answer = try calibrate("samples.csv", output: "profile.json")
    #expect(
      answer == """
        \(path("profile.json"))
        Latency profile

        Methods: 1
          method      samples  shortest    p50    p95    p99  longest
          values.get      100      1 ms  50 ms  95 ms  99 ms   100 ms
        measure under it with: PERFORMANCE_LATENCY=\(path("profile.json")) swift test --filter performance

        """)
    #expect(try text("profile.json").contains("\"method\" : \"values.get\""))
    #expect(try calibrate("samples.csv") == text("profile.json"))
  }

  @Test func `and keeps the old profile when the samples are refused`() throws {
    try write("method,milliseconds\nvalues.get,1\n", to: "samples.csv")
    try write("old", to: "profile.json")
    let error = #expect(throws: InputError.self) { try calibrate("samples.csv", output: "profile.json") }
    let found = "samples.csv: found 1 of values.get, expected at least 100 samples"
    #expect(error?.description.contains(found) == true)
    #expect(try text("profile.json") == "old")
  }

  @Test func `and names a missing file of samples`() throws {
    let error = #expect(throws: InputError.self) { try calibrate("none.csv") }
    #expect(error?.description.contains("none.csv: found no such file, expected measured latencies") == true)
  }
}

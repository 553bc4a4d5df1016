// What of a test is kept with its metrics: its name, as `swift test --filter` takes it, and its tags.

import Testing

extension Test {
  /// The test's id without its place in the file, which moves when lines above it do.
  ///
  /// Worked value: ``PerformanceTests.`Sheets performance`/Latency/finalize()``.
  var measuringName: String {
    let text = "\(id)"
    guard let slash = text.lastIndex(of: "/"), text[slash...].contains(".swift:") else { return text }
    return String(text[..<slash])
  }

  /// The tags of the test and of the suites round it, as people write them: `latency`; without the suites' common one.
  var tagNames: [String] {
    tags.subtracting([.performance]).map { "\($0)" }.map { $0.hasPrefix(".") ? String($0.dropFirst()) : $0 }.sorted()
  }
}

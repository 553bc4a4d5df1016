// The name under which a test's metrics are kept: what a reader gives to `swift test --filter`.

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
}

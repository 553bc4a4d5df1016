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

extension Test {
  /// Whether a trait round this test, behind ours, may call it more than once without our knowledge: one to retry it.
  var mayBeRepeatedInside: Bool {
    traits.contains { $0 is any TestScoping && !($0 is PerformanceReportTrait) }
  }
}

extension Test.Case {
  /// The arguments of a case, as in `n: 10, mode: twoCalls`; `nil` of a test without parameters.
  ///
  /// Swift Testing keeps them to itself; where another version arranges them otherwise, the whole case is described.
  var argumentText: String? {
    guard isParameterized else { return nil }
    let arguments = Mirror(reflecting: self).descendant("_kind", "parameterized", "arguments") as? [Any] ?? []
    let texts = arguments.map { argument in
      let mirror = Mirror(reflecting: argument)
      let value = mirror.descendant("value").map { String(describingForTest: $0) } ?? "\(argument)"
      return (mirror.descendant("parameter", "firstName").map { "\($0): " } ?? "") + value
    }
    return texts.isEmpty ? "\(self)" : texts.joined(separator: ", ")
  }
}

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
    traits.contains { $0 is any TestScoping && !($0 is PerformanceTrait) }
  }
}

extension Test.Case {
  /// An argument of a case: the name of its parameter, where that has one, and the value: a text, or `twoCalls` of an enum.
  struct NamedArgument: Hashable {
    let name: String?
    let value: String
  }

  /// The arguments of a case, in the order of the parameters; empty of a test without parameters.
  ///
  /// Swift Testing keeps them to itself; where another version arranges them otherwise, the whole case is described.
  var namedArguments: [NamedArgument] {
    guard isParameterized else { return [] }
    let arguments = Mirror(reflecting: self).descendant("_kind", "parameterized", "arguments") as? [Any] ?? []
    let named = arguments.map { argument in
      let mirror = Mirror(reflecting: argument)
      let names = ["firstName", "secondName"].compactMap { name in
        mirror.descendant("parameter", name).flatMap { ($0 as? String?) ?? nil }
      }
      return NamedArgument(
        name: names.first { $0 != "_" },
        value: mirror.descendant("value").map(Self.text) ?? "\(argument)")
    }
    return named.isEmpty ? [NamedArgument(name: nil, value: "\(self)")] : named
  }

  private static func text(_ value: Any) -> String {
    if let text = value as? any StringProtocol { return String(text) }
    let text = String(describingForTest: value)
    return text.hasPrefix(".") ? String(text.dropFirst()) : text
  }

  /// The arguments of a case, as in `n: 10, mode: twoCalls`; `nil` of a test without parameters.
  var argumentText: String? {
    guard isParameterized else { return nil }
    return namedArguments.map { ($0.name.map { "\($0): " } ?? "") + $0.value }.joined(separator: ", ")
  }
}

// Which tests `swift test --filter` and `--skip` leave out, so that a run of a part knows that it is one.

/// The filters among the arguments of a test process, as Swift Testing reads them: regular expressions over the ids of
/// tests, unanchored; a test runs if one of the filters, where there are any, and none of the skips matches.
struct TestFilter: Sendable {
  private let filters: [String]
  private let skips: [String]

  /// Reads the arguments of a test process.
  init(arguments: [String]) {
    func values(_ option: String) -> [String] {
      zip(arguments, arguments.dropFirst() + [""]).compactMap { argument, next in
        argument == option
          ? next : argument.hasPrefix("\(option)=") ? String(argument.dropFirst(option.count + 1)) : nil
      }
    }
    filters = values("--filter")
    skips = values("--skip")
  }

  /// Whether there is nothing that leaves a test out.
  var isEmpty: Bool { filters.isEmpty && skips.isEmpty }

  /// Whether a test, or what all tests of a suite begin with, is left out.
  func leavesOut(_ name: String) -> Bool {
    (!filters.isEmpty && !filters.contains { Self.matches($0, name) }) || skips.contains { Self.matches($0, name) }
  }

  /// One that cannot be read matches nothing: Swift Testing has refused it before any test ran.
  private static func matches(_ pattern: String, _ name: String) -> Bool {
    guard let expression = try? Regex(pattern) else { return false }
    return name.contains(expression)
  }
}

// What a test says of itself, so that who measures in it names nothing twice.

import Testing

/// The test that is measuring: ids, labels and the workload of its metrics come from its name and its arguments.
package struct MeasuredTest: Sendable, Hashable {
  /// What the test says: its name as people read it.
  let title: String
  let arguments: [Test.Case.NamedArgument]
  /// The seed of the run.
  package let seed: UInt64

  /// The test that is running, in a suite with the trait `.performance(…)`.
  ///
  /// - Throws: ``CollectorError`` outside such a suite, and where task-locals do not reach.
  package static func current(sourceLocation: SourceLocation) throws(CollectorError) -> MeasuredTest {
    let (collector, _) = try PerformanceCollector.context(sourceLocation)
    let title = Test.current.map { $0.displayName ?? String($0.name.prefix { $0 != "(" }) } ?? ""
    return MeasuredTest(
      title: title, arguments: Test.Case.current?.namedArguments ?? [], seed: collector.seed.value)
  }

  /// The id of what is measured under a name; in a case of a parameterized test with its arguments.
  ///
  /// Worked values: `report-parsing`, `report-parsing/unions-10`, `report-parsing/mode-two-calls/unions-10`.
  package func id(_ name: String) -> String {
    ([name] + arguments.map { Self.kebab([$0.name, $0.value].compactMap(\.self).joined(separator: " ")) })
      .joined(separator: "/")
  }

  /// The arguments by the names of their parameters; one without a name is `argument`.
  package var labels: [String: String] {
    Dictionary(arguments.map { ($0.name ?? "argument", $0.value) }, uniquingKeysWith: { "\($0), \($1)" })
  }

  /// What was done, as far as the test says it: `a report is parsed cheaply, unions: 10`.
  package var workload: String {
    ([title] + arguments.map { argument in (argument.name.map { "\($0): " } ?? "") + argument.value })
      .joined(separator: ", ")
  }

  /// A text as a part of an id: words in small letters with hyphens between them, `twoCalls` as `two-calls`.
  static func kebab(_ text: String) -> String {
    var parts = ""
    var previous: Character = " "
    for character in text {
      if character.isLetter || character.isNumber {
        if character.isUppercase, previous.isLowercase || previous.isNumber { parts.append("-") }
        parts += character.lowercased()
      } else if character == ".", previous.isNumber {
        parts.append(character)
      } else if let last = parts.last, last != "-" {
        parts.append("-")
      }
      previous = character
    }
    while let last = parts.last, last == "-" || last == "." { parts.removeLast() }
    return parts
  }
}

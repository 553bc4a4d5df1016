// An option as data, from which parsing, help and errors are all derived.

/// What parsing and help need to know about an option, independent of the type of its value.
package protocol OptionDescription: Sendable {
  /// The name as it is typed, with its two dashes.
  var name: String { get }
  /// What stands for the value in the usage, such as `FILE`; `nil` for a flag, which takes none.
  var placeholder: String? { get }
  /// What the option does, as a phrase.
  var help: String { get }
  /// The default in words; `nil` where there is nothing to say.
  var defaultText: String? { get }
  /// The possible values; empty where they cannot be listed.
  var allowed: [String] { get }
  /// What a value looks like, for errors.
  var expected: String { get }
  /// Whether it is an error to leave the option out.
  var isRequired: Bool { get }
  /// Whether a text can be parsed as a value of the option.
  func accepts(_ text: String) -> Bool
}

/// An option whose value is a `Value`.
package struct Option<Value: Sendable>: OptionDescription {
  package let name: String
  package let placeholder: String?
  package let help: String
  package let defaultText: String?
  package let allowed: [String]
  package let expected: String
  /// The value of an option that is not given; `nil` for a required option.
  let defaultValue: Value?
  /// Parses a value; `nil` for a text that is not one.
  let parse: @Sendable (String) -> Value?

  package init(
    name: String, placeholder: String?, help: String, defaultText: String?, allowed: [String] = [], expected: String,
    defaultValue: Value?, parse: @escaping @Sendable (String) -> Value?
  ) {
    self.name = name
    self.placeholder = placeholder
    self.help = help
    self.defaultText = defaultText
    self.allowed = allowed
    self.expected = expected
    self.defaultValue = defaultValue
    self.parse = parse
  }

  package var isRequired: Bool { defaultValue == nil }
  package func accepts(_ text: String) -> Bool { parse(text) != nil }
}

extension Option {
  /// An option without a value of its own: it selects one value where it is given and another where it is not.
  package static func flag(_ name: String, on: Value, off: Value, help: String) -> Self {
    Option(
      name: name, placeholder: nil, help: help, defaultText: nil, expected: "it without a value",
      defaultValue: off, parse: { _ in on })
  }
}

extension Option<Bool> {
  /// An option that is on where it is given.
  package static func flag(_ name: String, help: String) -> Self { flag(name, on: true, off: false, help: help) }
}

extension Option<String?> {
  /// Any text, such as the name of a file, that may be left out.
  package static func text(
    _ name: String, _ placeholder: String, help: String, default defaultText: String? = nil,
    expected: String = "the name of a file"
  ) -> Self {
    Option(
      name: name, placeholder: placeholder, help: help, defaultText: defaultText, expected: expected,
      defaultValue: .some(nil), parse: { .some($0) })
  }
}

extension Option<Int> {
  /// A whole number, 1 or more.
  package static func number(_ name: String, default value: Int, help: String) -> Self {
    Option(
      name: name, placeholder: "N", help: help, defaultText: "\(value)", expected: "a whole number, 1 or more",
      defaultValue: value, parse: count)
  }

  /// A whole number of 1 or more; `nil` for every other text.
  fileprivate static func count(_ text: some StringProtocol) -> Int? { Int(text).flatMap { $0 >= 1 ? $0 : nil } }
}

extension Option<Int?> {
  /// A whole number, 1 or more, that may be left out.
  package static func optionalNumber(_ name: String, default defaultText: String? = nil, help: String) -> Self {
    Option(
      name: name, placeholder: "N", help: help, defaultText: defaultText, expected: "a whole number, 1 or more",
      defaultValue: .some(nil), parse: { text in Option<Int>.count(text).map { .some($0) } })
  }
}

extension Option<[Int]> {
  /// Whole numbers of 1 or more, separated by commas.
  package static func numbers(_ name: String, default values: [Int], help: String) -> Self {
    Option(
      name: name, placeholder: "N,…", help: help, defaultText: values.map(String.init).joined(separator: ","),
      expected: "whole numbers, 1 or more, separated by commas", defaultValue: values,
      parse: { text in
        let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Option<Int>.count($0) }
        return numbers.contains(nil) ? nil : numbers.compactMap(\.self)
      })
  }
}

extension Option where Value: RawRepresentable<String> {
  /// One of a few words; required where there is no default.
  package static func choice(
    _ name: String, _ placeholder: String, of values: [Value], default defaultValue: Value?, help: String
  ) -> Self {
    Option(
      name: name, placeholder: placeholder, help: help, defaultText: defaultValue?.rawValue,
      allowed: values.map(\.rawValue), expected: "one of \(values.map(\.rawValue).joined(separator: ", "))",
      defaultValue: defaultValue, parse: { text in values.first { $0.rawValue == text } })
  }
}

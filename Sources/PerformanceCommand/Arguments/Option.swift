// An option as data: parsing, help and errors are all made from it.

/// What parsing and help need to know of an option, whatever its value is.
package protocol OptionDescription: Sendable {
  /// The name as it is typed, with its two dashes.
  var name: String { get }
  /// What stands for the value in the usage, as `FILE`; `nil` for a flag, which takes none.
  var placeholder: String? { get }
  /// What the option does, as a phrase.
  var help: String { get }
  /// The value where the option is not given, in words; `nil` where there is nothing to say.
  var defaultText: String? { get }
  /// The values that the option takes; empty where they cannot be listed.
  var allowed: [String] { get }
  /// What a value looks like, for errors.
  var expected: String { get }
  /// Whether the option must be given.
  var isRequired: Bool { get }
  /// Whether a text is a value of the option.
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
  /// The value where the option is not given; `nil` where it must be.
  let defaultValue: Value?
  /// The value of a text; `nil` for a text that is none.
  let parse: @Sendable (String) -> Value?

  package var isRequired: Bool { defaultValue == nil }
  package func accepts(_ text: String) -> Bool { parse(text) != nil }
}

extension Option {
  /// A word that stands for a value by itself.
  package static func flag(_ name: String, on: Value, off: Value, help: String) -> Self {
    Option(
      name: name, placeholder: nil, help: help, defaultText: nil, allowed: [], expected: "it without a value",
      defaultValue: off, parse: { _ in on })
  }
}

extension Option<Bool> {
  package static func flag(_ name: String, help: String) -> Self { flag(name, on: true, off: false, help: help) }
}

extension Option<String?> {
  /// A text that may be left out.
  package static func text(
    _ name: String, _ placeholder: String, help: String, default defaultText: String? = nil,
    expected: String = "the name of a file"
  ) -> Self {
    Option(
      name: name, placeholder: placeholder, help: help, defaultText: defaultText, allowed: [], expected: expected,
      defaultValue: .some(nil), parse: { .some($0) })
  }
}

extension Option where Value: RawRepresentable<String> {
  /// One of a few words; without a default it must be given.
  package static func choice(
    _ name: String, _ placeholder: String, of values: [Value], default defaultValue: Value?, help: String
  ) -> Self {
    Option(
      name: name, placeholder: placeholder, help: help, defaultText: defaultValue?.rawValue,
      allowed: values.map(\.rawValue), expected: "one of \(values.map(\.rawValue).joined(separator: ", "))",
      defaultValue: defaultValue, parse: { text in values.first { $0.rawValue == text } })
  }
}

/// The words of a subcommand that belong to no option.
package struct Positional: Sendable {
  /// What stands for one of them in the usage, as `FILE`.
  package let placeholder: String
  /// What they are, as a phrase.
  package let help: String
  /// How many there may be.
  package let count: ClosedRange<Int>
  /// How many there may be, in words.
  package let expected: String
  /// The words that are taken; empty where they cannot be listed.
  package let allowed: [String]

  package init(_ placeholder: String, count: ClosedRange<Int>, expected: String, help: String, allowed: [String] = []) {
    self.placeholder = placeholder
    self.count = count
    self.expected = expected
    self.help = help
    self.allowed = allowed
  }

  /// As it stands in the usage: `FILE`, `[FILE]` or `FILE FILE …`.
  package var usage: String {
    count.lowerBound == 0
      ? "[\(placeholder)]"
      : Array(repeating: placeholder, count: count.lowerBound).joined(separator: " ")
        + (count.upperBound > count.lowerBound ? " …" : "")
  }
}

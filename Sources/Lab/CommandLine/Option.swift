// One option of a subcommand: parsing and help both come from it.

/// An option, written `--name VALUE`, or `--name` for a flag.
package struct Option: Sendable {
  /// What a value may be, with the value that stands for an option that was not given.
  package enum Kind: Sendable {
    case flag
    /// A whole number from 1.
    case number(Int?)
    /// Whole numbers from 1, separated by commas.
    case numbers([Int])
    case choice([String], String)
    /// Any text, such as a path; the default is only described.
    case text(String?)
  }

  package let name: String
  /// What stands for the value in the help, such as `N`.
  let placeholder: String
  let kind: Kind
  package let help: String

  private init(_ name: String, _ placeholder: String, _ kind: Kind, _ help: String) {
    (self.name, self.placeholder, self.kind, self.help) = (name, placeholder, kind, help)
  }

  package static func flag(_ name: String, help: String) -> Option { Option(name, "", .flag, help) }

  package static func number(_ name: String, default value: Int? = nil, help: String) -> Option {
    Option(name, "N", .number(value), help)
  }

  package static func numbers(_ name: String, default values: [Int], help: String) -> Option {
    Option(name, "N,…", .numbers(values), help)
  }

  package static func choice(_ name: String, _ words: [String], default word: String, help: String) -> Option {
    Option(name, words.joined(separator: "|"), .choice(words, word), help)
  }

  package static func text(_ name: String, _ placeholder: String, default value: String? = nil, help: String) -> Option
  {
    Option(name, placeholder, .text(value), help)
  }

  /// The option as it is typed.
  package var usage: String { placeholder.isEmpty ? "--\(name)" : "--\(name) \(placeholder)" }

  /// The default in words; `nil` where there is none.
  var defaultText: String? {
    switch kind {
    case .flag, .number(nil), .text(nil): nil
    case .number(let value?): "\(value)"
    case .numbers(let values): values.map(String.init).joined(separator: ",")
    case .choice(_, let word): word
    case .text(let text?): text
    }
  }
}

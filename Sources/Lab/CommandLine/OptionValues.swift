// The words behind a subcommand's name, read by what it declares.

/// Words that a subcommand does not take: what was found, and what was expected.
package struct UsageError: Error, Hashable, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}

/// The values of a subcommand's options and its positional arguments.
package struct OptionValues: Sendable {
  /// The positional arguments, in their order.
  package private(set) var arguments: [String] = []
  private var flags: Set<String> = []
  private var texts: [String: String] = [:]
  private let options: [Option]

  /// Reads words; `--name=value` is read like `--name value`.
  ///
  /// - Throws: `UsageError` for an unknown option, a missing or impossible value, or a wrong number of arguments.
  package init(_ words: [String], for subcommand: any Subcommand) throws(UsageError) {
    options = subcommand.options
    var rest = words[...]
    while let word = rest.popFirst() {
      guard word.hasPrefix("--") else {
        guard !word.hasPrefix("-") || word == "-" else { throw Self.unknown(word, options) }
        arguments.append(word)
        continue
      }
      let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let option = options.first(where: { $0.name == String(parts[0]) }) else {
        throw Self.unknown(String(word.prefix { $0 != "=" }), options)
      }
      if case .flag = option.kind {
        guard parts.count == 1 else { throw UsageError("--\(option.name) takes no value, found \(word)") }
        flags.insert(option.name)
        continue
      }
      guard let value = parts.count == 2 ? String(parts[1]) : rest.popFirst(), !value.hasPrefix("--") else {
        throw UsageError("--\(option.name) expects a value: \(option.usage)")
      }
      try Self.check(value, option)
      texts[option.name] = value
    }
    try Self.check(arguments, subcommand.argument)
  }

  private static func unknown(_ word: String, _ options: [Option]) -> UsageError {
    let names = options.map { "--\($0.name)" }
    if let near = nearestName(to: word, among: names) {
      return UsageError("unknown option \(word); did you mean \(near)?")
    }
    return UsageError(
      names.isEmpty
        ? "unknown option \(word); there are no options"
        : "unknown option \(word); expected one of \(names.joined(separator: ", "))")
  }

  private static func check(_ value: String, _ option: Option) throws(UsageError) {
    switch option.kind {
    case .flag, .text: break
    case .number:
      guard let number = Int(value), number >= 1 else {
        throw UsageError("--\(option.name) expects a whole number from 1, found \(value)")
      }
    case .numbers:
      guard numbers(value).allSatisfy({ $0 >= 1 }) else {
        throw UsageError("--\(option.name) expects whole numbers from 1, separated by commas, found \(value)")
      }
    case .choice(let words, _):
      guard words.contains(value) else {
        throw UsageError("--\(option.name) expects one of \(words.joined(separator: ", ")), found \(value)")
      }
    }
  }

  private static func check(_ arguments: [String], _ argument: Argument?) throws(UsageError) {
    let most =
      switch argument?.count {
      case nil: 0
      case .one, .atMostOne: 1
      case .any: Int.max
      }
    if arguments.count > most { throw UsageError("unexpected argument \(arguments[most])") }
    if let argument, case .one = argument.count, arguments.isEmpty { throw UsageError("expected \(argument.name)") }
  }

  /// The numbers of a list; 0 for what is no number.
  private static func numbers(_ text: String) -> [Int] {
    text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
  }

  // MARK: Values

  /// Whether a flag was given.
  package func has(_ flag: String) -> Bool { flags.contains(flag) }

  /// The number of an option, or its default; `nil` where it has none.
  package func optionalNumber(_ name: String) -> Int? {
    if let text = texts[name] { return Int(text) }
    if case .number(let value) = declared(name) { return value }
    return nil
  }

  /// The number of an option that has a default.
  package func number(_ name: String) -> Int {
    guard let number = optionalNumber(name) else { preconditionFailure("--\(name) has no default") }
    return number
  }

  /// The numbers of an option, or its default.
  package func numbers(_ name: String) -> [Int] {
    if let text = texts[name] { return Self.numbers(text) }
    guard case .numbers(let values) = declared(name) else { preconditionFailure("--\(name) is no list of numbers") }
    return values
  }

  /// The text or the choice of an option, or its default; `nil` where it has none.
  package func text(_ name: String) -> String? {
    if let text = texts[name] { return text }
    switch declared(name) {
    case .choice(_, let word): return word
    case .text(let value): return value
    default: return nil
    }
  }

  private func declared(_ name: String) -> Option.Kind {
    guard let option = options.first(where: { $0.name == name }) else { preconditionFailure("no option --\(name)") }
    return option.kind
  }
}

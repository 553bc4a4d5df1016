// From words to the values of options. Strict: an unknown word is an error and never ignored.

/// The words behind a subcommand, checked against its description.
package struct Arguments: Sendable {
  /// The arguments that belong to no option, in the order in which they were typed.
  package private(set) var positionals: [String] = []
  private var values: [String: String] = [:]

  /// Parses words: each option at most once, its value as the next word or after `=`.
  ///
  /// - Throws: `UsageError` for a word that the subcommand does not take, an option that is repeated or has no value, a
  ///   value that is not allowed, and a required option or argument that is missing.
  package init(_ words: some Sequence<String>, of subcommand: any SubcommandDescription) throws(UsageError) {
    var rest = Array(words)[...]
    while let word = rest.popFirst() {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      if word.hasPrefix("-") || subcommand.positional == nil {
        guard let option = subcommand.options.first(where: { $0.name == parts[0] }) else {
          throw Self.unknown(word, parts[0], of: subcommand)
        }
        try take(option, parts.count == 2 ? parts[1] : nil, &rest)
      } else {
        positionals.append(word)
      }
    }
    if let positional = subcommand.positional { try check(positional, of: subcommand) }
    for option in subcommand.options where option.isRequired && values[option.name] == nil {
      throw UsageError(found: "\(subcommand.name) without \(option.name)", expected: option.expected)
    }
  }

  /// The value of an option: as given, else its default.
  package subscript<Value>(option: Option<Value>) -> Value {
    guard let value = values[option.name].flatMap(option.parse) ?? option.defaultValue else {
      preconditionFailure("\(option.name) has no default, and the subcommand does not list it")
    }
    return value
  }

  /// Whether an option was given.
  package func has(_ option: some OptionDescription) -> Bool { values[option.name] != nil }

  /// The given ones among some options, as words to type again.
  package func repeated(_ options: [any OptionDescription]) -> [String] {
    options.flatMap { option in
      values[option.name].map { option.placeholder == nil ? [option.name] : [option.name, $0] } ?? []
    }
  }

  private mutating func take(
    _ option: some OptionDescription, _ attached: String?, _ rest: inout ArraySlice<String>
  ) throws(UsageError) {
    let name = option.name
    guard values[name] == nil else { throw UsageError(found: "\(name) twice", expected: "it once") }
    guard option.placeholder != nil else {
      guard attached == nil else {
        throw UsageError(found: "\(name)=\(attached ?? "")", expected: "\(name) without a value")
      }
      values[name] = ""
      return
    }
    guard let value = attached ?? rest.popFirst(), !value.isEmpty, attached != nil || !value.hasPrefix("--") else {
      throw UsageError(found: "\(name) without a value", expected: option.expected)
    }
    guard option.accepts(value) else {
      throw UsageError(
        found: "\(name) \(value)", expected: option.expected, nearest: value.nearest(of: option.allowed))
    }
    values[name] = value
  }

  private func check(_ positional: Positional, of subcommand: any SubcommandDescription) throws(UsageError) {
    if !positional.allowed.isEmpty, let wrong = positionals.first(where: { !positional.allowed.contains($0) }) {
      throw UsageError(
        found: "\(subcommand.name) \(wrong)", expected: positional.expected,
        nearest: wrong.nearest(of: positional.allowed))
    }
    let count = positionals.count
    guard positional.count.contains(count) else {
      let noun = "\(positional.placeholder)\(count > 1 ? "s" : "")"
      throw UsageError(
        found: "\(subcommand.name) with \(count == 0 ? "no" : "\(count)") \(noun)", expected: positional.expected)
    }
  }

  private static func unknown(_ word: String, _ name: String, of subcommand: any SubcommandDescription) -> UsageError {
    let names = subcommand.options.map(\.name)
    return UsageError(
      found: "\(subcommand.name) \(word)",
      expected: names.isEmpty ? "no option" : "one of \(names.joined(separator: ", "))",
      nearest: name.nearest(of: names))
  }
}

// What `help` prints, derived from the descriptions of the subcommands.

/// The help of a program, at most 100 columns wide.
struct HelpText: Sendable {
  /// The program's name as it is typed.
  let name: String
  /// What the program does, as a phrase.
  let purpose: String
  /// What the overview says beyond the list of subcommands.
  let notes: (title: String, text: String)
  /// The meaning of each exit code, under a title.
  let exitCodes: String
  /// Words of the program as a command for a shell.
  let invocation: @Sendable ([String]) -> String

  private static let width = 100

  /// The command that shows the help of a subcommand, or the overview for `nil`.
  func command(explaining subcommand: String?) -> String { invocation(["help"] + (subcommand.map { [$0] } ?? [])) }

  /// Every subcommand in one line, and what all have in common.
  func overview(_ subcommands: [any SubcommandDescription]) -> String {
    """
    \(name): \(purpose)

    Usage
      \(name) SUBCOMMAND [OPTIONS]

    Subcommands
    \(Self.table(subcommands.map { ($0.name, $0.abstract) }))

    The options of one: \(command(explaining: "SUBCOMMAND"))

    \(notes.title)
    \(Self.wrapped(notes.text, indent: 2))

    \(exitCodes)

    """
  }

  /// The usage of a subcommand, its options with their defaults and values, the exit codes, an example.
  func text(of subcommand: any SubcommandDescription) -> String {
    var parts = ["\(name) \(subcommand.name): \(subcommand.abstract)", "Usage\n\(usage(of: subcommand))"]
    if !subcommand.discussion.isEmpty { parts.append(Self.wrapped(subcommand.discussion, indent: 0)) }
    if let positional = subcommand.positional {
      parts.append(
        "Arguments\n"
          + Self.table([(positional.placeholder, positional.help + Self.remark(nil, positional.allowed))]))
    }
    if !subcommand.options.isEmpty {
      parts.append("Options\n" + Self.table(subcommand.options.map { (Self.spelling($0), Self.explanation($0)) }))
    }
    parts.append(exitCodes)
    parts.append("Example\n  \(invocation(subcommand.example))\n")
    return parts.joined(separator: "\n\n")
  }

  private func usage(of subcommand: any SubcommandDescription) -> String {
    let start = "  \(name) \(subcommand.name) "
    let words =
      [subcommand.positional?.usage].compactMap(\.self)
      + subcommand.options.map { $0.isRequired ? Self.spelling($0) : "[\(Self.spelling($0))]" }
    return start + Self.flowed(words, indent: start.count)
  }

  private static func spelling(_ option: any OptionDescription) -> String {
    option.placeholder.map { "\(option.name) \($0)" } ?? option.name
  }

  private static func explanation(_ option: any OptionDescription) -> String {
    option.help
      + remark(option.isRequired ? "must be given" : option.defaultText.map { "default: \($0)" }, option.allowed)
  }

  private static func remark(_ text: String?, _ allowed: [String]) -> String {
    let remarks = [allowed.isEmpty ? nil : "one of \(allowed.joined(separator: ", "))", text].compactMap(\.self)
    return remarks.isEmpty ? "" : " (\(remarks.joined(separator: "; ")))"
  }

  private static func table(_ rows: [(term: String, text: String)]) -> String {
    let indent = 4 + (rows.map(\.term.count).max() ?? 0)
    return rows.map { term, text in
      "  \(term)\(String(repeating: " ", count: indent - 2 - term.count))"
        + flowed(text.split(whereSeparator: \.isWhitespace).map(String.init), indent: indent)
    }.joined(separator: "\n")
  }

  private static func wrapped(_ text: String, indent: Int) -> String {
    String(repeating: " ", count: indent)
      + flowed(text.split(whereSeparator: \.isWhitespace).map(String.init), indent: indent)
  }

  /// Words in lines that end before the width; all but the first are indented.
  private static func flowed(_ words: [String], indent: Int) -> String {
    var lines = [""]
    for word in words {
      if let last = lines.last, !last.isEmpty, indent + last.count + 1 + word.count > width {
        lines.append(word)
      } else {
        lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word
      }
    }
    return lines.joined(separator: "\n" + String(repeating: " ", count: indent))
  }
}

// What `performance help` prints, made from the descriptions of the subcommands.

/// Help, at most 100 columns wide.
package enum HelpText {
  private static let width = 100

  /// Every subcommand in a line, and what all have in common.
  package static func overview(_ subcommands: [any Subcommand], _ commands: SuggestedCommands) -> String {
    """
    performance: compares a run of the suites with the baseline, and shows what was measured

    Usage
      performance SUBCOMMAND [OPTIONS]

    Subcommands
    \(table(subcommands.map { ($0.name, $0.abstract) }))

    The options of one: \(commands.help(of: "SUBCOMMAND"))

    Files
    \(wrapped("Files on the command line are relative to the working directory. Default files are relative to "
      + "$PERFORMANCE_ROOT, else to the nearest directory upwards that holds Package.swift.", indent: 2))

    \(exitCodes)

    """
  }

  /// The usage of a subcommand, its options with their defaults and values, the exit codes, an example.
  package static func text(of subcommand: any Subcommand, _ commands: SuggestedCommands) -> String {
    var parts = ["performance \(subcommand.name): \(subcommand.abstract)", "Usage\n\(usage(of: subcommand))"]
    if !subcommand.discussion.isEmpty { parts.append(wrapped(subcommand.discussion, indent: 0)) }
    if let positional = subcommand.positional {
      parts.append(
        "Arguments\n" + table([(positional.placeholder, positional.help + remark(nil, positional.allowed))]))
    }
    if !subcommand.options.isEmpty {
      parts.append("Options\n" + table(subcommand.options.map { (spelling($0), explanation($0)) }))
    }
    parts.append(exitCodes)
    parts.append("Example\n  \(commands.performance(subcommand.example))\n")
    return parts.joined(separator: "\n\n")
  }

  private static let exitCodes = """
    Exit codes, the first that applies
      1  could not judge: bad arguments, or a file that is missing or not valid
      2  a metric regressed, a requirement is not met, or a tolerance or target was changed
      3  metrics or requirements are missing or incomparable, or nothing was measured
      0  nothing is worse
    """

  private static func usage(of subcommand: any Subcommand) -> String {
    let start = "  performance \(subcommand.name) "
    let words =
      [subcommand.positional?.usage].compactMap(\.self)
      + subcommand.options.map { $0.isRequired ? spelling($0) : "[\(spelling($0))]" }
    return start + flowed(words, indent: start.count)
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
        + flowed(text.split(separator: " ").map(String.init), indent: indent)
    }.joined(separator: "\n")
  }

  private static func wrapped(_ text: String, indent: Int) -> String {
    String(repeating: " ", count: indent) + flowed(text.split(separator: " ").map(String.init), indent: indent)
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

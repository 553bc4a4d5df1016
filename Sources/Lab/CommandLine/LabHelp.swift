// The help of the program and of each subcommand, made from what the subcommands declare.

/// The texts that `lab help` prints.
package enum LabHelp {
  /// The list of subcommands.
  package static func overview(_ subcommands: [any Subcommand]) -> String {
    let width = subcommands.map(\.name.count).max() ?? 0
    let lines = subcommands.map { "  \(padded($0.name, width))  \($0.summary)" }
    return """
      lab: experiments over the scenarios that the suites share

      usage: lab SUBCOMMAND [OPTION]...

      \(lines.joined(separator: "\n"))

      Run it in a release build: swift run -c release lab SUBCOMMAND
      lab help SUBCOMMAND shows its options.

      \(exitCodes)
      """ + "\n"
  }

  /// The help of one subcommand.
  package static func text(_ subcommand: any Subcommand) -> String {
    let usage = ["usage: lab \(subcommand.name)"] + subcommand.options.map { "[\($0.usage)]" }
    var line = ""
    var usageLines: [String] = []
    for word in usage + [subcommand.argument?.usage].compactMap(\.self) {
      if line.count + word.count >= 100 {
        usageLines.append(line)
        line = "          "
      }
      line += line.isEmpty ? word : " " + word
    }
    usageLines.append(line)
    var rows = subcommand.options.map { option in
      (option.usage, option.help + (option.defaultText.map { " (default: \($0))" } ?? ""))
    }
    if let argument = subcommand.argument { rows.append((argument.name, argument.help)) }
    let width = rows.map(\.0.count).max() ?? 0
    let table = rows.map { "  \(padded($0.0, width))  \($0.1)" }
    return ([subcommand.discussion, ""] + usageLines + (table.isEmpty ? [] : [""] + table) + ["", exitCodes])
      .joined(separator: "\n") + "\n"
  }

  private static let exitCodes = """
    exit codes: 0 nothing is wrong; 1 could not judge, wrong arguments among the reasons; 2 a rule or a requirement
    is broken; 3 too little was measured
    """

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}

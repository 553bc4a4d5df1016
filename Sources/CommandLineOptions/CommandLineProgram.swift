// A program of subcommands: finds the one that is asked for, and answers every request for help.

/// The command line of a program whose subcommands are values of `Command`.
///
/// It parses and explains; running a subcommand is left to the program.
package struct CommandLineProgram<Command: Sendable>: Sendable {
  /// What the words on a command line ask for.
  package enum Request {
    /// A text for standard output.
    case help(String)
    /// A subcommand with its arguments.
    case run(Command, Arguments)
  }

  private let help: HelpText
  private let commands: [Command]
  private let description: @Sendable (Command) -> any SubcommandDescription

  /// Describes a program.
  ///
  /// `notes` are what the overview says beyond the list of subcommands, each a title and a paragraph; `exitCodes` is the
  /// meaning of each exit code. `description` makes the description of a subcommand, as an existential type does not
  /// conform to its own protocol. `invocation` turns words of this program into a command for a shell.
  package init(
    name: String, purpose: String, notes: (title: String, text: String), exitCodes: String, commands: [Command],
    description: @escaping @Sendable (Command) -> any SubcommandDescription,
    invocation: @escaping @Sendable ([String]) -> String
  ) {
    self.commands = commands
    self.description = description
    help = HelpText(name: name, purpose: purpose, notes: notes, exitCodes: exitCodes, invocation: invocation)
  }

  /// The subcommands in the order of the overview, `help` at the end.
  package var descriptions: [any SubcommandDescription] {
    let own = commands.map(description)
    return own + [HelpDescription(names: own.map(\.name))]
  }

  /// Interprets the words after the program's name.
  ///
  /// - Throws: `UsageError` for words that make no sense.
  package func request(_ words: [String]) throws(UsageError) -> Request {
    let descriptions = descriptions
    let selected = descriptions.firstIndex { $0.name == words.first }
    if words.dropFirst(selected == nil ? 0 : 1).contains(where: { $0 == "--help" || $0 == "-h" }) {
      return .help(help(on: selected.map { descriptions[$0] }, of: descriptions))
    }
    guard let selected else { throw Self.unknown(words.first, descriptions.map(\.name)) }
    let arguments = try Arguments(words.dropFirst(), of: descriptions[selected])
    guard commands.indices.contains(selected) else {
      return .help(help(on: descriptions.first { $0.name == arguments.positionals.first }, of: descriptions))
    }
    return .run(commands[selected], arguments)
  }

  /// A line for standard error about words that make no sense, with the command that shows the help.
  package func text(of error: UsageError, in words: [String]) -> String {
    let subcommand = descriptions.first { $0.name == words.first }?.name
    return "\(help.name): \(error)\(error.nearest == nil ? ";" : "") see: \(help.command(explaining: subcommand))\n"
  }

  private func help(
    on subcommand: (any SubcommandDescription)?, of subcommands: [any SubcommandDescription]
  ) -> String {
    subcommand.map(help.text(of:)) ?? help.overview(subcommands)
  }

  private static func unknown(_ word: String?, _ names: [String]) -> UsageError {
    UsageError(
      found: word.map { "the subcommand \($0)" } ?? "no subcommand",
      expected: "one of \(names.joined(separator: ", "))", nearest: word?.nearest(of: names))
  }
}

/// The subcommand `help` of every program.
private struct HelpDescription: SubcommandDescription {
  let name = "help"
  let abstract = "lists the subcommands, or explains one"
  let positional: Positional?
  let example: [String]

  /// Describes `help` for a program with other subcommands of these names.
  init(names: [String]) {
    let names = names + [name]
    positional = Positional(
      "SUBCOMMAND", count: 0...1, expected: "one of \(names.joined(separator: ", "))",
      help: "the subcommand to explain", allowed: names)
    example = [name, names[0]]
  }
}

// `performance help`: the subcommands, or one of them.

struct HelpCommand: Subcommand {
  let name = "help"
  let abstract = "lists the subcommands, or explains one"
  let example = ["help", "compare"]
  let options: [any OptionDescription] = []

  var positional: Positional? {
    let names = Program.subcommands.map(\.name)
    return Positional(
      "SUBCOMMAND", count: 0...1, expected: "one of \(names.joined(separator: ", "))",
      help: "the subcommand to explain", allowed: names)
  }

  func run(_ arguments: Arguments, in context: Context) -> Outcome {
    let subcommand = Program.subcommands.first { $0.name == arguments.positionals.first }
    return Outcome(
      subcommand.map { HelpText.text(of: $0, context.commands) }
        ?? HelpText.overview(Program.subcommands, context.commands))
  }
}

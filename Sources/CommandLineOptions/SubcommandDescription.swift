// What a subcommand says about itself. How it runs is up to its program, which refines this protocol.

/// A subcommand as data, from which parsing, help and errors are derived.
package protocol SubcommandDescription: Sendable {
  /// The word that selects it.
  var name: String { get }
  /// What it does, in one line of lowercase words without a period.
  var abstract: String { get }
  /// The paragraph of its help that follows the usage; empty where the abstract says it all.
  var discussion: String { get }
  /// The arguments that belong to no option; `nil` for a subcommand that takes none.
  var positional: Positional? { get }
  /// The options in the order of the help.
  var options: [any OptionDescription] { get }
  /// An example of its use, beginning with its name.
  var example: [String] { get }
}

extension SubcommandDescription {
  package var discussion: String { "" }
  package var positional: Positional? { nil }
  package var options: [any OptionDescription] { [] }
}

// What a subcommand of `lab` is given, and what it answers; each has a file of its own.

import CommandLineOptions
import PerformanceMetrics

/// A subcommand of `lab`.
package protocol Subcommand: SubcommandDescription {
  /// Does the work and prints its answer.
  ///
  /// - Returns: 0 when nothing is wrong, 2 for a broken rule or requirement, 3 when too little was measured.
  /// - Throws: what kept it from judging; the program then exits with 1.
  func run(_ arguments: Arguments, _ console: Console) async throws -> ExitCode
}

// The results of judging mutated files.

/// The number of files for each kind and exit code, and what was wrong.
package struct MutationTally: Sendable {
  private var outcomes: [String: Int] = [:]
  /// The baselines that were updated from the run.
  package internal(set) var updates = 0
  /// The inputs that crashed the command.
  package internal(set) var crashes: [Int] = []
  /// The inputs that passed and should not have.
  package internal(set) var wrongPasses: [Int] = []

  package mutating func count(_ outcome: String) { outcomes[outcome, default: 0] += 1 }

  mutating func add(_ other: MutationTally) {
    outcomes.merge(other.outcomes, uniquingKeysWith: +)
    updates += other.updates
    crashes += other.crashes
    wrongPasses += other.wrongPasses
  }

  /// The inputs that were judged.
  package var inputs: Int { outcomes.values.reduce(0, +) }

  /// The inputs that the command passed.
  package var passes: Int { outcomes.filter { $0.key.hasSuffix("exit 0") }.values.reduce(0, +) }

  /// The counts in one line, and the first inputs that were judged wrongly.
  package func summary(seed: UInt64) -> String {
    let counts = outcomes.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: "; ")
    let wrong = (crashes + wrongPasses).sorted().prefix(20).map(String.init).joined(separator: ", ")
    return "\(inputs) mutated files with seed \(seed): \(crashes.count) crashes, \(wrongPasses.count) wrong passes "
      + "(\(counts))\n" + (wrong.isEmpty ? "" : "judged wrongly: the inputs \(wrong)\n")
  }
}

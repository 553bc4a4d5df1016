// Mutates reports, baselines, histories and shards at random, and checks whether the command judges them correctly.

import Foundation
import PerformanceMetrics
import PerformanceReporting

/// Mutated files for one command: its answers, checked against an independent reading.
package struct MutatedReports: Sendable {
  /// The command under test, run in a folder with some words; the result is its exit code, `nil` after a crash.
  package typealias Command = @Sendable (_ words: [String], _ folder: URL) throws -> Int32?

  /// A file that is mutated, by what reads it.
  enum Kind: String, CaseIterable {
    case report
    case baseline
    case history
    case shard

    /// The kind of an input: of twenty, eleven are reports, five baselines, two histories and two shards.
    package static func of(_ number: Int) -> Kind {
      switch number % 20 {
      case 0..<11: .report
      case 11..<16: .baseline
      case 16..<18: .history
      default: .shard
      }
    }
  }

  package let seed: UInt64
  private let command: Command

  package init(seed: UInt64, command: @escaping Command) {
    self.seed = seed
    self.command = command
  }

  /// Mutates files and lets the command judge them, in several folders at a time.
  ///
  /// `isDone` is called after each input.
  ///
  /// - Throws: what kept a file from being written or the command from being started.
  package func run(count: Int, isDone: @escaping @Sendable () -> Void = {}) async throws -> MutationTally {
    let blocks = max(1, min(count, ProcessInfo.processInfo.activeProcessorCount))
    return try await withThrowingTaskGroup(of: MutationTally.self) { group in
      for block in 0..<blocks {
        group.addTask {
          let folder = try MutationFolder()
          var tally = MutationTally()
          for number in stride(from: block, to: count, by: blocks) {
            try judge(number, in: folder, &tally)
            isDone()
            // Gives other tasks a thread: starting a process blocks one.
            await Task.yield()
          }
          return tally
        }
      }
      return try await group.reduce(into: MutationTally()) { $0.add($1) }
    }
  }

  private func judge(_ number: Int, in folder: MutationFolder, _ tally: inout MutationTally) throws {
    let kind = Kind.of(number)
    let original = folder.originals[kind] ?? []
    var mutator = Mutator(seed: seed &* 1_000_003 &+ UInt64(number))
    let bytes = mutator.mutated(original)
    try folder.write(bytes, kind)
    var crashed = false
    func run(_ words: String...) throws -> ExitCode? {
      guard let code = try command(words, folder.url), let known = ExitCode(rawValue: code) else {
        crashed = true
        return nil
      }
      return known
    }
    let (code, isRight) = try judge(kind, bytes, in: folder, run, &tally)
    tally.count("\(kind.rawValue), exit \(code.map { "\($0.rawValue)" } ?? "by a crash")")
    if crashed { tally.crashes.append(number) }
    if !isRight { tally.wrongPasses.append(number) }
    try folder.write(original, kind)
  }

  /// Runs every subcommand that reads such a file, and checks the answers against an independent reading.
  private func judge(
    _ kind: Kind, _ bytes: [UInt8], in folder: MutationFolder, _ run: (String...) throws -> ExitCode?,
    _ tally: inout MutationTally
  ) throws -> (code: ExitCode?, isRight: Bool) {
    switch kind {
    case .report:
      let code = try run("compare")
      if bytes.count % 8 == 0 {
        _ = try run("show")
        _ = try run("compare", "--format", "markdown")
      }
      let isRight = code != .nothingWorse || ReportTree(bytes).isAsGood(as: ReportTree(folder.read(.baseline)))
      return (code, isRight)
    case .baseline:
      let code = try run("compare")
      guard code != .couldNotJudge || bytes.count % 8 == 0 else { return (code, true) }
      let isUpdated = try run(MutationFolder.updateVerb, "--reason", "none") == .nothingWorse
      if isUpdated { tally.updates += 1 }
      let now = folder.read(.baseline)
      // The file is either unchanged or complete.
      let isWhole = isUpdated ? ReportTree(now).ids.count == folder.metricCount : now == bytes
      return (code, (code != .nothingWorse || !ReportTree(bytes).ids.isEmpty) && isWhole)
    case .history:
      let code = try run("trend")
      _ = try run("history", "add")
      return (code, try code != .nothingWorse || !bytes.contains(0) || run("trend") == code)
    case .shard:
      let code = try run("merge", MutationFolder.path(.report), MutationFolder.path(.shard), "--output", "merged.json")
      // What was merged has lost nothing.
      let isRight =
        code != .nothingWorse
        || ReportTree(folder.read("merged.json")).ids.isSuperset(of: MutationFolder.counts.map(\.0))
      return (code, isRight)
    }
  }
}

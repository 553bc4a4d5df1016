// lab mutate-reports: mutated files for the command `performance`.

import CommandLineOptions
import Foundation
import PerformanceMetrics
import PerformanceReporting

struct MutateReports: Subcommand {
  let name = "mutate-reports"
  let abstract = "mutates reports and baselines and lets the command judge them"
  let discussion = """
    Mutates reports, baselines, histories and shards at random and lets the command `performance` judge them: it must not
    crash, and nothing that is worse may pass. Exits with 2 for a crash or a wrong pass, and with 3 when of 200 and more
    files all passed or none did.
    """
  let example = ["mutate-reports", "--count", "2000"]

  private let count = Option<Int>.number("--count", default: 20_000, help: "the number of files")
  private let seed = Option<Int>.number("--seed", default: 1, help: "the seed that the mutations are drawn from")
  private let binary = Option<String?>.text(
    "--performance", "FILE", help: "the binary of the command", default: "the one beside lab")

  var options: [any OptionDescription] { [count, seed, binary] }

  func run(_ arguments: Arguments, _ console: Console) async throws -> ExitCode {
    let (count, seed) = (arguments[count], UInt64(arguments[seed]))
    let own = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
    let folders = [own, Bundle.main.bundleURL]
    let binary = try arguments[binary].map { URL(filePath: $0) } ?? BuiltCommand.find(beside: folders)
    let ticker = Ticker(console)
    let tally = try await MutatedReports(seed: seed) { try BuiltCommand.run(binary, $0, in: $1) }
      .run(count: count) { ticker.count(of: count, "files") }
    console.answer(tally.summary(seed: seed))
    guard tally.crashes.isEmpty, tally.wrongPasses.isEmpty else { return .worse }
    let provesNothing = count >= 200 && (tally.passes == 0 || tally.passes == tally.inputs || tally.updates == 0)
    return provesNothing ? .incomplete : .nothingWorse
  }
}

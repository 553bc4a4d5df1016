// lab error-rates: how often comparisons of builds are wrong, from recorded pairs.

import CommandLineOptions
import Foundation
import PerformanceMetrics
import PerformanceReporting

struct ErrorRates: Subcommand {
  let name = "error-rates"
  let abstract = "measures how often compare-builds is wrong, beside what others do"
  let discussion = """
    Draws thousands of judgments from recorded pairs of processes and writes docs/error-rates.md with its charts. With --add,
    it first takes the pairs from what `performance compare-builds --format json` printed; a pool of the same name and
    slowdown makes way. With --check, nothing is written, and it exits with 2 when the page is not current. It also exits
    with 2 when compare-builds called a build worse than itself in more than 1 of 1,000 judgments.
    """
  let example = ["error-rates", "--check"]

  private let add = Option<String?>.text(
    "--add", "FILE", help: "the answer of compare-builds to take pairs from", default: "none")
  private let pool = Option<String?>.text(
    "--pool", "NAME", help: "what the added pairs are called", default: "quiet machine")
  private let slowdown = Option<Int?>.optionalNumber(
    "--slowdown", default: "0, a build with itself", help: "by how many hundredths the added tree was slower")
  private let judgments = Option<Int>.number(
    "--judgments", default: ErrorRatesPage.judgments, help: "the judgments of each pool")
  private let check = Option<Bool>.flag("--check", help: "compares instead of writing")

  var options: [any OptionDescription] { [add, pool, slowdown, judgments, check] }

  func run(_ arguments: Arguments, _ console: Console) async throws -> ExitCode {
    let package = try PackageFolder()
    if let file = arguments[add] {
      try addPool(
        PairPool(
          name: arguments[pool] ?? "quiet machine", slowdown: arguments[slowdown] ?? 0,
          answer: Data(contentsOf: URL(filePath: file))), in: package, console)
    }
    let pools = try PairPool.pools(ndjson: Data(package.text(PairPool.path).utf8))
    let page = ErrorRatesPage(pools: pools, judgments: arguments[judgments])
    console.answer(page.summary)
    var isCurrent = true
    for (path, text) in page.files where (try? package.text(path)) != text {
      isCurrent = false
      if arguments[check] {
        console.answer("\(path) is not current; write it: swift run -c release lab error-rates\n")
      } else {
        try Data(text.utf8).write(to: package.file(path), options: .atomic)
        console.answer("\(path) written\n")
      }
    }
    return page.isTooOftenWrong || (arguments[check] && !isCurrent) ? .worse : .nothingWorse
  }

  private func addPool(_ pool: PairPool, in package: PackageFolder, _ console: Console) throws {
    let old = try (try? package.text(PairPool.path)).map { try PairPool.pools(ndjson: Data($0.utf8)) } ?? []
    let pools = (old.filter { ($0.name, $0.slowdown) != (pool.name, pool.slowdown) } + [pool])
      .sorted { ($1.name, $0.slowdown) < ($0.name, $1.slowdown) }
    try Data(pools.map { try $0.line() }.joined()).write(to: package.file(PairPool.path), options: .atomic)
    console.note(
      "\(PairPool.path): \(pool.pairCount) pairs of \(pool.costs.count) costs added as \(pool.name), \(pool.slowdown) %"
    )
  }
}

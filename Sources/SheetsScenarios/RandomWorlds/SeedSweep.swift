// Which seeds are run: a fixed number in `swift test`, others on request by Scripts/simulate.

import Foundation

/// The seeds of one run of the simulation test.
struct SeedSweep: Sendable {
  /// Seeds that find bugs that there once were; they are run before all others.
  ///
  /// A draw that changes may change the world of a seed. Then plant its bug again and take a seed that finds it.
  static let corpus: [UInt64] = [
    // Cells that went in before the rows were refused were forgotten when a later try failed.
    213,
    // One that was not in the refused call was refused with the words meant for another.
    483,
    // Cells that went in were forgotten when the service ended, and when the caller withdrew.
    28, 163,
  ]
  /// As many as take six seconds in debug on two idle cores.
  static let everydayCount = 1500
  /// When an everyday run stops on a machine that is slow or busy.
  static let everydaySeconds = 12
  /// More blocks than cores, so that all cores have work to the end.
  static let blockCount = 16

  let first: UInt64
  /// `nil` for as many as the time allows.
  let count: Int?
  let seconds: Int?
  /// Where the report goes, for Scripts/simulate; `nil` in an everyday run.
  let reportPath: String?
  private let corpus: [UInt64]

  /// What the environment asks for: `SIMULATE_REPORT`, `SIMULATE_SEEDS`, `SIMULATE_FROM`, `SIMULATE_SECONDS`.
  static let current = SeedSweep(ProcessInfo.processInfo.environment)

  init(_ environment: [String: String]) {
    reportPath = environment["SIMULATE_REPORT"]
    guard reportPath != nil else {
      (first, count, seconds, corpus) = (1, Self.everydayCount, Self.everydaySeconds, Self.corpus)
      return
    }
    let from = environment["SIMULATE_FROM"].flatMap(UInt64.init)
    first = from ?? 1
    seconds = environment["SIMULATE_SECONDS"].flatMap(Int.init)
    count = environment["SIMULATE_SEEDS"].flatMap(Int.init)
    // Who names the first seed wants those from there on alone.
    corpus = from == nil ? Self.corpus : []
  }

  /// The seeds of a block, in the order in which they are run.
  func seeds(block: Int) -> some Sequence<UInt64> {
    let last = count.map { $0 + corpus.count }
    return sequence(first: block) { $0 + Self.blockCount }.lazy
      .prefix { place in last.map { place < $0 } ?? true }
      .map { place in place < corpus.count ? corpus[place] : first + UInt64(place - corpus.count) }
  }

  /// The command that repeats a seed.
  static func command(repeating seed: UInt64) -> String { "Scripts/simulate --from \(seed) --seeds 1" }
}

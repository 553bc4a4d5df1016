// Runs seeds: several worlds at a time, each judged, each failure shrunk.

/// The seeds of one run over random worlds.
package struct SeedSweep: Sendable {
  /// Seeds that once found bugs; they run before all others unless a first seed is named.
  ///
  /// A draw that changes may change the world of a seed. Then plant its bug again and take a seed that finds it.
  package static let corpus: [UInt64] = [
    // Cells written before the rows were refused were forgotten when a later attempt failed.
    213,
    // An operation that was not in the refused call got the error meant for another.
    483,
    // Written cells were forgotten when the service ended, and when the caller withdrew.
    28, 163,
  ]
  /// More blocks than cores, so that all cores have work to the end.
  package static let blockCount = 16

  /// What a sweep reports while it runs; called from several threads at once.
  package struct Observer: Sendable {
    /// Called with a seed right before its world runs, on the thread that runs it.
    package var willRun: @Sendable (UInt64) -> Void
    /// Called after each world.
    package var didRun: @Sendable (SweepTally) -> Void
    /// Asked before each world; the sweep ends early when it returns true.
    package var isOver: @Sendable () -> Bool

    /// An observer; without arguments it does nothing.
    package init(
      willRun: @escaping @Sendable (UInt64) -> Void = { _ in },
      didRun: @escaping @Sendable (SweepTally) -> Void = { _ in }, isOver: @escaping @Sendable () -> Bool = { false }
    ) {
      self.willRun = willRun
      self.didRun = didRun
      self.isOver = isOver
    }
  }

  /// The first seed after the corpus.
  package let first: UInt64
  /// The number of seeds after the corpus; `nil` for as many as the observer allows.
  package let count: Int?
  private let corpus: [UInt64]

  /// A sweep of `count` seeds.
  ///
  /// `from` is the first seed; `nil` for the corpus and then the seeds from 1.
  package init(count: Int?, from: UInt64? = nil) {
    self.count = count
    first = from ?? 1
    corpus = from == nil ? Self.corpus : []
  }

  /// The seeds of a block, in the order in which they run.
  package func seeds(block: Int) -> some Sequence<UInt64> {
    let last = count.map { $0 + corpus.count }
    return sequence(first: block) { $0 + Self.blockCount }.lazy
      .prefix { index in last.map { index < $0 } ?? true }
      .map { index in index < corpus.count ? corpus[index] : first + UInt64(index - corpus.count) }
  }

  /// Runs and judges the worlds, as many at a time as there are processors.
  package func run(_ observer: Observer = Observer()) async -> SweepTally {
    let tally = SweepTally()
    await withDiscardingTaskGroup { group in
      for block in 0..<Self.blockCount {
        group.addTask {
          for seed in seeds(block: block) where !observer.isOver() {
            observer.willRun(seed)
            let run = WorldRun(RandomWorld(seed: seed))
            if let violation = WorldJudge.violations(of: run).first { Self.fail(violation, run, tally) }
            tally.add(run)
            observer.didRun(tally)
            // Lets the other blocks go on, so that seeds run about in their order.
            await Task.yield()
          }
        }
      }
    }
    return tally
  }

  private static func fail(_ violation: Violation, _ run: WorldRun, _ tally: SweepTally) {
    let seed = run.world.seed
    var text = "seed \(seed) breaks \(violation)\nrepeat it with \(command(repeating: seed))"
    let isShown = tally.fail(seed, violation.invariant)
    if isShown, let small = Shrinker().shrink(run.world, breaking: violation.invariant) {
      text += """
        \nshrunk from \(run.world.size) to \(small.run.world.size):
        \(small.run.world)
        \(Timeline(small.run))
        \(small.violation)
        """
    }
    tally.report(seed, text)
  }

  /// The command that repeats a seed.
  package static func command(repeating seed: UInt64) -> String { "lab simulate --from \(seed) --seeds 1" }
}

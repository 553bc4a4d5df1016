// Runs worlds: several at a time, each judged, each failure shrunk.

/// The seeds of one run over random worlds.
package struct SeedSweep: Sendable {
  /// A world of a sweep.
  package enum Item: Sendable, Hashable {
    /// The frozen world with this index in the corpus.
    case frozen(Int)
    /// The world of a seed.
    case seed(UInt64)

    /// The world.
    package var world: RandomWorld {
      switch self {
      case .frozen(let index): FrozenWorld.corpus[index].world
      case .seed(let seed): RandomWorld(seed: seed)
      }
    }

    /// The command that runs it again.
    package var command: String {
      switch self {
      case .frozen: "lab simulate --seeds 1"
      case .seed(let seed): "lab simulate --from \(seed) --seeds 1"
      }
    }
  }

  /// More blocks than cores, so that all cores have work to the end.
  package static let blockCount = 16

  /// What a sweep reports while it runs; called from several threads at once.
  package struct Observer: Sendable {
    /// Called right before a world runs, on the thread that runs it.
    package var willRun: @Sendable (Item) -> Void
    /// Called after each world.
    package var didRun: @Sendable (SweepTally) -> Void
    /// Asked before each world; the sweep ends early when it returns true.
    package var isOver: @Sendable () -> Bool

    /// An observer; without arguments it does nothing.
    package init(
      willRun: @escaping @Sendable (Item) -> Void = { _ in },
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
  /// The number of frozen worlds that run before the seeds.
  private let frozen: Int

  /// A sweep of `count` seeds.
  ///
  /// `from` is the first seed; `nil` for the corpus and then the seeds from 1.
  package init(count: Int?, from: UInt64? = nil) {
    self.count = count
    first = from ?? 1
    frozen = from == nil ? FrozenWorld.corpus.count : 0
  }

  /// The worlds of a block, in the order in which they run.
  package func items(block: Int) -> some Sequence<Item> {
    let last = count.map { $0 + frozen }
    return sequence(first: block) { $0 + Self.blockCount }.lazy
      .prefix { index in last.map { index < $0 } ?? true }
      .map { index in index < frozen ? .frozen(index) : .seed(first + UInt64(index - frozen)) }
  }

  /// Runs and judges the worlds, as many at a time as there are processors.
  package func run(_ observer: Observer = Observer()) async -> SweepTally {
    let tally = SweepTally()
    await withDiscardingTaskGroup { group in
      for block in 0..<Self.blockCount {
        group.addTask {
          for item in items(block: block) where !observer.isOver() {
            observer.willRun(item)
            let run = WorldRun(item.world)
            if let violation = WorldJudge.violations(of: run).first { Self.fail(item, violation, run, tally) }
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

  private static func fail(_ item: Item, _ violation: Violation, _ run: WorldRun, _ tally: SweepTally) {
    let name =
      switch item {
      case .frozen(let index): "the frozen world for \"\(FrozenWorld.corpus[index].bug)\""
      case .seed(let seed): "seed \(seed)"
      }
    var text = "\(name) breaks \(violation)\nrepeat it with \(item.command)"
    let isShown = tally.fail(item, violation.invariant)
    if isShown, let small = Shrinker().shrink(run.world, breaking: violation.invariant) {
      text += """
        \nshrunk from \(run.world.size) to \(small.run.world.size):
        \(small.run.world)
        \(Timeline(small.run))
        \(small.violation)
        """
    }
    tally.report(item, text)
  }
}

extension SeedSweep.Item: Comparable {
  /// The order in which a sweep runs them.
  package static func < (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.frozen(let one), .frozen(let other)): one < other
    case (.seed(let one), .seed(let other)): one < other
    case (.frozen, .seed): true
    case (.seed, .frozen): false
    }
  }
}

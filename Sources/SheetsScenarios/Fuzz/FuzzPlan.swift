// Many inputs from one seed: how many there are, and how to repeat one that broke a rule.

/// How many inputs are tried, and from where.
package struct FuzzPlan: Sendable {
  /// What the inputs are drawn from.
  package let seed: UInt64
  /// The first input, from 1; a stretch of inputs begins at its beginning.
  package let first: Int
  package let count: Int

  /// A plan of `count` inputs from the input number `from` on, and those before it in its stretch.
  package init(seed: UInt64 = 1, from: Int = 1, count: Int) {
    self.seed = seed
    first = from - (from - 1) % FuzzSession.length
    self.count = count + from - first
  }

  /// The command that repeats an input, with those before it in its stretch.
  package func command(repeating input: Int) -> String {
    let first = input - (input - 1) % FuzzSession.length
    return "lab fuzz --seed \(seed) --from \(first) --inputs \(input - first + 1)"
  }

  /// Tries the inputs, as many at a time as there are processors.
  ///
  /// `willTry` is called with each input right before it is tried, on the thread that tries it. `isOver` is called
  /// before each stretch of inputs; the run ends early when it returns true.
  ///
  /// - Throws: `SheetsError` when the spreadsheet that the inputs meet cannot be made.
  package func run(
    willTry: @escaping @Sendable (Int) -> Void = { _ in }, isOver: @escaping @Sendable () -> Bool = { false }
  ) async throws -> FuzzTally {
    try await withThrowingTaskGroup(of: FuzzTally.self) { group in
      for number in 0..<FuzzBlock.count {
        let block = FuzzBlock(plan: self, number: number, willTry: willTry, isOver: isOver)
        group.addTask { try await block.run() }
      }
      return try await group.reduce(into: FuzzTally()) { $0.add($1) }
    }
  }
}

/// A part of a plan's inputs: every so many-th stretch.
private struct FuzzBlock: Sendable {
  /// More parts than run at the same time, so that all processors have work to the end.
  static let count = 8

  let plan: FuzzPlan
  let number: Int
  let willTry: @Sendable (Int) -> Void
  let isOver: @Sendable () -> Bool

  func run() async throws -> FuzzTally {
    var tally = FuzzTally()
    let last = plan.first + plan.count - 1
    for begin in stride(
      from: plan.first + number * FuzzSession.length, through: last, by: Self.count * FuzzSession.length)
    {
      if isOver() { break }
      var session = try FuzzSession(seed: plan.seed, number: (begin - 1) / FuzzSession.length)
      for input in begin...min(last, begin + FuzzSession.length - 1) {
        willTry(input)
        let drawn = session.draw()
        do throws(FuzzProblem) {
          tally.add(drawn.kind, try session.judge(drawn))
        } catch {
          tally.add(drawn.kind, "broke a rule")
          tally.add(FuzzFinding(input: input, shown: drawn.shown, problem: error.sentence))
        }
      }
      // Gives other tasks a thread: tests that wait for real time run beside the fuzz.
      await Task.yield()
    }
    return tally
  }
}

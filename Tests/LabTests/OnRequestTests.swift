// What commands on request are told, and when they object.

import BatchedSheets
import Testing

@Suite struct `Commands on request` {
  @Test func `know their options and their standards`() throws {
    let options = try OptionWords(["--workers", "1,50", "--accept"], known: ["workers", "seeds"], flags: ["accept"])
    #expect(try options.integers("workers", otherwise: [7]) == [1, 50])
    #expect(try options.integer("seeds", otherwise: 3) == 3)
    #expect(options.has("accept"))
  }

  @Test(arguments: [
    (["--worker", "1"], "found --worker, expected one of --workers, --mode, --accept"),
    (["workers"], "found workers, expected one of --workers, --mode, --accept"),
    (["--workers"], "found --workers without a value"),
    (["--workers", "--accept"], "found --workers without a value"),
    (["--workers", "1,,2"], "found --workers 1,,2, expected whole numbers from 1 with commas between"),
    (["--workers", "0"], "found --workers 0, expected whole numbers from 1 with commas between"),
    (["--mode", "three"], "found --mode three, expected one of one, two"),
  ])
  func `refuse what makes no sense`(words: [String], message: String) {
    let error = #expect(throws: OptionWords.UsageError.self) {
      let options = try OptionWords(words, known: ["workers", "mode"], flags: ["accept"])
      _ = try options.integers("workers", otherwise: [])
      _ = try options.choice("mode", among: [("one", 1), ("two", 2)], otherwise: 1)
    }
    #expect(error?.description == message)
  }

  @Test(arguments: [
    (0, 0, true), (5_000_000, 0, true), (5_000_001, 0, false), (1_100_000_000, 1_000_000_000, true),
    (1_100_000_001, 1_000_000_000, false), (900, 1_000_000_000, true),
  ])
  func `the pacing may be a tenth or 5 ms worse than the best fixed one`(value: Int64, best: Int64, isAsGood: Bool) {
    #expect(PacingTrial.isAsGood(value, as: best) == isAsGood)
  }
}

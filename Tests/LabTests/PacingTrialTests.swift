// When the adaptive pacing is as good as the best fixed policy.

import Lab
import Testing

@Suite struct `The judgement of the pacing` {
  @Test(arguments: [
    (0, 0, true), (5_000_000, 0, true), (5_000_001, 0, false), (1_100_000_000, 1_000_000_000, true),
    (1_100_000_001, 1_000_000_000, false), (900, 1_000_000_000, true),
  ])
  func `allows it to be a tenth or 5 ms worse than the best fixed policy`(value: Int64, best: Int64, isAsGood: Bool) {
    #expect(PacingTrial.isAsGood(value, as: best) == isAsGood)
  }
}

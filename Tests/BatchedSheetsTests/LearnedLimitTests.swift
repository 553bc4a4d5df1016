import Testing

import BatchedSheets

@Suite struct `A learned limit` {
  @Test func `is the budget until a call is refused`() {
    let limit = LearnedLimit(budget: 29)
    #expect(limit.limit(at: .seconds(3600)) == 29)
    #expect(limit.nextRise(after: .zero) == nil)
  }

  @Test func `falls to 7/8 of what was sent, holds a minute, then rises ever faster`() {
    var limit = LearnedLimit(budget: 29)
    limit.refused(sentAt: .seconds(100), calls: 16, now: .seconds(100))
    let moments = [100, 159, 160, 165, 166, 172, 178, 184, 500]
    #expect(moments.map { limit.limit(at: .seconds($0)) } == [14, 14, 15, 15, 17, 20, 24, 29, 29])
  }

  @Test func `knows when it rises next`() {
    var limit = LearnedLimit(budget: 16)
    limit.refused(sentAt: .zero, calls: 16, now: .zero)
    #expect(limit.nextRise(after: .zero) == .seconds(60))
    #expect(limit.nextRise(after: .seconds(60)) == .seconds(66))
    #expect(limit.nextRise(after: .seconds(66)) == nil)
  }

  @Test func `falls once for the refusals of one burst`() {
    var limit = LearnedLimit(budget: 29)
    limit.refused(sentAt: .milliseconds(100), calls: 16, now: .milliseconds(400))
    limit.refused(sentAt: .milliseconds(200), calls: 16, now: .milliseconds(500))
    #expect(limit.limit(at: .seconds(1)) == 14)
    limit.refused(sentAt: .seconds(2), calls: 17, now: .seconds(3))
    #expect(limit.limit(at: .seconds(3)) == 12)
  }

  @Test func `falls to a quarter of the budget at first, however few calls were sent`() {
    var limit = LearnedLimit(budget: 29)
    for second in 0..<60 { limit.refused(sentAt: .seconds(second), calls: 1, now: .seconds(second)) }
    #expect(limit.limit(at: .seconds(60)) == 7)
  }

  @Test func `falls further only if it is refused for a minute, down to one call`() {
    var limit = LearnedLimit(budget: 29)
    let limits = (0..<9).map { minute in
      for second in [0, 30, 59] {
        let now = Nanoseconds.seconds(60 * minute + second)
        limit.refused(sentAt: now, calls: limit.limit(at: now), now: now)
      }
      return limit.limit(at: .seconds(60 * minute + 59))
    }
    #expect(limits == [18, 11, 7, 6, 5, 4, 3, 2, 1])
    limit.refused(sentAt: .seconds(600), calls: 1, now: .seconds(600))
    #expect(limit.limit(at: .seconds(600)) == 1)
  }

  @Test func `knows a low limit again after a rise`() {
    var limit = LearnedLimit(budget: 29)
    for half in 0..<18 { limit.refused(sentAt: .seconds(30 * half), calls: 2, now: .seconds(30 * half)) }
    #expect(limit.limit(at: .seconds(569)) == 1)
    // 510 s is the last refusal: 582 s is the third rise.
    #expect(limit.limit(at: .seconds(582)) == 7)
    limit.refused(sentAt: .seconds(582), calls: 3, now: .seconds(582))
    #expect(limit.limit(at: .seconds(582)) == 2)
  }

  @Test func `delays a call to the next rise if no other leaves the window sooner`() {
    var window = CallWindow(limit: 4)
    window.reserve(1)
    window.send(at: .zero)
    window.refused(sentAt: .zero, now: .seconds(1))
    #expect(window.limit(at: .seconds(1)) == 1)
    #expect(window.earliest(for: 1, now: .seconds(1)) == .seconds(60))
    #expect(window.earliest(for: 2, now: .seconds(1)) == .seconds(61))
    #expect(window.earliest(for: 4, now: .seconds(1)) == .seconds(67))
    #expect(window.earliest(for: 5, now: .seconds(1)) == nil)
  }
}

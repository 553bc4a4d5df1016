import Testing

import BatchedSheets

@Suite struct `A learned limit` {
  @Test func `is the budget until a call is refused`() {
    let limit = LearnedLimit(budget: 29)
    #expect(limit.limit(at: .seconds(3600)) == 29)
    #expect(limit.nextRise(after: .zero) == nil)
  }

  @Test func `falls to 7/8 of what was sent, holds a minute, then rises slowly`() {
    var limit = LearnedLimit(budget: 29)
    limit.refused(sentAt: .seconds(100), calls: 16, now: .seconds(100))
    let moments = [100, 159, 160, 165, 166, 172, 238, 244, 500]
    #expect(moments.map { limit.limit(at: .seconds($0)) } == [14, 14, 15, 15, 16, 17, 28, 29, 29])
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

  @Test func `never falls below one call`() {
    var limit = LearnedLimit(budget: 29)
    for second in 0..<10 { limit.refused(sentAt: .seconds(second), calls: 1, now: .seconds(second)) }
    #expect(limit.limit(at: .seconds(10)) == 1)
  }

  @Test func `delays a call to the next rise if no other leaves the window sooner`() {
    var window = CallWindow(limit: 4)
    window.reserve(1)
    window.send(at: .zero)
    window.refused(sentAt: .zero, now: .seconds(1))
    #expect(window.limit(at: .seconds(1)) == 1)
    #expect(window.earliest(for: 1, now: .seconds(1)) == .seconds(60))
    #expect(window.earliest(for: 2, now: .seconds(1)) == .seconds(61))
    #expect(window.earliest(for: 4, now: .seconds(1)) == .seconds(73))
    #expect(window.earliest(for: 5, now: .seconds(1)) == nil)
  }
}

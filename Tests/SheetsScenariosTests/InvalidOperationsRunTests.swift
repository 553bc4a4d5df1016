// What invalid operations may cost the good ones beside them.

import SheetsScenarios
import Testing

@Suite struct `Good operations beside invalid ones` {
  private func run(identities: Int, invalidEvery gap: Duration?, seconds: Int) throws -> InvalidOperationsRun {
    try InvalidOperationsRun(
      goodEvery: .milliseconds(500), invalidEvery: gap, duration: .seconds(seconds),
      policy: Policy(identities: identities, mode: .oneCall))
  }

  @Test(arguments: [1, 5]) func `all succeed, and no invalid one is acknowledged`(identities: Int) throws {
    let run = try run(identities: identities, invalidEvery: .seconds(10), seconds: 120)
    #expect(run.invalid.count > 5)
    #expect(run.invalid.acknowledged == 0)
    #expect(run.goodFailures == 0)
    #expect(run.percentileByMinute(permille: 500).count == 2)
    #expect(try run.meanWaiting >= #require(run.meanBound))
  }

  @Test func `have a p95 at most 1.3 times as long with one in 20 s and one identity`() throws {
    let alone = try #require(try run(identities: 1, invalidEvery: nil, seconds: 600).percentile(permille: 950))
    let beside = try #require(
      try run(identities: 1, invalidEvery: .seconds(20), seconds: 600).percentile(permille: 950))
    #expect(beside * 10 <= alone * 13)
  }

  @Test func `have a median under 1 s that does not grow with one a second and five identities`() throws {
    let run = try run(identities: 5, invalidEvery: .seconds(1), seconds: 600)
    #expect(try #require(run.percentile(permille: 500)) < 1_000_000_000)
    let minutes = run.percentileByMinute(permille: 500).compactMap(\.self)
    #expect(minutes.count == 10)
    #expect(try #require(minutes.last) <= #require(minutes.first) * 12 / 10)
  }
}

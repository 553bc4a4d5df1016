import SheetsAPI
import SheetsSim
import Testing

@Suite struct `A changed quota` {
  private static let second: Int64 = 1_000_000_000

  private static func quota(
    _ changes: [QuotaChange], writes: Int = 60, window: QuotaWindowKind = .sliding
  ) -> Quota {
    Quota(QuotaLimits(writesPerIdentity: writes, window: window), changes: changes, projectNumber: 42)
  }

  /// The number of writes of one identity that are admitted at a moment.
  private static func room(in quota: Quota, atSecond seconds: Int64, _ access: SheetsMethod.Access = .write) -> Int {
    var quota = quota
    return (0..<1000).first { _ in quota.admit(access, identity: 0, at: seconds * second) != nil } ?? 1000
  }

  @Test(arguments: [(99, 60), (100, 20), (199, 20), (200, 60), (300, 60)])
  func `applies from its start until just before its end`(seconds: Int64, room: Int) {
    let quota = Self.quota([QuotaChange(writesPerIdentity: 20, from: .seconds(100), until: .seconds(200))])
    #expect(Self.room(in: quota, atSecond: seconds) == room)
  }

  @Test func `without an end applies forever`() {
    let quota = Self.quota([QuotaChange(writesPerIdentity: 20, from: .seconds(100))])
    #expect(Self.room(in: quota, atSecond: 1_000_000) == 20)
  }

  @Test func `leaves other limits unchanged`() {
    let quota = Self.quota([QuotaChange(writesPerIdentity: 20, writesPerProject: 10, from: .zero)])
    #expect(Self.room(in: quota, atSecond: 0) == 10)
    #expect(Self.room(in: quota, atSecond: 0, .read) == 60)
  }

  @Test func `gives precedence to the first change of a limit`() {
    let quota = Self.quota([
      QuotaChange(readsPerIdentity: 5, from: .zero), QuotaChange(writesPerIdentity: 7, from: .seconds(10)),
      QuotaChange(readsPerIdentity: 50, writesPerIdentity: 30, from: .zero),
    ])
    #expect([0, 10].map { Self.room(in: quota, atSecond: $0) } == [30, 7])
    #expect(Self.room(in: quota, atSecond: 0, .read) == 5)
  }

  @Test func `counts the calls admitted before it`() {
    var quota = Self.quota([QuotaChange(writesPerIdentity: 20, from: .seconds(30), until: .seconds(70))])
    for second in 0..<30 { #expect(quota.admit(.write, identity: 0, at: Int64(second) * Self.second) == nil) }
    // 30 calls were made in the seconds from 0 to 29; one of them leaves the window each second from 60 on.
    #expect([30, 69, 70].map { Self.room(in: quota, atSecond: $0) } == [0, 0, 41])
    #expect([75, 89].map { Self.room(in: quota, atSecond: $0) } == [46, 60])
  }

  @Test(arguments: [QuotaWindowKind.sliding, .fixed], UInt64(1)...4)
  func `agrees with a count of the calls in every window`(kind: QuotaWindowKind, seed: UInt64) {
    var chance = SplitMix64(seed: seed)
    let changes = (0..<20).map { index in
      let from = Int64(index) * 300 + Int64(chance.draw(below: 200))
      return QuotaChange(
        writesPerIdentity: Int(chance.draw(below: 40)), from: .seconds(from),
        until: .seconds(from + Int64(chance.draw(below: 200))))
    }
    var quota = Self.quota(changes, writes: 15, window: kind)
    var accepted: [Int64] = []
    var now: Int64 = 0
    while now < 6000 * Self.second {
      now += Int64(chance.draw(below: 6)) * Self.second
      let start = kind == .sliding ? now - 60 * Self.second : now / (60 * Self.second) * 60 * Self.second - 1
      let change = changes.first { $0.from <= .nanoseconds(now) && .nanoseconds(now) < $0.until ?? .zero }
      let isRoom = accepted.filter { $0 > start }.count < change?.writesPerIdentity ?? 15
      #expect((quota.admit(.write, identity: 0, at: now) == nil) == isRoom)
      if isRoom { accepted.append(now) }
    }
  }

  @Test(arguments: [
    (QuotaChange(writesPerIdentity: 20, from: .zero), "WriteRequestsPerMinutePerUser", "20"),
    (QuotaChange(writesPerProject: 50, from: .zero), "WriteRequestsPerMinutePerProject", "50"),
  ])
  func `is reported in a refusal`(change: QuotaChange, limit: String, value: String) throws {
    var quota = Self.quota([change])
    let refusal = (0..<100).lazy.compactMap { _ in quota.admit(.write, identity: 0, at: 0) }.first
    guard case .errorInfo(_, _, let metadata)? = refusal?.details.first else {
      Issue.record("no refusal with metadata: \(String(describing: refusal))")
      return
    }
    #expect(metadata.contains(.init("quota_limit", limit)))
    #expect(metadata.contains(.init("quota_limit_value", value)))
  }
}

@Suite struct `The quota of a simulated backend` {
  private let robot = Identity("robot")
  private let id = SpreadsheetID("quota")

  private func backend(_ simulation: Simulation, _ faults: [FaultRule] = []) -> SimulatedBackend {
    let backend = SimulatedBackend(simulation, BackendConfiguration(faults: FaultPlan(faults)))
    backend.addSpreadsheet(id: id, title: "Quota", sharedWith: [robot])
    return backend
  }

  /// Reads once at each of some seconds and returns the codes of the refusals.
  private func codes(_ simulation: Simulation, _ backend: SimulatedBackend, atSeconds: [Int64]) throws -> [Int?] {
    try simulation.run {
      var codes: [Int?] = []
      for second in atSeconds {
        try await simulation.clock.sleep(until: SimulatedClock.Instant(nanoseconds: second * 1_000_000_000))
        do throws(SheetsError) {
          _ = try await backend.call(ValuesGet(spreadsheetID: id, range: "A1"), as: robot)
          codes.append(nil)
        } catch {
          codes.append(error.code)
        }
      }
      return codes
    }
  }

  @Test func `is changed by a rule anywhere in the plan`() throws {
    let simulation = Simulation(seed: 1, horizon: .seconds(600))
    let backend = backend(
      simulation,
      [
        .outage(from: .seconds(300), until: .seconds(301)),
        .quotaChanged(QuotaChange(readsPerIdentity: 0, from: .seconds(100), until: .seconds(200))),
      ])
    #expect(try codes(simulation, backend, atSeconds: [99, 100, 199, 200, 300]) == [nil, 429, 429, nil, 503])
  }

  @Test func `is shared with another client of the same identity`() throws {
    let simulation = Simulation(seed: 1, horizon: .seconds(600))
    let backend = backend(simulation)
    #expect(backend.useQuota(calls: 59, .read, as: robot) == 59)
    #expect(backend.useQuota(calls: 60, .write, as: robot) == 60)
    #expect(try codes(simulation, backend, atSeconds: [1, 2, 60, 61]) == [nil, 429, nil, nil])
    #expect(backend.callLog.count == 4)
  }

  @Test func `limits another client too`() {
    let backend = backend(Simulation(seed: 1, horizon: .seconds(600)))
    #expect(backend.useQuota(calls: 50, .write, as: robot) == 50)
    #expect(backend.useQuota(calls: 50, .write, as: robot) == 10)
    #expect(backend.useQuota(calls: 50, .write, as: Identity("other")) == 50)
  }
}

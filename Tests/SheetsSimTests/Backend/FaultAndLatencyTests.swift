import SheetsAPI
import SheetsSim
import Testing

@Suite struct `Fault rules` {
  private static func injector(_ rules: [FaultRule], seed: UInt64 = 1) -> FaultInjector {
    FaultInjector(FaultPlan(rules)) { SplitMix64(seed: seed, substream: "fault \($0)") }
  }

  private static let internalError = SheetsError.refused(ErrorEnvelope(.internalError, "Internal error encountered."))
  private static let second: Int64 = 1_000_000_000

  @Test func `without any rule, a call passes`() {
    var injector = Self.injector([])
    #expect(injector.verdict(.valuesGet, at: 0) == .pass)
  }

  @Test func `the first rule that does not let a call pass decides`() {
    var injector = Self.injector([
      .errors(.noAnswer(.timedOut), perMillion: 1_000_000, methods: [.valuesGet], after: .seconds(180)),
      .slowdown(from: .zero, until: .seconds(10), percent: 300), .outage(from: .zero, until: .seconds(20)),
      .errors(Self.internalError, perMillion: 1_000_000),
    ])
    #expect(injector.verdict(.valuesGet, at: 0) == .refuse(.noAnswer(.timedOut), after: .seconds(180)))
    #expect(injector.verdict(.valuesUpdate, at: 0) == .slow(percent: 300))
    #expect(injector.verdict(.valuesUpdate, at: 10 * Self.second) == .refuse(.refused(.unavailable), after: nil))
    #expect(injector.verdict(.valuesUpdate, at: 20 * Self.second) == .refuse(Self.internalError, after: nil))
  }

  @Test(arguments: [(4_999_999_999, false), (5_000_000_000, true), (9_999_999_999, true), (10_000_000_000, false)])
  func `an outage is half-open`(now: Int64, isOut: Bool) {
    var injector = Self.injector([.outage(from: .seconds(5), until: .seconds(10))])
    #expect((injector.verdict(.valuesGet, at: now) != .pass) == isOut)
  }

  @Test(arguments: [0, 10_000, 500_000, 1_000_000])
  func `errors occur at their rate`(perMillion: Int) {
    var injector = Self.injector([.errors(Self.internalError, perMillion: perMillion)])
    let refused = (0..<20_000).count { _ in injector.verdict(.valuesGet, at: 0) != .pass }
    let expected = 20_000 * perMillion / 1_000_000
    #expect(abs(refused - expected) <= 300)
  }

  @Test func `a new rule at the end does not change the draws of the others`() {
    let first = FaultRule.errors(Self.internalError, perMillion: 300_000)
    var alone = Self.injector([first])
    var followed = Self.injector([first, .errors(.noAnswer(.connectionLost), perMillion: 500_000)])
    for _ in 0..<1000 {
      let isRefused = alone.verdict(.valuesGet, at: 0) == .refuse(Self.internalError, after: nil)
      #expect((followed.verdict(.valuesGet, at: 0) == .refuse(Self.internalError, after: nil)) == isRefused)
    }
  }
}

@Suite struct `The latency profile of the origin` {
  @Test(arguments: [
    (SheetsMethod.valuesBatchUpdate, 250, 450), (.spreadsheetsBatchUpdate, 250, 450), (.valuesUpdate, 250, 450),
    (.valuesClear, 250, 450), (.valuesBatchClear, 250, 450), (.spreadsheetsCreate, 250, 450), (.valuesAppend, 120, 230),
    (.valuesGet, 150, 300), (.valuesBatchGet, 150, 300), (.spreadsheetsGet, 150, 300),
  ])
  func `draws from the whole range of a method and not beyond it`(
    method: SheetsMethod, minimumMilliseconds: Int64, maximumMilliseconds: Int64
  ) {
    var chance = SplitMix64(seed: 1)
    let draws = (0..<2000).map { _ in LatencyProfile.origin.draw(method, from: &chance) }
    let range = minimumMilliseconds * 1_000_000...maximumMilliseconds * 1_000_000
    let width = range.upperBound - range.lowerBound
    #expect(draws.allSatisfy { range.contains($0) })
    #expect(draws.contains { $0 < range.lowerBound + width / 100 })
    #expect(draws.contains { $0 > range.upperBound - width / 100 })
    #expect(LatencyProfile.origin.minimum(method) == range.lowerBound)
  }
}

@Suite struct `A fault that leaves a caller in doubt` {
  private let id = SpreadsheetID("doubt")
  private let robot = Identity("robot")

  /// Sends an update under a rule and reads the cell at some moments after it.
  private func cells(under rule: FaultRule, at moments: [Duration]) throws -> (SheetsError?, [CellValue?]) {
    let simulation = Simulation(seed: 1, horizon: .seconds(3600))
    let backend = SimulatedBackend(simulation, BackendConfiguration(faults: FaultPlan([rule])))
    backend.addSpreadsheet(id: id, title: "Doubt", sharedWith: [robot])
    let write = ValuesUpdate(spreadsheetID: id, data: ValueRange(range: "Sheet1!A1", values: [["x"]]))
    return try simulation.run {
      var error: SheetsError?
      do throws(SheetsError) {
        _ = try await backend.call(write, as: robot)
      } catch let caught {
        error = caught
      }
      var cells: [CellValue?] = []
      for moment in moments {
        try await simulation.clock.sleep(until: SimulatedClock.Instant(nanoseconds: moment.wholeNanoseconds))
        cells.append(backend.column(0, of: "Sheet1", in: id).first ?? nil)
      }
      return (error, cells)
    }
  }

  @Test func `can lose the answer to an applied call`() throws {
    let (error, cells) = try cells(
      under: .answersLost(.noAnswer(.timedOut), perMillion: 1_000_000), at: [.seconds(1)])
    #expect(error == .noAnswer(.timedOut))
    #expect(cells == [.string("x")])
  }

  @Test func `can apply a call after answering it with an error`() throws {
    let (error, cells) = try cells(
      under: .appliedLate(.refused(.unavailable), perMillion: 1_000_000, delay: .seconds(90) ... .seconds(90)),
      at: [.seconds(89), .seconds(90)])
    #expect(error == .refused(.unavailable))
    #expect(cells == [nil, .string("x")])
  }
}

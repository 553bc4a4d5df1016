import SheetsAPI
import SheetsSim
import Testing

@Suite struct `A simulated backend` {
  private static let book = SpreadsheetID("book")
  private static let robot = Identity("robot")

  /// A simulation with a backend that has one spreadsheet, which the robot may write.
  private struct World {
    let simulation: Simulation
    let backend: SimulatedBackend

    init(seed: UInt64 = 1, _ configuration: BackendConfiguration = BackendConfiguration()) {
      simulation = Simulation(seed: seed, horizon: .seconds(3600))
      backend = SimulatedBackend(simulation, configuration)
      backend.addSpreadsheet(id: book, title: "Book", sharedWith: [robot])
    }

    /// Sends requests one after another and returns their outcomes with the times of their ends.
    func send(
      _ requests: [SheetsRequest], as identity: Identity = robot
    ) throws -> [(result: Result<SheetsReply, SheetsError>, milliseconds: Int64)] {
      try simulation.run { [self] in
        var results: [(Result<SheetsReply, SheetsError>, Int64)] = []
        for request in requests {
          let result: Result<SheetsReply, SheetsError>
          do throws(SheetsError) {
            result = .success(try await backend.send(request, as: identity))
          } catch {
            result = .failure(error)
          }
          results.append((result, simulation.clock.now.nanoseconds / 1_000_000))
        }
        return results
      }
    }
  }

  private static let get = ValuesGet(spreadsheetID: book, range: "Sheet1!A1:B2").request
  private static let append = ValuesAppend(
    spreadsheetID: book, data: ValueRange(range: "Sheet1", values: [["a", 1]])
  ).request

  private static func error(_ result: Result<SheetsReply, SheetsError>) -> SheetsError? {
    if case .failure(let error) = result { error } else { nil }
  }

  private static func batch(rows: [Int]) -> SheetsRequest {
    let requests = rows.map { count in
      BatchRequest.appendCells(.init(sheetID: 0, rows: Array(repeating: RowData(["r"]), count: count)))
    }
    return SpreadsheetsBatchUpdate(spreadsheetID: book, requests: requests).request
  }

  @Test func `answers every method`() throws {
    let data = ValueRange(range: "A1", values: [["x", 2]])
    let requests: [SheetsRequest] = [
      SpreadsheetsCreate(title: "New").request, SpreadsheetsGet(spreadsheetID: Self.book).request,
      Self.batch(rows: [1]), Self.get, ValuesBatchGet(spreadsheetID: Self.book, ranges: ["A1", "B1"]).request,
      ValuesUpdate(spreadsheetID: Self.book, data: data).request,
      ValuesBatchUpdate(spreadsheetID: Self.book, data: [data]).request, Self.append,
      ValuesClear(spreadsheetID: Self.book, range: "A1").request,
      ValuesBatchClear(spreadsheetID: Self.book, ranges: ["B1"]).request,
    ]
    let world = World()
    let results = try world.send(requests)
    #expect(try results.map { try $0.result.get().method } == SheetsMethod.allCases)
    #expect(world.backend.rows(of: "Sheet1", in: Self.book) == [[], ["a", 1]])
    #expect(world.backend.dataRowCount(of: "Sheet1", in: Self.book) == 2)
  }

  @Test func `gives a spreadsheet to the identity that created it`() throws {
    let world = World()
    let owner = Identity("owner")
    let id = try world.simulation.run {
      let created = try await world.backend.call(SpreadsheetsCreate(title: "Mine"), as: owner)
      let append = ValuesAppend(
        spreadsheetID: created.spreadsheetID, data: ValueRange(range: "Sheet1", values: [["x"]]))
      _ = try await world.backend.call(append, as: owner)
      return created.spreadsheetID
    }
    #expect(id.rawValue.utf8.count == 44)
    #expect(world.backend.rows(of: "Sheet1", in: id) == [["x"]])
    #expect(world.backend.spreadsheet(id).title == "Mine")
  }

  @Test func `checks permission before quota, and quota before faults`() throws {
    let broken = SheetsError.refused(ErrorEnvelope(.internalError, "Internal error encountered."))
    let world = World(
      BackendConfiguration(
        quota: QuotaLimits(readsPerIdentity: 1), faults: FaultPlan([.errors(broken, perMillion: 1_000_000)])))
    let other = ValuesGet(spreadsheetID: SpreadsheetID("other"), range: "A1").request
    let results = try world.send([other, Self.get, other, Self.get])
    #expect(results.map { Self.error($0.result)?.code } == [404, 500, 404, 429])
    #expect(Self.error(results[0].result) == .refused(ErrorEnvelope(.notFound, "Requested entity was not found.")))
  }

  @Test(
    arguments: [
      (nil, 403, 403), (SpreadsheetRole.reader, nil, 403), (.writer, nil, nil), (.owner, nil, nil),
    ] as [(SpreadsheetRole?, Int?, Int?)])
  func `lets the role decide who reads and writes`(role: SpreadsheetRole?, read: Int?, write: Int?) throws {
    let world = World()
    let guest = Identity("guest")
    if let role { world.backend.share(Self.book, with: guest, role: role) }
    let results = try world.send([Self.get, Self.append], as: guest)
    #expect(results.map { Self.error($0.result)?.code } == [read, write])
    if write == 403 {
      let refusal = ErrorEnvelope(.permissionDenied, "The caller does not have permission")
      #expect(Self.error(results[1].result) == .refused(refusal))
    }
    #expect(world.backend.dataRowCount(of: "Sheet1", in: Self.book) == (write == nil ? 1 : 0))
  }

  @Test func `answers a refused call after the shortest latency, without changes`() throws {
    let world = World(
      BackendConfiguration(faults: FaultPlan([.outage(from: .zero, until: .milliseconds(200))])))
    let results = try world.send([Self.append, Self.append])
    #expect(Self.error(results[0].result) == .refused(.unavailable))
    #expect(results[0].milliseconds == 120)
    #expect(Self.error(results[1].result) == .refused(.unavailable))
    #expect(world.backend.rows(of: "Sheet1", in: Self.book) == [])
  }

  @Test func `lets a timeout take the time of its rule`() throws {
    let rule = FaultRule.errors(.noAnswer(.timedOut), perMillion: 1_000_000, after: .seconds(180))
    let world = World(BackendConfiguration(faults: FaultPlan([rule])))
    let results = try world.send([Self.append])
    #expect(Self.error(results[0].result) == .noAnswer(.timedOut))
    #expect(results[0].milliseconds == 180_000)
    #expect(world.backend.callLog[0].outcome == .noAnswer)
  }

  @Test func `waits past the horizon for an answer that never comes`() throws {
    let never = FaultRule.errors(.noAnswer(.timedOut), perMillion: 1_000_000, after: .seconds(Int64.max))
    let world = World(BackendConfiguration(faults: FaultPlan([never])))
    let error = try #require(throws: SimulationError.self) {
      try world.simulation.run {
        try await world.simulation.clock.sleep(for: .seconds(1))
        _ = try await world.backend.send(Self.append, as: Self.robot)
      }
    }
    guard case .horizonPassed = error else {
      Issue.record("found \(error), expected the horizon to be passed")
      return
    }
  }

  @Test func `multiplies the latency in a slowdown`() throws {
    let slow = FaultRule.slowdown(from: .zero, until: .seconds(60), percent: 400)
    let usual = try World().send([Self.get])[0].milliseconds
    let slowed = try World(BackendConfiguration(faults: FaultPlan([slow]))).send([Self.get])[0].milliseconds
    #expect((usual * 4..<usual * 4 + 4).contains(slowed))
  }

  @Test func `does not apply a call that is canceled in flight`() throws {
    let world = World()
    let error = try world.simulation.run {
      try await withThrowingTaskGroup(of: SheetsError?.self) { group in
        group.addTask {
          do throws(SheetsError) {
            _ = try await world.backend.send(Self.append, as: Self.robot)
            return nil
          } catch {
            return error
          }
        }
        try await world.simulation.clock.sleep(for: .milliseconds(50))
        group.cancelAll()
        return try await group.next() ?? nil
      }
    }
    #expect(error == .noAnswer(.canceled))
    #expect(world.backend.rows(of: "Sheet1", in: Self.book) == [])
    #expect(world.backend.callLog[0].answeredAt == 50_000_000)
    #expect(world.backend.callLog[0].outcome == .noAnswer)
  }

  @Test func `reports a call outside the run of its simulation`() async {
    let world = World()
    let error = await #expect(throws: SheetsError.self) {
      _ = try await world.backend.send(Self.append, as: Self.robot)
    }
    #expect(error?.description.contains("outside the simulation's run") == true)
    #expect(world.backend.rows(of: "Sheet1", in: Self.book) == [])
  }

  @Test(arguments: [
    (
      [SheetProperties(sheetID: 0, title: "A"), SheetProperties(sheetID: 0, title: "B")],
      "Invalid sheets[1]: A sheet with id: 0 already exists."
    ),
    (
      [SheetProperties(sheetID: 0, title: "A", rowCount: 10_000_001, columnCount: 1)],
      "Invalid sheets[0]: "
        + "This action would increase the number of cells in the workbook above the limit of 10000000 cells."
    ),
    (
      [SheetProperties(sheetID: 0, title: "A", rowCount: 1, columnCount: 18_279)],
      "Invalid sheets[0]: "
        + "This action would increase the number of columns in the sheet above the limit of 18278 columns."
    ),
  ])
  func `does not create a spreadsheet beyond the limits`(sheets: [SheetProperties], refusal: String) throws {
    let results = try World().send([SpreadsheetsCreate(title: "New", sheets: sheets).request])
    #expect(Self.error(results[0].result) == .refused(ErrorEnvelope(.invalidArgument, refusal)))
  }

  @Test func `has a trace that depends only on the seed`() throws {
    let digests = try [1, 1, 2].map { seed in
      let world = World(seed: UInt64(seed))
      _ = try world.send([Self.get, Self.append, Self.get])
      return world.simulation.trace.digest
    }
    #expect(digests[0] == digests[1])
    #expect(digests[0] != digests[2])
  }

  @Test func `logs every call with its parts and its outcome`() throws {
    let world = World(BackendConfiguration(quota: QuotaLimits(writesPerIdentity: 1)))
    let results = try world.send([Self.batch(rows: [900, 150]), Self.get, Self.append])
    let log = world.backend.callLog
    #expect(log.count == 3)
    #expect(log.calls.map(\.outcome) == [.accepted, .accepted, .refused(code: 429)])
    #expect(log.calls.map(\.appendedRowCounts) == [[900, 150], [], [1]])
    #expect(log.calls.map(\.partCount) == [2, 1, 1])
    #expect(log.calls.map(\.identity) == [Self.robot, Self.robot, Self.robot])
    #expect(log.calls.map { $0.answeredAt.map { $0 / 1_000_000 } } == results.map(\.milliseconds))
    #expect(log.appendedRowCounts() == [900, 150, 1])
    #expect(log.appendedRowCounts(outcome: .accepted) == [900, 150])
    #expect(log.callCount() == 3)
    #expect(log.callCount(method: .valuesAppend) == 1)
    #expect(log.callCount(outcome: .refused(code: 429)) == 1)
    #expect(log.callers == [Self.robot])
  }

  @Test func `answers the same without a log`() throws {
    let world = World(BackendConfiguration(keepsCallLog: false))
    let results = try world.send([Self.get, Self.append])
    #expect(results.map(\.milliseconds) == (try World().send([Self.get, Self.append]).map(\.milliseconds)))
    #expect(world.backend.callLog.count == 0)
  }

  @Test(arguments: UInt64(1)...4)
  func `has its peak of calls in a window that starts at a call`(seed: UInt64) throws {
    let world = World(seed: seed, BackendConfiguration(quota: QuotaLimits(writesPerIdentity: 20)))
    let other = Identity("other")
    try world.simulation.run {
      var chance = world.simulation.generator("test")
      for _ in 0..<400 {
        let identity = chance.chance(perMillion: 300_000) ? other : Self.robot
        let request = chance.chance(perMillion: 500_000) ? Self.get : Self.append
        _ = try? await world.backend.send(request, as: identity)
        try await world.simulation.clock.sleep(for: chance.draw(in: .zero ... .seconds(4)))
      }
    }
    let log = world.backend.callLog
    for identity in [nil, Self.robot, other] {
      for access in [nil, SheetsMethod.Access.read, .write] {
        let times = log.calls.filter {
          (identity == nil || $0.identity == identity) && (access == nil || $0.method.access == access)
        }.map(\.receivedAt)
        let peaks = times.map { start in times.count { $0 >= start && $0 < start + 60_000_000_000 } }
        #expect(log.peakCalls(access: access, identity: identity) == peaks.max())
        #expect(log.callsPerMinute(access: access, identity: identity).reduce(0, +) == times.count)
      }
    }
    #expect(log.peakCalls(identity: Identity("nobody")) == 0)
    #expect(log.callers == [other, Self.robot])
  }
}

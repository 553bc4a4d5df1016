import SheetsAPI
import SheetsScenarios
import SheetsSim
import Testing
import TextFormats

@Suite struct `An account asked in types and in JSON` {
  private static let id = SpreadsheetID("book")
  private static let robot = Identity("robot@example.com")
  private static let friend = Identity("friend@example.com")

  /// The work that a test does with a backend in its simulation.
  private static func run<Result: Sendable>(
    _ configuration: BackendConfiguration = BackendConfiguration(),
    _ body: @escaping @Sendable (SimulatedBackend, Simulation) async throws -> Result
  ) throws -> Result {
    let simulation = Simulation(seed: 1, horizon: .seconds(3600))
    let backend = SimulatedBackend(simulation, configuration)
    backend.addSpreadsheet(id: id, title: "Book", sharedWith: [robot])
    return try simulation.run { try await body(backend, simulation) }
  }

  private static func update(_ text: String, range: String = "A1") -> SheetsRequest {
    ValuesUpdate(spreadsheetID: id, data: ValueRange(range: range, values: [[.string(text)]])).request
  }

  private static func get(_ range: String = "A1") -> SheetsRequest {
    ValuesGet(spreadsheetID: id, range: range).request
  }

  /// One request of each method, in an order in which each has something to do.
  private static let requests: [SheetsRequest] = [
    update("x"), ValuesAppend(spreadsheetID: id, data: ValueRange(range: "A1", values: [["y", 2], [true]])).request,
    ValuesBatchUpdate(
      spreadsheetID: id, data: [ValueRange(range: "D1", majorDimension: .columns, values: [["a", "b"]])]
    ).request,
    SpreadsheetsBatchUpdate(
      spreadsheetID: id,
      requests: [
        .addSheet(.init(title: "Log")), .appendCells(.init(sheetID: 0, rows: [RowData(["z"]), RowData([3])])),
        .addNamedRange(.init(name: "first", range: GridRange(sheetID: 0, endRowIndex: 1))),
      ]
    ).request,
    get("A1:E9"), ValuesBatchGet(spreadsheetID: id, ranges: ["first", "Log!A1"]).request,
    ValuesClear(spreadsheetID: id, range: "A2").request,
    ValuesBatchClear(spreadsheetID: id, ranges: ["D1", "D2"]).request, SpreadsheetsGet(spreadsheetID: id).request,
    get("none!A1"), SpreadsheetsCreate(title: "New").request,
    ValuesGet(spreadsheetID: SpreadsheetID("other"), range: "A1").request,
  ]

  private struct Outcome: Hashable {
    let reply: SheetsReply?
    let error: SheetsError?
    let time: Int64
  }

  @Test func `gives the same replies after the same times, and logs the same calls`() throws {
    func outcomes(inJSON: Bool) throws -> (outcomes: [Outcome], calls: [CallLog.Call]) {
      try Self.run { (backend, simulation) async throws in
        var outcomes: [Outcome] = []
        for request in Self.requests {
          var (reply, error): (SheetsReply?, SheetsError?)
          do throws(SheetsError) {
            reply =
              inJSON
              ? try await backend.answer(request.rest, as: Self.robot).reply(to: request.method)
              : try await backend.send(request, as: Self.robot)
          } catch let caught { error = caught }
          outcomes.append(Outcome(reply: reply, error: error, time: simulation.clock.now.nanoseconds))
        }
        return (outcomes, Array(backend.callLog.calls))
      }
    }
    let (typed, json) = (try outcomes(inJSON: false), try outcomes(inJSON: true))
    #expect(typed.outcomes == json.outcomes)
    #expect(typed.calls == json.calls)
    #expect(typed.calls.map(\.method).count == Self.requests.count)
    #expect(typed.calls[3].appendedRowCounts == [2])
  }

  @Test func `counts both against one quota`() throws {
    let codes = try Self.run { (backend, _) async throws in
      backend.useQuota(calls: 58, .write, as: Self.robot)
      var codes: [Int?] = []
      for _ in 0..<2 {
        codes.append(try await backend.answer(Self.update("x").rest, as: Self.robot).status)
        do throws(SheetsError) {
          _ = try await backend.send(Self.update("x"), as: Self.robot)
          codes.append(200)
        } catch { codes.append(error.code) }
      }
      return codes
    }
    #expect(codes == [200, 200, 429, 429])
  }

  @Test func `refuses the 61st write of a minute, as the guide shows`() throws {
    let simulation = Simulation(seed: 1, horizon: .seconds(3600))
    let backend = SimulatedBackend(simulation, BackendConfiguration())
    let robot = Identity("robot@example.com")
    backend.addSpreadsheet(id: SpreadsheetID("floor"), title: "Floor", sharedWith: [robot])
    let write = RESTRequest(
      method: "PUT", path: "/v4/spreadsheets/floor/values/A1", query: "valueInputOption=RAW",
      body: Array(#"{"values": [["Saw", 17]]}"#.utf8))
    let codes = try simulation.run {
      var codes: [Int] = []
      for _ in 1...61 { codes.append(try await backend.answer(write, as: robot).status) }
      return codes
    }
    #expect(codes == Array(repeating: 200, count: 60) + [429])
    #expect(backend.callLog.peakCalls(access: .write) == 61)
  }

  @Test func `takes the latency of the method and waits for a clock outside a simulation`() throws {
    let simulation = Simulation(seed: 1, horizon: .seconds(3600))
    let latency = LatencyProfile(name: "fixed") { $0.access == .read ? .seconds(2) ... .seconds(2) : .zero ... .zero }
    let backend = SimulatedBackend(seed: 1, BackendConfiguration(latency: latency), clock: simulation.clock)
    backend.addSpreadsheet(id: Self.id, title: "Book", sharedWith: [Self.robot])
    let times = try simulation.run { () async throws in
      var times: [Int64] = []
      for request in [Self.update("x"), Self.get()] {
        #expect(try await backend.answer(request.rest, as: Self.robot).status == 200)
        times.append(simulation.clock.now.nanoseconds / 1_000_000_000)
      }
      return times
    }
    #expect(times == [0, 2])
    #expect(backend.callLog.calls.map(\.answeredAt) == [0, 2_000_000_000])
  }

  @Test func `applies faults to calls in JSON`() throws {
    let lost = FaultRule.answersLost(.noAnswer(.timedOut), perMillion: 1_000_000, methods: [.valuesUpdate])
    let down = FaultRule.errors(.refused(.unavailable), perMillion: 1_000_000, methods: [.valuesGet])
    try Self.run(BackendConfiguration(faults: FaultPlan([lost, down]))) { (backend, _) async throws in
      await #expect(throws: SheetsError.noAnswer(.timedOut)) {
        try await backend.answer(Self.update("x").rest, as: Self.robot)
      }
      #expect(backend.rows(of: "Sheet1", in: Self.id) == [["x"]])
      #expect(try await backend.answer(Self.get().rest, as: Self.robot) == RESTAnswer(.unavailable))
    }
  }

  @Test func `logs a copied sheet as a batch`() throws {
    try Self.run { (backend, _) async throws in
      let copy = RESTRequest(
        method: "POST", path: "/v4/spreadsheets/book/sheets/0:copyTo",
        body: Array(#"{"destinationSpreadsheetId": "book"}"#.utf8))
      #expect(try await backend.answer(copy, as: Self.robot).json["title"] == "Copy of Sheet1")
      #expect(backend.callLog.calls.map(\.method) == [.spreadsheetsBatchUpdate])
    }
  }

  @Test func `logs the rows of an append with formulas, which only JSON can ask for`() throws {
    try Self.run { (backend, _) async throws in
      let append: JSON = [
        "sheetId": 0, "fields": "userEnteredValue",
        "rows": [["values": [["userEnteredValue": ["formulaValue": "=1"]]]], ["values": []]],
      ]
      let batch = RESTRequest(
        method: "POST", path: "/v4/spreadsheets/book:batchUpdate", parameters: [],
        body: ["requests": [["appendCells": append]]])
      #expect(try await backend.answer(batch, as: Self.robot).status == 200)
      #expect(backend.callLog.appendedRowCounts() == [2])
    }
  }

  @Test func `answers an unreadable body at once, without quota and without a log`() throws {
    try Self.run { (backend, simulation) async throws in
      var broken = Self.update("x").rest
      broken.body.removeLast()
      #expect(try await backend.answer(broken, as: Self.robot).status == 400)
      #expect(simulation.clock.now.nanoseconds == 0)
      #expect(backend.callLog.count == 0)
      #expect(backend.useQuota(calls: 100, .write, as: Self.robot) == 60)
    }
  }

  @Test func `knows one role of an identity, whoever gives it`() throws {
    try Self.run { (backend, _) async throws in
      let path = "/drive/v3/files/book/permissions"
      func permissions() async throws -> [JSON] {
        let answer = try await backend.answer(RESTRequest(method: "GET", path: path), as: Self.robot)
        return answer.json["permissions"]?.array ?? []
      }
      func status() async throws -> Int { try await backend.answer(Self.get().rest, as: Self.friend).status }
      #expect(try await status() == 403)
      backend.share(Self.id, with: Self.friend, role: .reader)
      #expect(try await status() == 200)
      let shared = try await permissions()
      #expect(shared.compactMap { $0["role"]?.string } == ["writer", "reader"])
      backend.share(Self.id, with: Self.friend, role: nil)
      #expect(try await status() == 403)
      let body: JSON = ["type": "user", "role": "writer", "emailAddress": .string(Self.friend.name)]
      let share = RESTRequest(method: "POST", path: path, parameters: [], body: body)
      #expect(try await backend.answer(share, as: Self.robot).status == 200)
      _ = try await backend.send(Self.update("y"), as: Self.friend)
      #expect(try await permissions().last == shared.last?.setting(role: "writer"))
    }
  }

  @Test func `does not simulate a write to a spreadsheet with protected ranges, in types or in JSON`() throws {
    try Self.run { (backend, _) async throws in
      try backend.edit(
        Self.id,
        [.other(kind: "addProtectedRange", ["protectedRange": ["range": ["sheetId": 0, "endRowIndex": 1]]])])
      #expect(try await backend.answer(Self.update("x").rest, as: Self.robot).status == 501)
      await #expect(throws: SheetsError.self) { try await backend.send(Self.update("x"), as: Self.robot) }
      #expect(backend.rows(of: "Sheet1", in: Self.id) == [])
    }
  }

  /// A late write counts at its own time, whenever somebody looks.
  @Test func `applies late calls in the order of their times, then of their receipt`() {
    func late(_ methods: [SheetsMethod], _ seconds: Int) -> FaultRule {
      .appliedLate(
        .refused(.unavailable), perMillion: 1_000_000, methods: methods, delay: .seconds(seconds) ... .seconds(seconds))
    }
    let faults = FaultPlan([late([.valuesUpdate], 20), late([.valuesBatchUpdate], 10)])
    func log(_ calls: [SheetsRequest]) -> JSON? {
      var account = Account(BackendConfiguration(faults: faults), seed: 1)
      let created = account.answer(SpreadsheetsCreate(title: "Late").request.rest, as: Self.robot, at: 0).json
      let id = SpreadsheetID(created["spreadsheetId"]?.string ?? "")
      for call in calls {
        #expect(account.answer(call.addressed(to: id).rest, as: Self.robot, at: 0).status == 503)
      }
      let read = ValuesGet(spreadsheetID: id, range: "A1:B1").request.rest
      return account.answer(read, as: Self.robot, at: 30_000_000_000).json["values"]
    }
    let batch = ValuesBatchUpdate(spreadsheetID: Self.id, data: [ValueRange(range: "A1:B1", values: [["b", "b"]])])
    #expect(log([Self.update("a"), batch.request]) == [["a", "b"]])
    #expect(log([Self.update("a"), Self.update("c")]) == [["c"]])
  }
}

extension SheetsRequest {
  fileprivate func addressed(to id: SpreadsheetID) -> SheetsRequest {
    switch self {
    case .valuesUpdate(var call):
      call.spreadsheetID = id
      return call.request
    case .valuesBatchUpdate(var call):
      call.spreadsheetID = id
      return call.request
    default: return self
    }
  }
}

extension JSON {
  fileprivate func setting(role: String) -> JSON {
    var result = self
    result["role"] = .string(role)
    return result
  }
}

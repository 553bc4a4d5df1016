// The state of a backend, and its decisions about calls as functions of the current time.

import SheetsAPI

/// The state of a simulated backend.
struct BackendState {
  /// The decision about a call at its receipt.
  struct Reception {
    /// The number of the call, from 0.
    let number: Int
    /// The time until it is applied or refused, in nanoseconds.
    let latency: Int64
    let fate: Fate
  }

  enum Fate {
    case refuse(SheetsError)
    /// The call is applied to this spreadsheet, or creates one if `nil`, and is answered, possibly with an error.
    case apply(spreadsheet: Int?, identity: Int, lostAnswer: SheetsError?, target: AppendTarget?)
  }

  /// A call that was answered with an error and is applied later.
  private struct LateCall {
    let due: Int64
    let number: Int
    let request: SheetsRequest
    let spreadsheet: Int?
    let identity: Int
  }

  private let profile: LatencyProfile
  private let keepsCallLog: Bool
  private var quota: Quota
  private var faults: FaultInjector
  private var latencies: SplitMix64
  private var ids: SplitMix64
  private var identities = NumberedKeys<Identity>()
  private var spreadsheetIDs = NumberedKeys<SpreadsheetID>()
  /// The workbooks by number; `nil` for a removed one, whose number and id are not reused.
  private var workbooks: ContiguousArray<Workbook?> = []
  /// The roles by spreadsheet and identity; an identity past the end has no role.
  private var roles: ContiguousArray<ContiguousArray<SpreadsheetRole?>> = []
  private var callCount = 0
  private var lateCalls: [LateCall] = []
  private(set) var log = CallLog()

  init(_ configuration: BackendConfiguration, simulation: Simulation) {
    profile = configuration.latency
    keepsCallLog = configuration.keepsCallLog
    quota = Quota(
      configuration.quota, changes: configuration.faults.quotaChanges, projectNumber: configuration.projectNumber)
    faults = FaultInjector(configuration.faults) { simulation.generator("backend.fault.\($0)") }
    latencies = simulation.generator("backend.latency")
    ids = simulation.generator("backend.ids")
  }

  // MARK: Calls

  /// Receives a call and decides its outcome: permission, then quota, then faults, then latency.
  ///
  /// Assumed: a refusal takes the shortest latency of the method, without a random draw.
  mutating func receive(_ request: SheetsRequest, as identity: Identity, at now: Int64) -> Reception {
    let method = request.method
    let who = identities.number(of: identity)
    let number = callCount
    callCount += 1
    if keepsCallLog { log.receive(request, identity: identity, numbered: who, at: now) }

    func refuse(_ error: SheetsError, after: Duration? = nil) -> Reception {
      Reception(
        number: number, latency: after?.wholeNanoseconds ?? profile.minimum(method), fate: .refuse(error))
    }
    var spreadsheet: Int?
    if let id = request.spreadsheetID {
      guard let found = spreadsheetIDs.existingNumber(of: id), let role = role(of: who, in: found) else {
        return refuse(.refused(.entityNotFound))
      }
      if role == .reader && method.access == .write { return refuse(.refused(.callerHasNoPermission)) }
      spreadsheet = found
    }
    if let refusal = quota.admit(method.access, identity: who, at: now) { return refuse(.refused(refusal)) }
    var percent: Int64 = 100
    var lostAnswer: SheetsError?
    var target: AppendTarget?
    switch faults.verdict(method, at: now) {
    case .pass: break
    case .refuse(let error, let after): return refuse(error, after: after)
    case .loseAnswer(let error): lostAnswer = error
    case .applyLate(let error, let delay):
      lateCalls.append(
        LateCall(
          due: now + delay.wholeNanoseconds, number: number, request: request, spreadsheet: spreadsheet, identity: who))
      return refuse(error)
    case .slow(let factor): percent = Int64(factor)
    case .locateEarly:
      applyLateCalls(until: now)
      // An unknown range has no target yet; it is resolved again, and refused, after the latency.
      if case .valuesAppend(let call) = request, let spreadsheet {
        target = try? workbooks[spreadsheet]?.appendTarget(call.data.range)
      }
    }
    return Reception(
      number: number, latency: profile.draw(method, from: &latencies) * percent / 100,
      fate: .apply(spreadsheet: spreadsheet, identity: who, lostAnswer: lostAnswer, target: target))
  }

  /// Applies the late calls that are due, in the order of their times; they get no answer.
  mutating func applyLateCalls(until now: Int64) {
    guard lateCalls.contains(where: { $0.due <= now }) else { return }
    let due = lateCalls.filter { $0.due <= now }.sorted { ($0.due, $0.number) < ($1.due, $1.number) }
    lateCalls.removeAll { $0.due <= now }
    for call in due { _ = try? apply(call.request, spreadsheet: call.spreadsheet, identity: call.identity) }
  }

  /// Applies a call after its latency.
  mutating func apply(
    _ request: SheetsRequest, spreadsheet: Int?, identity: Int, target: AppendTarget? = nil
  ) throws(ErrorEnvelope) -> SheetsReply {
    guard let spreadsheet else {
      guard case .spreadsheetsCreate(let call) = request else {
        preconditionFailure("\(request.method) without a spreadsheet, expected spreadsheets.create")
      }
      return .spreadsheetsCreate(try create(call, owner: identity))
    }
    // The spreadsheet was removed while the call was in flight.
    guard let reply = try workbooks[spreadsheet]?.apply(request, appendingAt: target) else { throw .entityNotFound }
    return reply
  }

  /// Counts calls of another client against the quota until one is refused; returns the number of admitted calls.
  mutating func useQuota(_ calls: Int, _ access: SheetsMethod.Access, as identity: Identity, at now: Int64) -> Int {
    let who = identities.number(of: identity)
    return (0..<calls).first { _ in quota.admit(access, identity: who, at: now) != nil } ?? calls
  }

  mutating func answer(_ number: Int, code: Int, at now: Int64) {
    if keepsCallLog { log.answer(number, code: code, at: now) }
  }

  // MARK: Spreadsheets

  private mutating func create(
    _ call: SpreadsheetsCreate, owner: Int
  ) throws(ErrorEnvelope) -> Spreadsheet {
    var id = newSpreadsheetID()
    while spreadsheetIDs.existingNumber(of: id) != nil { id = newSpreadsheetID() }
    let workbook = try Workbook(id: id, title: call.title, sheets: call.sheets, ids: SplitMix64(seed: ids.next()))
    setRole(.owner, of: owner, in: add(workbook))
    return workbook.spreadsheet
  }

  /// Adds a spreadsheet without roles and returns its number.
  mutating func add(id: SpreadsheetID, title: String, sheets: [SheetProperties]) throws(ErrorEnvelope) -> Int {
    precondition(spreadsheetIDs.existingNumber(of: id) == nil, "a spreadsheet with the id \(id) already exists")
    return add(try Workbook(id: id, title: title, sheets: sheets, ids: SplitMix64(seed: ids.next())))
  }

  private mutating func add(_ workbook: Workbook) -> Int {
    workbooks.append(workbook)
    roles.append([])
    return spreadsheetIDs.number(of: workbook.id)
  }

  /// Removes a spreadsheet and its roles, so that calls no longer find it.
  mutating func remove(_ number: Int) {
    workbooks[number] = nil
    roles[number] = []
  }

  mutating func share(_ number: Int, with identity: Identity, role: SpreadsheetRole?) {
    setRole(role, of: identities.number(of: identity), in: number)
  }

  func workbook(_ id: SpreadsheetID) -> (number: Int, workbook: Workbook)? {
    guard let number = spreadsheetIDs.dictionary[id], let workbook = workbooks[number] else { return nil }
    return (number, workbook)
  }

  private func role(of identity: Int, in spreadsheet: Int) -> SpreadsheetRole? {
    identity < roles[spreadsheet].count ? roles[spreadsheet][identity] : nil
  }

  private mutating func setRole(_ role: SpreadsheetRole?, of identity: Int, in spreadsheet: Int) {
    while roles[spreadsheet].count <= identity { roles[spreadsheet].append(nil) }
    roles[spreadsheet][identity] = role
  }

  /// An id like the recorded ones: 44 URL-safe characters, starting with 1.
  private mutating func newSpreadsheetID() -> SpreadsheetID {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    var text: [UInt8] = [UInt8(ascii: "1")]
    while text.count < 44 { text.append(alphabet[Int(ids.draw(below: 64))]) }
    return SpreadsheetID(String(decoding: text, as: UTF8.self))
  }
}

/// Numbers for keys, from 0 in the order of their first use; the last one is cached.
struct NumberedKeys<Key: Hashable & Sendable> {
  private(set) var dictionary: [Key: Int] = [:]
  private var last: (key: Key, number: Int)?

  /// The number of a known key; `nil` for an unknown one.
  mutating func existingNumber(of key: Key) -> Int? {
    if let last, last.key == key { return last.number }
    guard let number = dictionary[key] else { return nil }
    last = (key, number)
    return number
  }

  /// The number of a key, which is assigned at its first use.
  mutating func number(of key: Key) -> Int {
    if let number = existingNumber(of: key) { return number }
    let number = dictionary.count
    dictionary[key] = number
    last = (key, number)
    return number
  }
}

extension ErrorEnvelope {
  /// 404 for a spreadsheet that does not exist or that the caller cannot see; recorded live.
  static let entityNotFound = ErrorEnvelope(.notFound, "Requested entity was not found.")
  /// 403 for a caller whose role does not suffice; recorded.
  static let callerHasNoPermission = ErrorEnvelope(.permissionDenied, "The caller does not have permission")
}

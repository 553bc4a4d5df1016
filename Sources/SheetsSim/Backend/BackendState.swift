// Everything that a backend remembers, and its decisions about a call as functions of the present moment.

import SheetsAPI

/// The state of a simulated backend.
struct BackendState {
  /// What was decided when a call was received.
  struct Reception {
    /// The call's number, from 0.
    let number: Int
    /// How long until it is applied or refused, in nanoseconds.
    let latency: Int64
    let fate: Fate
  }

  enum Fate {
    case refuse(SheetsError)
    /// To be applied to this spreadsheet (`nil` for a call that creates one) and answered, or answered with an error.
    case apply(spreadsheet: Int?, identity: Int, lostAnswer: SheetsError?, target: AppendTarget?)
  }

  /// A call that was answered with an error and takes effect later.
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
  /// By the number of the spreadsheet; `nil` for one that was removed, whose number and id nobody gets again.
  private var workbooks: ContiguousArray<Workbook?> = []
  /// By spreadsheet, then by identity; an identity past the end has no role.
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

  // MARK: A call

  /// Receives a call and decides its fate: permission, then quota, then faults, then latency.
  ///
  /// Assumed: a refusal takes the method's shortest latency, and draws no chance for it.
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
      // A range that is unknown now has no target yet; it is looked for again, and refused, when the latency has passed.
      if case .valuesAppend(let call) = request, let spreadsheet {
        target = try? workbooks[spreadsheet]?.appendTarget(call.data.range)
      }
    }
    return Reception(
      number: number, latency: profile.draw(method, from: &latencies) * percent / 100,
      fate: .apply(spreadsheet: spreadsheet, identity: who, lostAnswer: lostAnswer, target: target))
  }

  /// Applies the late calls that are due, in the order in which they are; nobody waits for their answers.
  mutating func applyLateCalls(until now: Int64) {
    guard lateCalls.contains(where: { $0.due <= now }) else { return }
    let due = lateCalls.filter { $0.due <= now }.sorted { ($0.due, $0.number) < ($1.due, $1.number) }
    lateCalls.removeAll { $0.due <= now }
    for call in due { _ = try? apply(call.request, spreadsheet: call.spreadsheet, identity: call.identity) }
  }

  /// Applies a call whose latency has passed.
  mutating func apply(
    _ request: SheetsRequest, spreadsheet: Int?, identity: Int, target: AppendTarget? = nil
  ) throws(ErrorEnvelope) -> SheetsReply {
    guard let spreadsheet else {
      guard case .spreadsheetsCreate(let call) = request else { preconditionFailure("only create has no spreadsheet") }
      return .spreadsheetsCreate(try create(call, owner: identity))
    }
    // It was removed while the call was in flight.
    guard let reply = try workbooks[spreadsheet]?.apply(request, appendingAt: target) else { throw .entityNotFound }
    return reply
  }

  /// Counts calls that are not made here against the quota, until one is refused; returns how many were accepted.
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

  /// Adds a spreadsheet that nobody can see yet and returns its number.
  mutating func add(id: SpreadsheetID, title: String, sheets: [SheetProperties]) throws(ErrorEnvelope) -> Int {
    precondition(spreadsheetIDs.existingNumber(of: id) == nil, "a spreadsheet with the id \(id) exists already")
    return add(try Workbook(id: id, title: title, sheets: sheets, ids: SplitMix64(seed: ids.next())))
  }

  private mutating func add(_ workbook: Workbook) -> Int {
    workbooks.append(workbook)
    roles.append([])
    return spreadsheetIDs.number(of: workbook.id)
  }

  /// Forgets a spreadsheet and who might see it, so that it is not found any more.
  mutating func remove(_ number: Int) {
    workbooks[number] = nil
    roles[number] = []
  }

  mutating func share(_ number: Int, with identity: Identity, role: SpreadsheetRole) {
    setRole(role, of: identities.number(of: identity), in: number)
  }

  func workbook(_ id: SpreadsheetID) -> (number: Int, workbook: Workbook)? {
    guard let number = spreadsheetIDs.dictionary[id], let workbook = workbooks[number] else { return nil }
    return (number, workbook)
  }

  private func role(of identity: Int, in spreadsheet: Int) -> SpreadsheetRole? {
    identity < roles[spreadsheet].count ? roles[spreadsheet][identity] : nil
  }

  private mutating func setRole(_ role: SpreadsheetRole, of identity: Int, in spreadsheet: Int) {
    while roles[spreadsheet].count <= identity { roles[spreadsheet].append(nil) }
    roles[spreadsheet][identity] = role
  }

  /// 44 characters of the alphabet of URLs, the first a 1, as the recorded ids are.
  private mutating func newSpreadsheetID() -> SpreadsheetID {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    var text: [UInt8] = [UInt8(ascii: "1")]
    while text.count < 44 { text.append(alphabet[Int(ids.draw(below: 64))]) }
    return SpreadsheetID(String(decoding: text, as: UTF8.self))
  }
}

/// Numbers for keys, from 0 in the order in which they came up, with the last one at hand.
struct NumberedKeys<Key: Hashable & Sendable> {
  private(set) var dictionary: [Key: Int] = [:]
  private var last: (key: Key, number: Int)?

  /// The number of a key that has one.
  mutating func existingNumber(of key: Key) -> Int? {
    if let last, last.key == key { return last.number }
    guard let number = dictionary[key] else { return nil }
    last = (key, number)
    return number
  }

  /// The number of a key, a new one if it has none.
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
  /// 403 for a caller that may read and wants to write; recorded.
  static let callerHasNoPermission = ErrorEnvelope(.permissionDenied, "The caller does not have permission")
}

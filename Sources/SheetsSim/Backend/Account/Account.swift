// The state of a backend, and its decisions about calls as functions of the current time.

import SheetsAPI

/// The spreadsheets, identities, quota and faults of a simulated backend.
///
/// It has no clock: every method gets the current time, in nanoseconds since the start.
package struct Account {
  /// The decision about a call at its receipt.
  struct Reception {
    /// The number of the call, from 0; `nil` for a call of Drive, which is not logged.
    let number: Int?
    /// The time until it is applied or refused, in nanoseconds.
    let latency: Int64
    let fate: Fate
  }

  enum Fate {
    case refuse(SheetsError)
    /// The call is applied and answered, possibly with an error.
    case apply(Delivery)
  }

  /// A call that was admitted, with what was found at its receipt; a class, because it is large and handed on often.
  final class Delivery: Sendable {
    let call: BackendCall
    let caller: Identity
    /// The number of the caller.
    let who: Int
    /// The number of the spreadsheet; `nil` for a call that creates one, and for calls of Drive.
    let file: Int?
    /// Where an append writes, if that was decided early.
    let target: AppendTarget?
    /// The error that the caller gets in place of the answer.
    let lostAnswer: SheetsError?

    init(
      _ call: BackendCall, of caller: Identity, numbered who: Int, file: Int?, target: AppendTarget? = nil,
      lostAnswer: SheetsError? = nil
    ) {
      self.call = call
      self.caller = caller
      self.who = who
      self.file = file
      self.target = target
      self.lostAnswer = lostAnswer
    }
  }

  private let profile: LatencyProfile
  private let keepsCallLog: Bool
  private var quota: Quota
  private var faults: FaultInjector
  private var latencies: SplitMix64
  var ids: SplitMix64
  /// The ids that the next JSON calls make up, before any are drawn, so that recorded traffic can be replayed.
  package var presetIDs: [String] = []
  var identities = NumberedNames()
  var fileIDs = NumberedNames()
  /// The spreadsheets by number; `nil` for a removed one, whose number and id are not reused.
  var files: ContiguousArray<File?> = []
  private var callCount = 0
  /// The calls that were answered with an error and are applied later, in the order of their receipt.
  private var lateCalls: [(due: Int64, delivery: Delivery)] = []
  private(set) var log = CallLog()

  /// Creates an account without spreadsheets; all its random numbers depend on the seed.
  package init(_ configuration: BackendConfiguration, seed: UInt64) {
    profile = configuration.latency
    keepsCallLog = configuration.keepsCallLog
    quota = Quota(
      configuration.quota, changes: configuration.faults.quotaChanges, projectNumber: configuration.projectNumber)
    faults = FaultInjector(configuration.faults) { SplitMix64(seed: seed, substream: "backend.fault.\($0)") }
    latencies = SplitMix64(seed: seed, substream: "backend.latency")
    ids = SplitMix64(seed: seed, substream: "backend.ids")
  }

  /// Answers a JSON call at once, without latency; a fault that loses the answer is answered with 503.
  package mutating func answer(_ request: RESTRequest, as identity: Identity, at now: Int64) -> RESTAnswer {
    do throws(SheetsError) {
      let call: BackendCall
      do throws(ErrorEnvelope) { call = try BackendCall(request) } catch { throw .refused(error) }
      return try conclude(receive(call, as: identity, at: now), at: now).rest
    } catch {
      return RESTAnswer(error) ?? RESTAnswer(.unavailable)
    }
  }

  // MARK: Receiving

  /// Receives a call and decides its outcome: permission, then quota, then faults, then latency.
  ///
  /// Assumed: a refusal takes the shortest latency of the method, without a random draw. Calls of Drive take as long as
  /// those of spreadsheets.get; they have a quota of their own, which is not modeled, and are neither logged nor disturbed.
  mutating func receive(_ call: BackendCall, as identity: Identity, at now: Int64) -> Reception {
    let who = identities.number(of: identity.name)
    let number = callCount
    guard let method = call.method else {
      let latency = profile.draw(.spreadsheetsGet, from: &latencies)
      return Reception(
        number: nil, latency: latency, fate: .apply(Delivery(call, of: identity, numbered: who, file: nil)))
    }
    callCount += 1
    if keepsCallLog { log.receive(call.request, method, identity: identity, numbered: who, at: now) }

    func refuse(_ error: SheetsError, after: Int64? = nil) -> Reception {
      Reception(number: number, latency: after ?? profile.minimum(method), fate: .refuse(error))
    }
    var file: Int?
    if let id = call.spreadsheetID {
      guard let found = fileIDs.existingNumber(of: id.rawValue),
        let permitted = files[found]?.permits(identity, numbered: who, toWrite: call.needsWriter)
      else { return refuse(.refused(.entityNotFound)) }
      guard permitted else { return refuse(.refused(.callerHasNoPermission)) }
      file = found
    }
    if let refusal = quota.admit(method.access, identity: who, at: now) { return refuse(.refused(refusal)) }
    var percent: Int64 = 100
    var target: AppendTarget?
    var lostAnswer: SheetsError?
    switch faults.verdict(method, at: now) {
    case .pass: break
    case .refuse(let error, let after): return refuse(error, after: after?.wholeNanoseconds)
    case .loseAnswer(let error): lostAnswer = error
    case .applyLate(let error, let delay):
      lateCalls.append((now + delay.wholeNanoseconds, Delivery(call, of: identity, numbered: who, file: file)))
      return refuse(error)
    case .slow(let factor): percent = Int64(factor)
    case .locateEarly:
      applyLateCalls(until: now)
      // An unknown range has no target yet; it is resolved again, and refused, after the latency.
      if case .valuesAppend(let append)? = call.request, let file {
        target = try? files[file]?.workbook.appendTarget(append.data.range)
      }
    }
    return Reception(
      number: number, latency: profile.draw(method, from: &latencies) * percent / 100,
      fate: .apply(
        Delivery(call, of: identity, numbered: who, file: file, target: target, lostAnswer: lostAnswer)))
  }

  /// Counts calls of another client against the quota until one is refused; returns the number of admitted calls.
  mutating func useQuota(_ calls: Int, _ access: SheetsMethod.Access, as identity: Identity, at now: Int64) -> Int {
    let who = identities.number(of: identity.name)
    return (0..<calls).first { _ in !quota.admits(access, identity: who, at: now) } ?? calls
  }

  // MARK: Answering

  /// Applies a call after its latency unless it is refused or failed in flight, and logs the answer.
  ///
  /// - Throws: the failure, the refusal, or the error in place of an answer that is lost.
  mutating func conclude(
    _ reception: Reception, failure: SheetsError? = nil, at now: Int64
  ) throws(SheetsError) -> BackendReply {
    var code = 200
    defer { if keepsCallLog, let number = reception.number { log.answer(number, code: code, at: now) } }
    do throws(SheetsError) {
      if let failure { throw failure }
      switch reception.fate {
      case .refuse(let error): throw error
      case .apply(let delivery):
        applyLateCalls(until: now)
        let reply: BackendReply
        do throws(ErrorEnvelope) {
          reply = try apply(delivery, at: now)
        } catch {
          throw delivery.lostAnswer ?? .refused(error)
        }
        if let lostAnswer = delivery.lostAnswer { throw lostAnswer }
        return reply
      }
    } catch {
      code = error.code ?? 0
      throw error
    }
  }

  /// Applies the late calls that are due, in the order of their times, then of their receipt; they get no answer.
  mutating func applyLateCalls(until now: Int64) {
    guard !lateCalls.isEmpty, lateCalls.contains(where: { $0.due <= now }) else { return }
    let due = lateCalls.filter { $0.due <= now }.enumerated()
      .sorted { ($0.element.due, $0.offset) < ($1.element.due, $1.offset) }.map(\.element)
    lateCalls.removeAll { $0.due <= now }
    for call in due { _ = try? apply(call.delivery, at: call.due) }
  }

  private mutating func apply(_ delivery: Delivery, at now: Int64) throws(ErrorEnvelope) -> BackendReply {
    switch delivery.call {
    case .typed(let request): .typed(try apply(request, delivery, at: now))
    case .rest(let call): .rest(RESTAnswer(try apply(call, delivery, at: now)))
    case .drive(let call): .rest(try apply(call, delivery, at: now))
    }
  }

  /// Applies a request; its spreadsheet may have been removed while it was in flight.
  mutating func apply(
    _ request: SheetsRequest, _ delivery: Delivery, at now: Int64
  ) throws(ErrorEnvelope) -> SheetsReply {
    guard let file = delivery.file else {
      guard case .spreadsheetsCreate(let call) = request else {
        preconditionFailure("\(request.method) without a spreadsheet, expected spreadsheets.create")
      }
      let created = try create(title: call.title, sheets: call.sheets, owner: delivery.caller, at: now)
      guard let workbook = files[created]?.workbook else { throw .entityNotFound }
      return .spreadsheetsCreate(workbook.spreadsheet)
    }
    if request.method.access == .write { try checkProtection(of: file, against: delivery.caller) }
    guard let reply = try files[file]?.workbook.apply(request, appendingAt: delivery.target) else {
      throw .entityNotFound
    }
    if request.method.access == .write { files[file]?.modifiedAt = now }
    return reply
  }

  /// Refuses writes to a spreadsheet with protected ranges by anybody but the owner and the editors.
  ///
  /// Whether a write touches the ranges is not modeled.
  private func checkProtection(of file: Int, against caller: Identity) throws(ErrorEnvelope) {
    guard let ranges = files[file]?.workbook.protectedRanges, !ranges.isEmpty, files[file]?.owner != caller.name else {
      return
    }
    for range in ranges where range["warningOnly"] != true {
      let editors = range.at(["editors", "users"])?.array ?? []
      guard editors.contains(.string(caller.name)) else {
        throw .notSimulated("a write by a non-editor to a spreadsheet with protected ranges")
      }
    }
  }
}

extension BackendReply {
  /// The answer to a call in JSON.
  var rest: RESTAnswer {
    switch self {
    case .typed(let reply): RESTAnswer(reply.json)
    case .rest(let answer): answer
    }
  }
}

extension RESTAnswer {
  /// The answer that a server sends for an error; `nil` where it sends none.
  init?(_ error: SheetsError) {
    switch error {
    case .refused(let envelope): self.init(envelope)
    case .unreadable(let code, let body, _): self.init(status: code, body: Array(body.utf8))
    case .noAnswer, .notSent: return nil
    }
  }
}

// The calls that the backend received, by which the requirements on calls are judged.

import SheetsAPI

/// The calls that a backend received, in order, including refused and unanswered ones.
public struct CallLog: Sendable {
  /// The outcome of a call.
  public enum Outcome: Sendable, Hashable {
    /// The call is still in flight.
    case pending
    /// The call was applied and answered.
    case accepted
    /// The call was answered with an error of this code; only a fault rule may have applied it nevertheless.
    case refused(code: Int)
    /// No answer was sent; only a fault rule may have applied the call nevertheless.
    case noAnswer
  }

  /// A call as the backend saw it.
  public struct Call: Sendable, Hashable {
    /// The number of the call, from 0 in the order of receipt.
    public let number: Int
    /// The method of the call.
    public let method: SheetsMethod
    /// The identity that made the call.
    public let identity: Identity
    /// When the call was received, in nanoseconds since the start of the simulation.
    public let receivedAt: Int64
    /// When the call was answered or abandoned, in nanoseconds since the start; `nil` while it is in flight.
    public let answeredAt: Int64?
    /// The outcome of the call.
    public let outcome: Outcome
    /// The number of requests, ranges or writes in the call; 1 for a method with one.
    public let partCount: Int
    /// The number of rows of each append in the call, `appendCells` or values.append, in order.
    public let appendedRowCounts: [Int]
  }

  /// A call in 48 bytes, because a long run has millions.
  private struct Entry {
    var receivedAt: Int64
    var answeredAt: Int64
    var firstAppend: Int
    var appendCount: Int32
    var identity: Int32
    var partCount: Int32
    /// The code of the answer; 0 for no answer, -1 while in flight.
    var code: Int16
    var method: UInt8
  }

  private var entries: ContiguousArray<Entry> = []
  private var appends: ContiguousArray<Int32> = []
  /// The identities by their number in the backend; `nil` for one without calls.
  private var identities: [Identity?] = []

  init() {}

  /// The number of calls received.
  public var count: Int { entries.count }

  /// The call with this number.
  public subscript(number: Int) -> Call {
    let entry = entries[number]
    let range = entry.firstAppend..<entry.firstAppend + Int(entry.appendCount)
    return Call(
      number: number, method: SheetsMethod.allCases[Int(entry.method)], identity: caller(entry),
      receivedAt: entry.receivedAt, answeredAt: entry.code == -1 ? nil : entry.answeredAt, outcome: outcome(entry),
      partCount: Int(entry.partCount), appendedRowCounts: appends[range].map { Int($0) })
  }

  /// All calls, in the order of receipt.
  public var calls: some RandomAccessCollection<Call> {
    entries.indices.lazy.map { self[$0] }
  }

  private func caller(_ entry: Entry) -> Identity {
    guard let identity = identities[Int(entry.identity)] else {
      preconditionFailure("the call log has no identity with the number \(entry.identity)")
    }
    return identity
  }

  private func outcome(_ entry: Entry) -> Outcome {
    switch entry.code {
    case -1: .pending
    case 0: .noAnswer
    case 200: .accepted
    default: .refused(code: Int(entry.code))
    }
  }

  // MARK: Recording

  /// Records a call; `request` is `nil` for a call without a type in SheetsAPI, which has one part.
  mutating func receive(
    _ request: SheetsRequest?, _ method: SheetsMethod, identity: Identity, numbered identityIndex: Int, at now: Int64
  ) {
    while identities.count <= identityIndex { identities.append(nil) }
    if identities[identityIndex] == nil { identities[identityIndex] = identity }
    let firstAppend = appends.count
    let parts = append(of: request)
    entries.append(
      Entry(
        receivedAt: now, answeredAt: now, firstAppend: firstAppend, appendCount: Int32(appends.count - firstAppend),
        identity: Int32(identityIndex), partCount: Int32(parts), code: -1, method: UInt8(method.ordinal)))
  }

  mutating func answer(_ number: Int, code: Int, at now: Int64) {
    entries[number].code = Int16(code)
    entries[number].answeredAt = now
  }

  /// Records the row counts of the appends in a request and returns the number of its parts.
  private mutating func append(of request: SheetsRequest?) -> Int {
    switch request {
    case nil, .spreadsheetsCreate, .spreadsheetsGet, .valuesGet, .valuesUpdate, .valuesClear: return 1
    case .valuesAppend(let call):
      let lines = call.data.values ?? []
      let rows = call.data.majorDimension == .rows ? lines.count : lines.reduce(0) { max($0, $1.count) }
      appends.append(Int32(rows))
      return 1
    case .spreadsheetsBatchUpdate(let call):
      for part in call.requests {
        switch part {
        case .appendCells(let part): appends.append(Int32(part.rows.count))
        case .other("appendCells", let body): appends.append(Int32(body["rows"]?.array?.count ?? 0))
        default: break
        }
      }
      return call.requests.count
    case .valuesBatchGet(let call): return call.ranges.count
    case .valuesBatchUpdate(let call): return call.data.count
    case .valuesBatchClear(let call): return call.ranges.count
    }
  }

  // MARK: Times

  /// The times at which calls of an access and an identity were received, ascending; `nil` stands for all.
  func times(access: SheetsMethod.Access?, identity: Identity?, from first: Int = 0) -> [Int64] {
    var who: Int32?
    if let identity {
      guard let index = identities.firstIndex(of: identity) else { return [] }
      who = Int32(index)
    }
    let isCounted = MethodTable { access == nil || $0.access == access }
    let methods = SheetsMethod.allCases
    return entries.dropFirst(first).compactMap { entry in
      guard who == nil || entry.identity == who, isCounted[methods[Int(entry.method)]] else { return nil }
      return entry.receivedAt
    }
  }

  /// The identities with calls, sorted by name.
  public var callers: [Identity] { identities.compactMap { $0 }.sorted() }

  /// The row counts of all appends in calls with this outcome, in the order of receipt; `nil` stands for all calls.
  public func appendedRowCounts(outcome wanted: Outcome? = nil) -> [Int] {
    entries.flatMap { entry -> [Int] in
      guard wanted == nil || outcome(entry) == wanted else { return [] }
      return appends[entry.firstAppend..<entry.firstAppend + Int(entry.appendCount)].map { Int($0) }
    }
  }

  /// The number of calls with a method and an outcome; `nil` stands for all.
  public func callCount(method: SheetsMethod? = nil, outcome wanted: Outcome? = nil) -> Int {
    entries.reduce(0) { count, entry in
      let isMethod = method == nil || Int(entry.method) == method?.ordinal
      return count + (isMethod && (wanted == nil || outcome(entry) == wanted) ? 1 : 0)
    }
  }
}

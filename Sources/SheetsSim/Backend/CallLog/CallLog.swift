// Every call that the backend received, as it saw them: what the promises about calls are judged by.

import SheetsAPI

/// The calls that a backend received, in order; refused and unanswered ones too.
public struct CallLog: Sendable {
  /// What came of a call.
  public enum Outcome: Sendable, Hashable {
    /// The call is still in flight.
    case pending
    /// The call was applied and answered.
    case accepted
    /// The call was answered with an error of this code; only a fault rule can have applied it all the same.
    case refused(code: Int)
    /// No answer was sent; only a fault rule can have applied it all the same.
    case noAnswer
  }

  /// One call.
  public struct Call: Sendable, Hashable {
    /// The call's number, from 0 in the order of receipt.
    public let number: Int
    /// The method.
    public let method: SheetsMethod
    /// Who made it.
    public let identity: Identity
    /// When it was received, in nanoseconds since the simulation began.
    public let receivedAt: Int64
    /// When it was answered or given up, in nanoseconds since the simulation began; `nil` while it is in flight.
    public let answeredAt: Int64?
    /// What came of it.
    public let outcome: Outcome
    /// The number of requests, ranges or writes that it carried; 1 for a method that carries one.
    public let partCount: Int
    /// The number of rows in each append that it carried, `appendCells` or values.append, in order.
    public let appendedRowCounts: [Int]
  }

  /// A call in 48 bytes: a long run has millions.
  private struct Entry {
    var receivedAt: Int64
    var answeredAt: Int64
    var firstAppend: Int
    var appendCount: Int32
    var identity: Int32
    var partCount: Int32
    /// The code of the answer; 0 for no answer, -1 in flight.
    var code: Int16
    var method: UInt8
  }

  private var entries: ContiguousArray<Entry> = []
  private var appends: ContiguousArray<Int32> = []
  /// By the backend's number of the identity; `nil` for one that has not called.
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
    guard let identity = identities[Int(entry.identity)] else { preconditionFailure("a call has a caller") }
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

  // MARK: Keeping

  mutating func receive(
    _ request: SheetsRequest, identity: Identity, numbered identityIndex: Int, at now: Int64
  ) {
    while identities.count <= identityIndex { identities.append(nil) }
    if identities[identityIndex] == nil { identities[identityIndex] = identity }
    let firstAppend = appends.count
    let parts = append(of: request)
    entries.append(
      Entry(
        receivedAt: now, answeredAt: now, firstAppend: firstAppend, appendCount: Int32(appends.count - firstAppend),
        identity: Int32(identityIndex), partCount: Int32(parts), code: -1, method: UInt8(request.method.ordinal)))
  }

  mutating func answer(_ number: Int, code: Int, at now: Int64) {
    entries[number].code = Int16(code)
    entries[number].answeredAt = now
  }

  /// Keeps the row counts of the appends in a request and returns the number of its parts.
  private mutating func append(of request: SheetsRequest) -> Int {
    switch request {
    case .spreadsheetsCreate, .spreadsheetsGet, .valuesGet, .valuesUpdate, .valuesClear: return 1
    case .valuesAppend(let call):
      let lines = call.data.values ?? []
      let rows = call.data.majorDimension == .rows ? lines.count : lines.reduce(0) { max($0, $1.count) }
      appends.append(Int32(rows))
      return 1
    case .spreadsheetsBatchUpdate(let call):
      for case .appendCells(let part) in call.requests { appends.append(Int32(part.rows.count)) }
      return call.requests.count
    case .valuesBatchGet(let call): return call.ranges.count
    case .valuesBatchUpdate(let call): return call.data.count
    case .valuesBatchClear(let call): return call.ranges.count
    }
  }

  // MARK: Times

  /// When the calls of this access and identity were received, in order; of all when `nil`.
  func times(access: SheetsMethod.Access?, identity: Identity?) -> [Int64] {
    var who: Int32?
    if let identity {
      guard let index = identities.firstIndex(of: identity) else { return [] }
      who = Int32(index)
    }
    let isCounted = MethodTable { access == nil || $0.access == access }
    let methods = SheetsMethod.allCases
    return entries.compactMap { entry in
      guard who == nil || entry.identity == who, isCounted[methods[Int(entry.method)]] else { return nil }
      return entry.receivedAt
    }
  }

  /// The identities that have called, in the order of their names.
  public var callers: [Identity] { identities.compactMap { $0 }.sorted() }

  /// The sizes of all appends carried by calls with this outcome, in the order of receipt; of all calls when `nil`.
  public func appendedRowCounts(outcome wanted: Outcome? = nil) -> [Int] {
    entries.flatMap { entry -> [Int] in
      guard wanted == nil || outcome(entry) == wanted else { return [] }
      return appends[entry.firstAppend..<entry.firstAppend + Int(entry.appendCount)].map { Int($0) }
    }
  }

  /// The number of calls of a method and with an outcome; `nil` counts all.
  public func callCount(method: SheetsMethod? = nil, outcome wanted: Outcome? = nil) -> Int {
    entries.reduce(0) { count, entry in
      let isMethod = method == nil || Int(entry.method) == method?.ordinal
      return count + (isMethod && (wanted == nil || outcome(entry) == wanted) ? 1 : 0)
    }
  }
}

// The service's policy: everything about it that a scenario may change.

import SheetsAPI

/// How a flush is sent.
public enum FlushMode: String, Sendable, Hashable, CaseIterable {
  /// One values.batchUpdate for the cells, then one values.append for each chunk; not atomic as a whole.
  case twoCalls
  /// One atomic spreadsheets.batchUpdate with `updateCells` and `appendCells`.
  case oneCall
}

/// The maximum number of calls in any 60 seconds.
public struct CallBudget: Sendable, Hashable {
  /// The maximum number of calls of one identity in any 60 s; at least 1.
  public var perIdentity: Int
  /// The maximum number of calls of all identities together in any 60 s; at least 1.
  public var perProject: Int

  /// Creates a budget from two numbers of at least 1.
  public init(perIdentity: Int, perProject: Int) {
    self.perIdentity = perIdentity
    self.perProject = perProject
  }

  /// Just under half of Google's write quota of 60 per minute and user and 300 per project, to leave a share for others.
  public static let writes = CallBudget(perIdentity: 29, perProject: 149)

  /// A tenth below Google's read quota of 60 per minute and user and 300 per project, to allow for network jitter.
  public static let reads = CallBudget(perIdentity: 54, perProject: 270)
}

/// Where a batching service writes, with which identities, how, and how fast.
public struct ServiceConfiguration: Sendable {
  /// The spreadsheet that the service reads and writes.
  public var spreadsheetID: SpreadsheetID
  /// The sheet that operations append their rows to.
  public var log: SheetReference
  /// The identities that share the calls; at least one.
  public var identities: [Identity]
  /// How a flush is sent.
  public var mode: FlushMode
  /// The maximum number of write calls in any 60 s.
  public var writeBudget: CallBudget
  /// The maximum number of read calls in any 60 s.
  public var readBudget: CallBudget
  /// When flushes leave within the budgets.
  public var pacing: PacingPolicy
  /// The maximum number of waiting operations, and of waiting reads; at least 1.
  public var queueLimit: Int
  /// The maximum number of rows in a chunk.
  public var rowsPerChunk: Int
  /// The maximum size of a call, in bytes of JSON; an operation that is larger is split, and refused if it cannot be.
  public var bytesPerCall: Int
  /// How failed calls are retried.
  public var retry: RetryPolicy

  /// Creates a configuration.
  ///
  /// - Parameters:
  ///   - spreadsheetID: the spreadsheet that the service reads and writes.
  ///   - log: the sheet that operations append their rows to.
  ///   - identities: the identities that share the calls; at least one.
  ///   - mode: how a flush is sent.
  ///   - writeBudget: the maximum number of write calls in any 60 s.
  ///   - readBudget: the maximum number of read calls in any 60 s.
  ///   - pacing: when flushes leave within the budgets.
  ///   - queueLimit: the maximum number of waiting operations, and of waiting reads; at least 1.
  ///   - rowsPerChunk: the maximum number of rows in a chunk; a rule of the service, not of Google.
  ///   - bytesPerCall: the maximum size of a call, at least 1,000 bytes; Google recommends at most 2 MB.
  ///   - retry: how failed calls are retried.
  public init(
    spreadsheetID: SpreadsheetID, log: SheetReference, identities: [Identity], mode: FlushMode,
    writeBudget: CallBudget = .writes, readBudget: CallBudget = .reads, pacing: PacingPolicy = .adaptive,
    queueLimit: Int = 10_000, rowsPerChunk: Int = 900, bytesPerCall: Int = 2_000_000,
    retry: RetryPolicy = RetryPolicy()
  ) {
    self.spreadsheetID = spreadsheetID
    self.log = log
    self.identities = identities
    self.mode = mode
    self.writeBudget = writeBudget
    self.readBudget = readBudget
    self.pacing = pacing
    self.queueLimit = queueLimit
    self.rowsPerChunk = rowsPerChunk
    self.bytesPerCall = bytesPerCall
    self.retry = retry
  }

  /// The longest time from the first try of a call until its last can take effect, pacing aside.
  var longestLifeOfARetry: Duration {
    .seconds(180) * retry.maximumAttempts + retry.longestBackoff + Duration(IdempotencyKeys.lateEffectLimit)
  }
}

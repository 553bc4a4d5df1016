// The service's policy: everything about it that a scenario may change.

import SheetsAPI

/// How a flush is carried.
public enum FlushMode: String, Sendable, Hashable, CaseIterable {
  /// One values.batchUpdate for the cells, then one values.append a chunk: not atomic over the two.
  case twoCalls
  /// One spreadsheets.batchUpdate with `updateCells` and `appendCells`: atomic.
  case oneCall
}

/// How many calls may be made in any 60 seconds.
public struct CallBudget: Sendable, Hashable {
  /// The most calls that one identity makes in any 60 s.
  public var perIdentity: Int
  /// The most calls that all identities together make in any 60 s.
  public var perProject: Int

  /// Makes a budget; both numbers are at least 1.
  public init(perIdentity: Int, perProject: Int) {
    self.perIdentity = perIdentity
    self.perProject = perProject
  }

  /// Under half of Google's 60 writes a minute and user, and of its 300 a project, so that other tools have a share.
  public static let writes = CallBudget(perIdentity: 29, perProject: 149)

  /// A tenth below Google's 60 reads a minute and user and 300 a project, against the jitter of a network.
  public static let reads = CallBudget(perIdentity: 54, perProject: 270)
}

/// What a batching service writes to, as whom, how, and how fast.
public struct ServiceConfiguration: Sendable {
  /// The spreadsheet.
  public var spreadsheetID: SpreadsheetID
  /// The sheet that operations append their rows to.
  public var log: SheetReference
  /// The identities that calls are spread over; at least one.
  public var identities: [Identity]
  /// How a flush is carried.
  public var mode: FlushMode
  /// The write calls that any 60 s may hold.
  public var writeBudget: CallBudget
  /// The read calls that any 60 s may hold.
  public var readBudget: CallBudget
  /// When flushes leave within that budget.
  public var pacing: PacingPolicy
  /// The most operations, and the most reads, that wait at the same time.
  public var queueLimit: Int
  /// The most rows that one chunk carries.
  public var rowsPerChunk: Int
  /// The most bytes of JSON that one call carries, unless a single chunk is larger.
  public var bytesPerCall: Int
  /// What is done about calls that fail.
  public var retry: RetryPolicy

  /// Makes a configuration.
  ///
  /// - Parameters:
  ///   - spreadsheetID: the spreadsheet.
  ///   - log: the sheet that operations append their rows to.
  ///   - identities: the users or service accounts that share the calls; at least one.
  ///   - mode: one call a flush, or two.
  ///   - writeBudget: the write calls that any 60 s may hold.
  ///   - readBudget: the read calls that any 60 s may hold.
  ///   - pacing: when flushes leave within that budget.
  ///   - queueLimit: at least 1.
  ///   - rowsPerChunk: the service's own rule, not Google's.
  ///   - bytesPerCall: Google recommends at most 2 MB a request.
  ///   - retry: how failed calls are tried again.
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

  package var destination: Destination { Destination(spreadsheetID: spreadsheetID, log: log) }
}

// The quotas of a project and its identities: reads and writes are counted separately, each against two limits.

import SheetsAPI

/// The limits on calls per minute, and how the minute is measured.
public struct QuotaLimits: Sendable, Hashable {
  /// The maximum number of reads of one identity per minute.
  public var readsPerIdentity: Int
  /// The maximum number of writes of one identity per minute.
  public var writesPerIdentity: Int
  /// The maximum number of reads of all identities together per minute.
  public var readsPerProject: Int
  /// The maximum number of writes of all identities together per minute.
  public var writesPerProject: Int
  /// How the minute is measured.
  public var window: QuotaWindowKind

  /// Creates limits; the defaults are Google's, with a sliding minute.
  ///
  /// Source: "Usage limits", Google Sheets API documentation.
  public init(
    readsPerIdentity: Int = 60, writesPerIdentity: Int = 60, readsPerProject: Int = 300, writesPerProject: Int = 300,
    window: QuotaWindowKind = .sliding
  ) {
    self.readsPerIdentity = readsPerIdentity
    self.writesPerIdentity = writesPerIdentity
    self.readsPerProject = readsPerProject
    self.writesPerProject = writesPerProject
    self.window = window
  }

  /// No limits.
  public static let unlimited = QuotaLimits(
    readsPerIdentity: .max, writesPerIdentity: .max, readsPerProject: .max, writesPerProject: .max)
}

/// Counts the calls of one project against its limits.
package struct Quota {
  private let limits: QuotaLimits
  private let changes: [QuotaChange]
  private let projectNumber: Int
  /// The windows for the reads and for the writes of the project.
  private var project: ContiguousArray<QuotaWindow>
  /// The windows for the reads and for the writes of each identity, in turn.
  private var identities: ContiguousArray<QuotaWindow> = []

  /// Creates a quota without counted calls.
  ///
  /// If several changes set a limit at the same time, the first decides.
  package init(_ limits: QuotaLimits, changes: [QuotaChange] = [], projectNumber: Int) {
    self.limits = limits
    self.changes = changes
    self.projectNumber = projectNumber
    project = [QuotaWindow(limits.window), QuotaWindow(limits.window)]
  }

  /// Counts a call received at `now`, in nanoseconds, or returns why it is refused; a refused call does not count.
  ///
  /// The caller numbers identities from 0. That the error names the limit of the identity if both limits are reached is
  /// assumed.
  package mutating func admit(_ access: SheetsMethod.Access, identity: Int, at now: Int64) -> ErrorEnvelope? {
    guard let reached = count(access, identity: identity, at: now) else { return nil }
    return refusal(access, reached.window, limit: reached.limit, isIdentity: reached.isIdentity, at: now)
  }

  /// Counts a call as `admit` does, and returns whether it did; the words of a refusal take longer than the count.
  package mutating func admits(_ access: SheetsMethod.Access, identity: Int, at now: Int64) -> Bool {
    count(access, identity: identity, at: now) == nil
  }

  /// Counts a call, or returns the limit that it would exceed, with its window.
  private mutating func count(
    _ access: SheetsMethod.Access, identity: Int, at now: Int64
  ) -> (window: QuotaWindow, limit: Int, isIdentity: Bool)? {
    while identities.count <= 2 * identity {
      identities.append(QuotaWindow(limits.window))
      identities.append(QuotaWindow(limits.window))
    }
    let limits = changes.isEmpty ? limits : limits(at: now)
    let identityLimit = access == .read ? limits.readsPerIdentity : limits.writesPerIdentity
    let projectLimit = access == .read ? limits.readsPerProject : limits.writesPerProject
    let offset = access == .read ? 0 : 1
    let windowIndex = 2 * identity + offset
    guard identities[windowIndex].hasHeadroom(at: now, limit: identityLimit) else {
      return (identities[windowIndex], identityLimit, true)
    }
    guard project[offset].hasHeadroom(at: now, limit: projectLimit) else {
      return (project[offset], projectLimit, false)
    }
    identities[windowIndex].count(at: now)
    project[offset].count(at: now)
    return nil
  }

  /// The limits in force at a moment; the first change is applied last, so that it decides.
  private func limits(at now: Int64) -> QuotaLimits {
    var limits = limits
    for change in changes.reversed() where change.isInForce(at: now) { limits = limits.changed(by: change) }
    return limits
  }

  /// The 429, recorded live for the writes of a user; the other three use the same wording.
  ///
  /// `window_start_time` is in seconds of simulated time; its value for a sliding window is assumed.
  private func refusal(
    _ access: SheetsMethod.Access, _ window: QuotaWindow, limit: Int, isIdentity: Bool, at now: Int64
  ) -> ErrorEnvelope {
    let noun = access == .read ? "Read" : "Write"
    let subject = isIdentity ? "user" : "project"
    let metadata = [
      ErrorDetail.Metadatum("consumer", "projects/\(projectNumber)"),
      .init("quota_limit", "\(noun)RequestsPerMinutePer\(isIdentity ? "User" : "Project")"),
      .init("quota_limit_value", "\(limit)"),
      .init("quota_location", "global"),
      .init("quota_metric", "sheets.googleapis.com/\(access.rawValue)_requests"),
      .init("quota_unit", isIdentity ? "1/min/{project}/{user}" : "1/min/{project}"),
      .init("service", "sheets.googleapis.com"),
      .init("window_start_time", "\(window.start(at: now) / 1_000_000_000)"),
    ]
    return ErrorEnvelope(
      .resourceExhausted,
      "Quota exceeded for quota metric '\(noun) requests' and limit '\(noun) requests per minute per \(subject)' "
        + "of service 'sheets.googleapis.com' for consumer 'project_number:\(projectNumber)'.",
      details: [
        .errorInfo(reason: "RATE_LIMIT_EXCEEDED", domain: "googleapis.com", metadata: metadata),
        .help(links: [
          .init(
            description: "Request a higher quota limit.",
            url: "https://cloud.google.com/docs/quotas/help/request_increase")
        ]),
      ])
  }
}

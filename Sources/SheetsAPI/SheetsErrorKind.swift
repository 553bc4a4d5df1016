// What a failed call means for whoever made it: one classification for the client, the service and the simulator.

extension SheetsError {
  /// What a failed call means: what is known of its effect, and whether to try again.
  ///
  /// | kind | applied? | answers |
  /// | --- | --- | --- |
  /// | `refused` | no | 400, 501, and every other code under 500 that has no line of its own |
  /// | `notSent` | no | the request never left: no connection, no host, no TLS, no token |
  /// | `retryable` | no | 409: the call met another one |
  /// | `ambiguous` | maybe, or later | 408, 5xx, an unreadable 2xx, a time-out, a lost connection |
  /// | `quota` | no | 429; 403 with one of the reasons of Google's older services, such as `rateLimitExceeded` |
  /// | `permission` | no | 401, 403: this identity may not; another one might |
  /// | `gone` | no | 404, 410: the spreadsheet does not exist, or this identity cannot see it |
  /// | `canceled` | maybe, or later | the task of the caller was canceled |
  ///
  /// Sources: `google/rpc/code.proto`; Google Drive API, "Resolve errors", for the reasons of a 403.
  public enum Kind: Sendable, Hashable {
    /// The content was refused and would be refused again; nothing was applied.
    case refused
    /// The request never left; nothing was applied.
    case notSent
    /// Refused for this moment; nothing was applied.
    case retryable
    /// The call may have been applied, or may be applied later.
    case ambiguous
    /// Refused for the quota of the identity or of the project; nothing was applied.
    case quota(QuotaSubject)
    /// The identity has no access; nothing was applied.
    case permission
    /// The spreadsheet does not exist, or the identity cannot see it; nothing was applied.
    case gone
    /// The caller no longer wants the call, which may have been applied, or may be applied later.
    case canceled
  }

  /// Whose quota a call exceeded.
  public enum QuotaSubject: Sendable, Hashable {
    case identity
    case project
  }

  /// What the failed call means.
  public var kind: Kind {
    switch self {
    case .notSent: .notSent
    case .noAnswer(.canceled): .canceled
    case .noAnswer: .ambiguous
    case .unreadable(let code, _, _): Self.kind(ofCode: code, quota: .identity)
    case .refused(let envelope):
      envelope.isForRate
        ? .quota(envelope.quotaSubject) : Self.kind(ofCode: envelope.code, quota: envelope.quotaSubject)
    }
  }

  /// Whether the failed call may have been applied, or may be applied later.
  public var isAmbiguous: Bool { kind == .ambiguous || kind == .canceled }

  /// How long the server asks to wait before the next try, by its `Retry-After`; `nil` if it does not say.
  public var retryAfter: Duration? {
    switch self {
    case .refused(let envelope): envelope.retryAfter
    case .unreadable(_, _, let retryAfter): retryAfter
    case .noAnswer, .notSent: nil
    }
  }

  private static func kind(ofCode code: Int, quota: QuotaSubject) -> Kind {
    switch code {
    case ..<300, 408, 500, 502...: .ambiguous
    case 401, 403: .permission
    case 404, 410: .gone
    case 409: .retryable
    case 429: .quota(quota)
    default: .refused
    }
  }
}

extension ErrorEnvelope {
  private static let rateReasons = [
    "RATE_LIMIT_EXCEEDED", "rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded", "dailyLimitExceeded",
  ]

  /// Whether it is a 403 that means a quota, as Google's older services say it.
  fileprivate var isForRate: Bool {
    code == 403
      && details.contains { detail in
        guard case .errorInfo(let reason, _, _) = detail else { return false }
        return Self.rateReasons.contains(reason)
      }
  }

  fileprivate var quotaSubject: SheetsError.QuotaSubject {
    let isForProject = details.contains { detail in
      guard case .errorInfo(_, _, let metadata) = detail else { return false }
      return metadata.contains { $0.key == "quota_limit" && $0.value.hasSuffix("PerProject") }
    }
    return isForProject ? .project : .identity
  }
}

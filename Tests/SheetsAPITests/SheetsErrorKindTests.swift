// What an answer means: one table for the client, the service and the simulator.

import SheetsAPI
import TextFormats
import Testing

@Suite struct `The kind of a failed call` {
  private static func quota(_ limit: String) -> SheetsError {
    let metadata = [ErrorDetail.Metadatum("quota_limit", limit)]
    let detail = ErrorDetail.errorInfo(reason: "RATE_LIMIT_EXCEEDED", domain: "googleapis.com", metadata: metadata)
    return .refused(ErrorEnvelope(.resourceExhausted, "Quota exceeded", details: [detail]))
  }

  private static let refusals: [(SheetsError, SheetsError.Kind)] = [
    (.refused(ErrorEnvelope(.invalidArgument, "range")), .refused),
    (.refused(ErrorEnvelope(.failedPrecondition, "state")), .refused),
    (.refused(ErrorEnvelope(.unauthenticated, "token")), .permission),
    (.refused(ErrorEnvelope(.permissionDenied, "permission")), .permission),
    (.refused(ErrorEnvelope(.notFound, "entity")), .gone),
    (.refused(ErrorEnvelope(.aborted, "aborted")), .retryable),
    (.refused(ErrorEnvelope(.resourceExhausted, "quota")), .quota(.identity)),
    (quota("WriteRequestsPerMinutePerUser"), .quota(.identity)),
    (quota("ReadRequestsPerMinutePerProject"), .quota(.project)),
    (.refused(ErrorEnvelope(.internalError, "internal")), .ambiguous),
    (.refused(ErrorEnvelope(.unimplemented, "not simulated")), .refused),
    (.refused(ErrorEnvelope(.unavailable, "unavailable")), .ambiguous),
    (.refused(ErrorEnvelope(.deadlineExceeded, "deadline")), .ambiguous),
  ]
  private static let codes: [(code: Int, kind: SheetsError.Kind)] = [
    (200, .ambiguous), (204, .ambiguous), (302, .refused), (400, .refused), (401, .permission), (403, .permission),
    (404, .gone), (408, .ambiguous), (409, .retryable), (410, .gone), (413, .refused), (429, .quota(.identity)),
    (500, .ambiguous), (501, .refused), (502, .ambiguous), (504, .ambiguous), (599, .ambiguous),
  ]
  private static let unanswered: [(SheetsError, SheetsError.Kind)] = [
    (.noAnswer(.timedOut), .ambiguous), (.noAnswer(.connectionLost), .ambiguous), (.noAnswer(.canceled), .canceled),
    (.notSent(.noConnection), .notSent), (.notSent(.noHost), .notSent), (.notSent(.notSecure), .notSent),
    (.notSent(.noToken), .notSent),
  ]

  @Test(arguments: refusals + unanswered)
  func `says what is known of its effect`(error: SheetsError, kind: SheetsError.Kind) {
    #expect(error.kind == kind)
  }

  @Test(arguments: codes)
  func `follows from the HTTP status of an unreadable answer`(code: Int, kind: SheetsError.Kind) {
    #expect(SheetsError.unreadable(code: code, body: "<html>").kind == kind)
  }

  @Test(arguments: ["rateLimitExceeded", "userRateLimitExceeded"])
  func `is a quota for a 403 in the style of Google Drive that names a rate`(reason: String) throws {
    let body = """
      {"error": {"errors": [{"domain": "usageLimits", "reason": "\(reason)", "message": "Rate Limit Exceeded"}],
      "code": 403, "message": "Rate Limit Exceeded"}}
      """
    let error = #expect(throws: SheetsError.self) {
      try RESTAnswer(status: 403, body: Array(body.utf8)).reply(to: .valuesAppend)
    }
    #expect(error?.kind == .quota(.identity))
  }

  @Test func `is no permission for a 403 that names none`() {
    let detail = ErrorDetail.errorInfo(
      reason: "ACCESS_TOKEN_SCOPE_INSUFFICIENT", domain: "googleapis.com", metadata: [])
    #expect(SheetsError.refused(ErrorEnvelope(.permissionDenied, "scope", details: [detail])).kind == .permission)
  }
}

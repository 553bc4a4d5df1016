// What a call can bring instead of a reply: a refusal, an unreadable answer, or no answer.

/// An error of a call; the case says what is known about its effect.
public indirect enum SheetsError: Error, Sendable, Hashable {
  /// The backend refused the call with Google's error envelope; a code under 500 means that nothing was applied.
  case refused(ErrorEnvelope)
  /// The answer is not Google's JSON, such as the HTML page of a 502; with 2xx and 5xx the call may have been applied.
  case unreadable(code: Int, body: String, retryAfter: Duration? = nil)
  /// The call got no answer; it may have been applied, or may be applied later.
  case noAnswer(NoAnswer)
  /// The request never left, so that nothing was applied.
  case notSent(NotSent)

  /// The reason why a request never left.
  public enum NotSent: String, Sendable, Hashable {
    /// The server refused the connection, or could not be reached.
    case noConnection = "no connection"
    /// The name of the server could not be resolved.
    case noHost = "no such host"
    /// No secure connection could be established.
    case notSecure = "no secure connection"
    /// The token provider failed or returned a token that no header can carry.
    case noToken = "no access token"
  }

  /// The reason for a missing answer.
  public enum NoAnswer: String, Sendable, Hashable {
    /// The time limit passed before the answer.
    case timedOut = "timed out"
    /// The connection failed or was lost.
    case connectionLost = "connection lost"
    /// The task of the caller was canceled.
    case canceled = "canceled by the caller"
  }

  /// The HTTP status code; `nil` without an answer.
  public var code: Int? {
    switch self {
    case .refused(let envelope): envelope.code
    case .unreadable(let code, _, _): code
    case .noAnswer, .notSent: nil
    }
  }
}

extension SheetsError: CustomStringConvertible {
  /// The error in one line, with its code and status if it has them.
  public var description: String {
    switch self {
    case .refused(let envelope): "\(envelope.code) \(envelope.status.rawValue): \(envelope.message)"
    case .unreadable(let code, let body, _): "HTTP status \(code) with an unreadable body: \(body.prefix(200))"
    case .noAnswer(let reason): "no answer: \(reason.rawValue)"
    case .notSent(let reason): "not sent: \(reason.rawValue)"
    }
  }
}

/// Google's error envelope: `{"error": {"code", "message", "status", "details"?}}`.
///
/// The former `errors[]` is not part of it: live answers of Sheets no longer contain it. From an answer in the style of
/// Google Drive, which has `errors[]` and no status, the reasons are taken into the details.
public struct ErrorEnvelope: Error, Sendable, Hashable {
  /// The canonical codes of `google.rpc.Code` that the Sheets API uses.
  public enum Status: String, Sendable, Hashable {
    case invalidArgument = "INVALID_ARGUMENT"
    case failedPrecondition = "FAILED_PRECONDITION"
    case unauthenticated = "UNAUTHENTICATED"
    case permissionDenied = "PERMISSION_DENIED"
    case notFound = "NOT_FOUND"
    case aborted = "ABORTED"
    case resourceExhausted = "RESOURCE_EXHAUSTED"
    case internalError = "INTERNAL"
    case unimplemented = "UNIMPLEMENTED"
    case unavailable = "UNAVAILABLE"
    case deadlineExceeded = "DEADLINE_EXCEEDED"

    /// The most common status with an HTTP status code; `nil` if no status has it.
    public init?(code: Int) {
      let all: [Self] = [
        .invalidArgument, .unauthenticated, .permissionDenied, .notFound, .aborted, .resourceExhausted,
        .internalError, .unimplemented, .unavailable, .deadlineExceeded,
      ]
      guard let status = all.first(where: { $0.code == code }) else { return nil }
      self = status
    }

    /// The HTTP status code of the status.
    ///
    /// Source: `google/rpc/code.proto`.
    public var code: Int {
      switch self {
      case .invalidArgument, .failedPrecondition: 400
      case .unauthenticated: 401
      case .permissionDenied: 403
      case .notFound: 404
      case .aborted: 409
      case .resourceExhausted: 429
      case .internalError: 500
      case .unimplemented: 501
      case .unavailable: 503
      case .deadlineExceeded: 504
      }
    }
  }

  /// The HTTP status code, which follows from `status`.
  public var code: Int { status.code }
  /// The canonical status, such as `INVALID_ARGUMENT`.
  public var status: Status
  /// The message, meant for developers.
  public var message: String
  /// The typed details; most errors have none.
  public var details: [ErrorDetail]
  /// How long the server asks to wait, by the header `Retry-After`, which is not part of the JSON.
  public var retryAfter: Duration?

  /// Creates an envelope, without details and `Retry-After` by default.
  public init(_ status: Status, _ message: String, details: [ErrorDetail] = [], retryAfter: Duration? = nil) {
    self.status = status
    self.message = message
    self.details = details
    self.retryAfter = retryAfter
  }
}

/// A typed detail of an error; its `@type` selects the case.
public enum ErrorDetail: Sendable, Hashable {
  /// `google.rpc.ErrorInfo`, with its metadata as pairs sorted by key.
  case errorInfo(reason: String, domain: String, metadata: [Metadatum])
  /// `google.rpc.BadRequest`, which names the invalid fields.
  case badRequest(fieldViolations: [FieldViolation])
  /// `google.rpc.Help`, with links to documentation.
  case help(links: [Link])

  /// One entry of an error's metadata.
  public struct Metadatum: Sendable, Hashable {
    /// The key, such as `quota_limit_value`.
    public var key: String
    /// The value, always a text.
    public var value: String

    /// Creates an entry from a key and a value.
    public init(_ key: String, _ value: String) {
      self.key = key
      self.value = value
    }
  }

  /// An invalid field of a request.
  public struct FieldViolation: Sendable, Hashable {
    /// The path of the field, such as `data.values`.
    public var field: String
    /// What is wrong with the field.
    public var description: String

    /// Creates a violation of a field, given by its path.
    public init(field: String, description: String) {
      self.field = field
      self.description = description
    }
  }

  /// A link of a `Help` detail.
  public struct Link: Sendable, Hashable {
    /// What the link leads to.
    public var description: String
    /// The address of the link.
    public var url: String

    /// Creates a link with a description.
    public init(description: String, url: String) {
      self.description = description
      self.url = url
    }
  }
}

// What can come back instead of a reply. A caller decides by the case: refused, unreadable, or nothing at all.

/// Why a call brought no reply.
public enum SheetsError: Error, Sendable, Hashable {
  /// The backend answered with Google's error envelope; a code under 500 means that nothing was applied.
  case refused(ErrorEnvelope)
  /// An answer came that is not Google's JSON, such as the HTML page of a 502; the call may have been applied.
  case unreadable(code: Int, body: String)
  /// No answer came; the call may have been applied, or may be applied later.
  case noAnswer(NoAnswer)

  /// Why no answer came.
  public enum NoAnswer: String, Sendable, Hashable {
    case timedOut = "timed out"
    case connectionLost = "connection lost"
    case canceled = "canceled by the caller"
  }

  /// The HTTP status code; `nil` when no answer came.
  public var code: Int? {
    switch self {
    case .refused(let envelope): envelope.code
    case .unreadable(let code, _): code
    case .noAnswer: nil
    }
  }
}

extension SheetsError: CustomStringConvertible {
  /// The error in one line, with its code and status where it has them.
  public var description: String {
    switch self {
    case .refused(let envelope): "\(envelope.code) \(envelope.status.rawValue): \(envelope.message)"
    case .unreadable(let code, let body): "\(code), not readable as a reply: \(body.prefix(200))"
    case .noAnswer(let reason): "no answer: \(reason.rawValue)"
    }
  }
}

/// Google's error envelope: `{"error": {"code", "message", "status", "details"?}}`.
///
/// The older `errors[]` is not part of it: live answers no longer carry one.
public struct ErrorEnvelope: Error, Sendable, Hashable {
  /// The canonical codes of `google.rpc.Code` that the Sheets API answers with.
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

    /// The HTTP code that the status travels under.
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

  /// The HTTP status code.
  public var code: Int { status.code }
  /// The canonical status.
  public var status: Status
  /// The sentence that Google writes for people.
  public var message: String
  /// The typed details; empty for most errors.
  public var details: [ErrorDetail]

  /// Makes an envelope.
  public init(_ status: Status, _ message: String, details: [ErrorDetail] = []) {
    self.status = status
    self.message = message
    self.details = details
  }
}

/// A typed detail of an error, by its `@type`.
public enum ErrorDetail: Sendable, Hashable {
  /// `google.rpc.ErrorInfo`; the metadata is kept as pairs sorted by key.
  case errorInfo(reason: String, domain: String, metadata: [Metadatum])
  /// `google.rpc.BadRequest`, which names the fields that could not be read.
  case badRequest(fieldViolations: [FieldViolation])
  /// `google.rpc.Help`.
  case help(links: [Link])

  /// One entry of an error's metadata.
  public struct Metadatum: Sendable, Hashable {
    /// The key, such as `quota_limit_value`.
    public var key: String
    /// The value, always text.
    public var value: String

    /// Makes an entry.
    public init(_ key: String, _ value: String) {
      self.key = key
      self.value = value
    }
  }

  /// A field of a request that could not be read.
  public struct FieldViolation: Sendable, Hashable {
    /// The field by its path, such as `data.values`.
    public var field: String
    /// What is wrong with it.
    public var description: String

    /// Makes a violation.
    public init(field: String, description: String) {
      self.field = field
      self.description = description
    }
  }

  /// A link of a `Help` detail.
  public struct Link: Sendable, Hashable {
    /// What the link is for.
    public var description: String
    /// Where it leads.
    public var url: String

    /// Makes a link.
    public init(description: String, url: String) {
      self.description = description
      self.url = url
    }
  }
}

// Converts Google's error envelope to and from JSON.

import TextFormats

extension ErrorEnvelope {
  /// The envelope as JSON, the body of an error answer.
  public var json: JSON {
    var error: JSON = ["code": JSON(code), "message": .string(message), "status": .string(status.rawValue)]
    if !details.isEmpty { error["details"] = .array(details.map(\.json)) }
    return ["error": error]
  }

  /// Parses an envelope; `nil` if the JSON is not one.
  ///
  /// Details of other types than those of `ErrorDetail` are dropped.
  public init?(json: JSON) {
    guard let error = json["error"],
      let status = error["status"]?.string.flatMap(Status.init(rawValue:))
        ?? error["code"]?.number.flatMap(Int.init(exactly:)).flatMap(Status.init(code:))
    else { return nil }
    let details = (error["details"]?.array ?? []).compactMap(ErrorDetail.init)
    let reasons = (error["errors"]?.array ?? []).compactMap { entry in
      entry["reason"]?.string.map {
        ErrorDetail.errorInfo(reason: $0, domain: entry["domain"]?.string ?? "", metadata: [])
      }
    }
    self.init(status, error["message"]?.string ?? "", details: details.isEmpty ? reasons : details)
  }
}

extension ErrorDetail {
  private static let prefix = "type.googleapis.com/google.rpc."

  var json: JSON {
    switch self {
    case .errorInfo(let reason, let domain, let metadata):
      let entries = metadata.map { JSONObject.Member($0.key, .string($0.value)) }
      return [
        "@type": .string(Self.prefix + "ErrorInfo"), "reason": .string(reason), "domain": .string(domain),
        "metadata": .object(JSONObject(entries)),
      ]
    case .badRequest(let violations):
      let entries = violations.map { ["field": .string($0.field), "description": .string($0.description)] as JSON }
      return ["@type": .string(Self.prefix + "BadRequest"), "fieldViolations": .array(entries)]
    case .help(let links):
      let entries = links.map { ["description": .string($0.description), "url": .string($0.url)] as JSON }
      return ["@type": .string(Self.prefix + "Help"), "links": .array(entries)]
    }
  }

  init?(json: JSON) {
    switch json["@type"]?.string {
    case Self.prefix + "ErrorInfo":
      let entries = json["metadata"]?.object?.members ?? []
      let metadata = entries.map { Metadatum($0.name, $0.value.string ?? "") }.sorted { $0.key < $1.key }
      self = .errorInfo(
        reason: json["reason"]?.string ?? "", domain: json["domain"]?.string ?? "", metadata: metadata)
    case Self.prefix + "BadRequest":
      let entries = json["fieldViolations"]?.array ?? []
      self = .badRequest(
        fieldViolations: entries.map {
          FieldViolation(field: $0["field"]?.string ?? "", description: $0["description"]?.string ?? "")
        })
    case Self.prefix + "Help":
      let entries = json["links"]?.array ?? []
      self = .help(
        links: entries.map { Link(description: $0["description"]?.string ?? "", url: $0["url"]?.string ?? "") })
    default: return nil
    }
  }
}

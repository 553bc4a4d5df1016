// A request and an answer of the REST interface, independent of any connection.

import TextFormats

/// An HTTP request of the REST interface.
public struct RESTRequest: Sendable, Hashable {
  /// A decoded query parameter.
  public struct Parameter: Sendable, Hashable {
    /// The decoded name.
    public var name: String
    /// The decoded value.
    public var value: String

    /// Creates a parameter from a decoded name and value.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The HTTP method in capitals, such as `POST`.
  public var method: String
  /// The percent-encoded path, such as `/v4/spreadsheets/ID/values/A1%3AB2:append`.
  public var path: String
  /// The percent-encoded query, without the question mark.
  public var query: String
  /// The body in UTF-8; empty if there is none.
  public var body: [UInt8]

  /// Creates a request from an encoded path and query.
  public init(method: String, path: String, query: String = "", body: [UInt8] = []) {
    self.method = method
    self.path = path
    self.query = query
    self.body = body
  }

  /// Creates a request from decoded parameters, which are encoded here.
  public init(method: String, path: String, parameters: [Parameter], body: JSON? = nil) {
    self.init(
      method: method, path: path,
      query: parameters.map { "\(PercentEncoding.encoded($0.name))=\(PercentEncoding.encoded($0.value))" }
        .joined(separator: "&"),
      body: body?.bytes ?? [])
  }

  /// The decoded query parameters; `+` is a space.
  public var parameters: [Parameter] {
    query.split(separator: "&").map { part in
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return Parameter(
        PercentEncoding.decoded(sides[0], plusIsSpace: true),
        sides.count > 1 ? PercentEncoding.decoded(sides[1], plusIsSpace: true) : "")
    }
  }
}

/// An HTTP answer of the REST interface.
public struct RESTAnswer: Sendable, Hashable {
  /// The HTTP status code.
  public var status: Int
  /// The body in UTF-8; empty if there is none.
  public var body: [UInt8]

  /// Creates an answer from a status code and a body.
  public init(status: Int, body: [UInt8]) {
    self.status = status
    self.body = body
  }

  /// Creates an answer with status 200 and a reply as its body.
  public init(_ json: JSON) { self.init(status: 200, body: json.bytes) }

  /// Creates an answer with an error as its status and body.
  public init(_ error: ErrorEnvelope) { self.init(status: error.code, body: error.json.bytes) }
}

/// Percent-encoding by RFC 3986 of everything but unreserved characters.
package enum PercentEncoding {
  package static func encoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        bytes.append(byte)
      default:
        bytes.append(UInt8(ascii: "%"))
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A `%` without two hexadecimal digits after it stays; bytes that are not UTF-8 become U+FFFD.
  package static func decoded(_ text: some StringProtocol, plusIsSpace: Bool = false) -> String {
    let source = Array(text.utf8)
    var bytes: [UInt8] = []
    var index = 0
    while index < source.count {
      let byte = source[index]
      if byte == UInt8(ascii: "%"), index + 2 < source.count,
        let value = UInt8(String(decoding: source[index + 1...index + 2], as: UTF8.self), radix: 16),
        source[index + 1] != UInt8(ascii: "+"), source[index + 1] != UInt8(ascii: "-")
      {
        bytes.append(value)
        index += 3
      } else {
        bytes.append(plusIsSpace && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
        index += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

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
      query: PercentEncoding.query(parameters),
      body: body?.bytes ?? [])
  }

  /// The decoded query parameters; `+` is a space.
  public var parameters: [Parameter] {
    PercentEncoding.parameters(query)
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
    if text.utf8.allSatisfy(isUnreserved) { return text }
    var bytes: [UInt8] = []
    append(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The query of these parameters, without the question mark.
  static func query(_ parameters: [RESTRequest.Parameter]) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(128)
    for parameter in parameters {
      if !bytes.isEmpty { bytes.append(UInt8(ascii: "&")) }
      append(parameter.name, to: &bytes)
      bytes.append(UInt8(ascii: "="))
      append(parameter.value, to: &bytes)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    if text.utf8.allSatisfy(isUnreserved) { return bytes.append(contentsOf: text.utf8) }
    for byte in text.utf8 {
      if isUnreserved(byte) {
        bytes.append(byte)
      } else {
        bytes.append(UInt8(ascii: "%"))
        for digit in [byte >> 4, byte & 15] { bytes.append(digit + UInt8(ascii: digit < 10 ? "0" : "7")) }
      }
    }
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"):
      true
    default: false
    }
  }

  /// The decoded parameters of a query.
  static func parameters(_ query: String) -> [RESTRequest.Parameter] {
    var query = query
    return query.withUTF8 { bytes in
      bytes.split(separator: UInt8(ascii: "&")).map { part in
        let end = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
        return RESTRequest.Parameter(
          decoded(part[..<end], plusIsSpace: true), decoded(part[end...].dropFirst(), plusIsSpace: true))
      }
    }
  }

  /// A `%` without two hexadecimal digits after it stays; bytes that are not UTF-8 become U+FFFD.
  package static func decoded(_ text: some StringProtocol) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
    var text = String(text)
    return text.withUTF8 { decoded($0[...], plusIsSpace: false) }
  }

  private static func decoded(_ text: Slice<UnsafeBufferPointer<UInt8>>, plusIsSpace: Bool) -> String {
    // The result is never longer than the text.
    String(unsafeUninitializedCapacity: text.count) { bytes in
      var (index, count) = (text.startIndex, 0)
      while index < text.endIndex {
        let byte = text[index]
        bytes[count] = plusIsSpace && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte
        index += 1
        if byte == UInt8(ascii: "%"), index + 1 < text.endIndex, let high = digit(text[index]),
          let low = digit(text[index + 1])
        {
          bytes[count] = high << 4 | low
          index += 2
        }
        count += 1
      }
      return count
    }
  }

  /// The value of a hexadecimal digit.
  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"): (byte & 7) + 9
    default: nil
    }
  }
}

// One input of the fuzz: what is given to a parser or to the REST interface, and how people are shown it.

import SheetsAPI
import SheetsSim
import TextFormats

/// What an input is given to.
package enum FuzzKind: String, CaseIterable {
  /// A text for the parser of A1 notation.
  case notation = "A1 notation"
  /// A reference that is printed and parsed.
  case reference = "A1 references"
  /// Bytes for the parser of JSON.
  case json = "JSON"
  /// A request whose body was mutated.
  case body = "request bodies"
  /// A request whose method, path or query was mutated.
  case path = "paths and queries"
}

/// An input with what it is given to.
package enum FuzzInput {
  case notation(String)
  case reference(A1Reference)
  case json([UInt8])
  case body(RESTRequest)
  case path(RESTRequest)

  package var kind: FuzzKind {
    switch self {
    case .notation: .notation
    case .reference: .reference
    case .json: .json
    case .body: .body
    case .path: .path
    }
  }

  /// The input in one line of ASCII.
  package var shown: String {
    switch self {
    case .notation(let text): text.debugDescription
    case .reference(let reference): "\(reference)".debugDescription
    case .json(let bytes): Self.shown(bytes)
    case .body(let request), .path(let request):
      "\(request.method) \(request.path.debugDescription) query \(request.query.debugDescription) "
        + "body \(Self.shown(request.body))"
    }
  }

  private static func shown(_ bytes: [UInt8]) -> String {
    bytes.reduce(into: "") { text, byte in
      let isPlain = byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\\")
      text += isPlain ? String(UnicodeScalar(byte)) : "\\x" + String(UInt16(byte) + 256, radix: 16).dropFirst()
    }
  }
}

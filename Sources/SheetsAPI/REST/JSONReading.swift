// Reads the fields of a body, with Google's messages for invalid ones.

import TextFormats

extension ErrorEnvelope {
  /// 400 for a field with an invalid value; the message is recorded for `data.values`.
  package static func invalidField(_ field: String, type: String, _ value: JSON) -> ErrorEnvelope {
    let shown = value.string.map { "\"\($0)\"" } ?? value.text
    let sentence = "Invalid value at '\(field)' (\(type)), \(shown)"
    return ErrorEnvelope(
      .invalidArgument, sentence,
      details: [.badRequest(fieldViolations: [.init(field: field, description: sentence)])])
  }

  /// 400 for an unknown field; the message is quoted in issues of client libraries.
  package static func unknownName(_ name: String, at field: String) -> ErrorEnvelope {
    let location = field.isEmpty ? "" : " at '\(field)'"
    let sentence = "Invalid JSON payload received. Unknown name \"\(name)\"\(location): Cannot find field."
    return ErrorEnvelope(
      .invalidArgument, sentence,
      details: [.badRequest(fieldViolations: [.init(field: field, description: sentence)])])
  }

  /// 400 for a body that is not JSON; Google's message is modeled up to the location.
  package static func noJSON(_ error: JSONSyntaxError) -> ErrorEnvelope {
    ErrorEnvelope(.invalidArgument, "Invalid JSON payload received. \(error)")
  }
}

/// A field of a body with its path for messages; `null` counts as missing.
package struct JSONField: Sendable {
  /// Where a field is in the body; its text is made for messages alone, which few bodies need.
  private enum Location: Sendable {
    case path(String)
    indirect case member(Location, String)
    indirect case element(Location, Int)

    var path: String {
      switch self {
      case .path(let path): path
      case .member(let outer, let name): "\(outer.path).\(name)"
      case .element(let outer, let index): "\(outer.path)[\(index)]"
      }
    }
  }

  package let json: JSON?
  private let location: Location

  package init(_ json: JSON?, _ path: String) { self.init(json, .path(path)) }

  private init(_ json: JSON?, _ location: Location) {
    if case .null? = json { self.json = nil } else { self.json = json }
    self.location = location
  }

  package var path: String { location.path }

  package subscript(name: String) -> JSONField {
    if case .path("") = location { return JSONField(json?[name], name) }
    return JSONField(json?[name], .member(location, name))
  }

  package var exists: Bool { json != nil }

  package func string() throws(ErrorEnvelope) -> String? {
    guard let json else { return nil }
    guard let text = json.string else { throw .invalidField(path, type: "TYPE_STRING", json) }
    return text
  }

  package func integer() throws(ErrorEnvelope) -> Int? {
    guard let json else { return nil }
    guard let number = json.integer, Int32(exactly: number) != nil else {
      throw .invalidField(path, type: "TYPE_INT32", json)
    }
    return number
  }

  package func boolean() throws(ErrorEnvelope) -> Bool? {
    guard let json else { return nil }
    guard let truth = json.boolean else { throw .invalidField(path, type: "TYPE_BOOL", json) }
    return truth
  }

  package func number() throws(ErrorEnvelope) -> Double? {
    guard let json else { return nil }
    guard let number = json.number else { throw .invalidField(path, type: "TYPE_DOUBLE", json) }
    return number
  }

  /// The elements of an array; empty if the field is missing.
  ///
  /// - Throws: 400 if the field is not an array.
  package func elements(type: String) throws(ErrorEnvelope) -> [JSONField] {
    guard let array = try array(type: type) else { return [] }
    return array.enumerated().map { JSONField($1, .element(location, $0)) }
  }

  /// The values of an array; `nil` if the field is missing.
  ///
  /// - Throws: 400 if the field is not an array.
  package func array(type: String) throws(ErrorEnvelope) -> [JSON]? {
    guard let json else { return nil }
    guard let array = json.array else { throw .invalidField(path, type: type, json) }
    return array
  }

  /// The case of an enumeration; `nil` if the field is missing.
  ///
  /// - Throws: 400 if the field is not one of the cases.
  package func word<Word: RawRepresentable<String>>(_ type: String) throws(ErrorEnvelope) -> Word? {
    guard let json else { return nil }
    guard let word = json.string.flatMap(Word.init(rawValue:)) else {
      throw .invalidField(path, type: "type.googleapis.com/google.apps.sheets.v4.\(type)", json)
    }
    return word
  }
}

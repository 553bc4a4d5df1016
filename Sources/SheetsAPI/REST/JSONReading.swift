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
package struct JSONField {
  package let json: JSON?
  package let path: String

  package init(_ json: JSON?, _ path: String) {
    self.json = json == .null ? nil : json
    self.path = path
  }

  package subscript(name: String) -> JSONField {
    JSONField(json?[name], path.isEmpty ? name : "\(path).\(name)")
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
    guard let json else { return [] }
    guard let array = json.array else { throw .invalidField(path, type: type, json) }
    return array.enumerated().map { JSONField($1, "\(path)[\($0)]") }
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

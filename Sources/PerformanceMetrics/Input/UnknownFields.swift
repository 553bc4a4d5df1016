// Fields that a newer writer put into a file: kept, so that reading a file and writing it again loses nothing.

/// The fields of a JSON object that this version has no name for.
struct UnknownFields: Sendable, Hashable {
  private let values: [String: JSONValue]

  /// No such fields.
  static let none = UnknownFields(values: [:])

  private init(values: [String: JSONValue]) { self.values = values }

  /// Reads what an object holds beside the fields that are known.
  init<Known: CodingKey & CaseIterable>(from decoder: any Decoder, beside known: Known.Type) throws {
    let container = try decoder.container(keyedBy: AnyKey.self)
    let names = Set(Known.allCases.map(\.stringValue))
    var values: [String: JSONValue] = [:]
    for key in container.allKeys where !names.contains(key.stringValue) {
      values[key.stringValue] = try container.decode(JSONValue.self, forKey: key)
    }
    self.values = values
  }

  /// Writes the fields into the object that holds the known ones.
  func encode(to encoder: any Encoder) throws {
    guard !values.isEmpty else { return }
    var container = encoder.container(keyedBy: AnyKey.self)
    for (name, value) in values.sorted(by: { $0.key < $1.key }) {
      try container.encode(value, forKey: AnyKey(stringValue: name))
    }
  }
}

/// Any name as a key.
struct AnyKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }
  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

/// A JSON value of any form.
private enum JSONValue: Codable, Sendable, Hashable {
  case null
  case boolean(Bool)
  case integer(Int64)
  case number(Double)
  case text(String)
  case array([JSONValue])
  case object([String: JSONValue])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let truth = try? container.decode(Bool.self) {
      self = .boolean(truth)
    } else if let integer = try? container.decode(Int64.self) {
      self = .integer(integer)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let array = try? container.decode([JSONValue].self) {
      self = .array(array)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .boolean(let truth): try container.encode(truth)
    case .integer(let integer): try container.encode(integer)
    case .number(let number): try container.encode(number)
    case .text(let text): try container.encode(text)
    case .array(let array): try container.encode(array)
    case .object(let object): try container.encode(object)
    }
  }
}

// A JSON value whose objects keep the order of their members, so that the same value is always the same text.

/// A JSON value.
public enum JSON: Sendable, Hashable {
  case null
  case boolean(Bool)
  case number(Double)
  case string(String)
  case array([JSON])
  case object(JSONObject)
}

/// The members of a JSON object, in their order.
///
/// Objects of this API have few members, so a member is looked for from the end to the beginning: the last of two of
/// one name counts.
public struct JSONObject: Sendable, Hashable {
  /// One member.
  public struct Member: Sendable, Hashable {
    /// The name.
    public var name: String
    /// The value.
    public var value: JSON

    /// Makes a member.
    public init(_ name: String, _ value: JSON) {
      self.name = name
      self.value = value
    }
  }

  /// The members, in their order.
  public var members: [Member]

  /// Makes an object.
  public init(_ members: [Member] = []) {
    self.members = members
  }

  /// The value of a member; `nil` when there is none, and setting `nil` removes it.
  public subscript(name: String) -> JSON? {
    get { members.last { $0.name == name }?.value }
    set {
      guard let newValue else { return members.removeAll { $0.name == name } }
      if let index = members.lastIndex(where: { $0.name == name }) {
        members[index].value = newValue
      } else {
        members.append(Member(name, newValue))
      }
    }
  }
}

extension JSON {
  /// An object of these members, without those that are `nil`.
  public static func members(_ members: KeyValuePairs<String, JSON?>) -> JSON {
    .object(JSONObject(members.compactMap { name, value in value.map { JSONObject.Member(name, $0) } }))
  }

  /// The value of a member; `nil` when this is no object or has no such member.
  ///
  /// Setting makes an object of this.
  public subscript(name: String) -> JSON? {
    get { if case .object(let object) = self { object[name] } else { nil } }
    set {
      var object = self.object ?? JSONObject()
      object[name] = newValue
      self = .object(object)
    }
  }

  /// The value at a path of members.
  public func at(_ path: [String]) -> JSON? {
    var value: JSON? = self
    for name in path { value = value?[name] }
    return value
  }

  /// The value with another at a path of members, whose objects are made where they are missing; `nil` removes.
  public mutating func set(_ path: ArraySlice<String>, to value: JSON?) {
    guard let name = path.first else {
      if let value { self = value }
      return
    }
    if path.count == 1 {
      self[name] = value
      return
    }
    var inner = self[name] ?? .object(JSONObject())
    inner.set(path.dropFirst(), to: value)
    self[name] = inner
  }

  /// The object; `nil` when this is none.
  public var object: JSONObject? { if case .object(let object) = self { object } else { nil } }
  /// The elements; `nil` when this is no array.
  public var array: [JSON]? { if case .array(let array) = self { array } else { nil } }
  /// The text; `nil` when this is none.
  public var string: String? { if case .string(let text) = self { text } else { nil } }
  /// The truth value; `nil` when this is none.
  public var boolean: Bool? { if case .boolean(let truth) = self { truth } else { nil } }
  /// The number; `nil` when this is none.
  public var number: Double? { if case .number(let number) = self { number } else { nil } }
  /// The number as an integer; `nil` when this is none that fits.
  ///
  /// Text in digits counts, as Google takes it.
  public var integer: Int? {
    switch self {
    case .number(let number): Int(exactly: number)
    case .string(let text): Int(text)
    default: nil
    }
  }
  /// Whether this is null.
  public var isNull: Bool { self == .null }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// A text.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A number.
  public init(integerLiteral value: Int) { self = .number(Double(value)) }
  /// A truth value.
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  /// An array.
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }
  /// An object, its members in the order of the literal.
  public init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(JSONObject(elements.map { JSONObject.Member($0, $1) }))
  }
  /// An integer.
  public init(_ integer: Int) { self = .number(Double(integer)) }
}

// A JSON value whose objects keep the order of their members, so that equal values are always equal text.

/// A JSON value.
public enum JSON: Sendable, Hashable {
  /// The literal `null`.
  case null
  /// The literal `true` or `false`.
  case boolean(Bool)
  /// A finite number; integers are exact below 2^53.
  case number(Double)
  /// A text, unescaped.
  case string(String)
  /// The elements of an array, in order.
  case array([JSON])
  /// The members of an object, in order.
  case object(JSONObject)
}

extension JSON {
  /// Creates an object with these members, leaving out those that are `nil`.
  public static func members(_ members: KeyValuePairs<String, JSON?>) -> JSON {
    var present: [JSONObject.Member] = []
    present.reserveCapacity(members.count)
    for (name, value) in members { if let value { present.append(JSONObject.Member(name, value)) } }
    return .object(JSONObject(present))
  }

  /// The value of a member; `nil` if this is not an object or has no such member.
  ///
  /// Setting a member turns any other value into an object.
  public subscript(name: String) -> JSON? {
    get { if case .object(let object) = self { object[name] } else { nil } }
    set {
      var object = self.object ?? JSONObject()
      object[name] = newValue
      self = .object(object)
    }
  }

  /// The value at a path of member names; `nil` if the path leads nowhere.
  public func at(_ path: [String]) -> JSON? {
    var value: JSON? = self
    for name in path { value = value?[name] }
    return value
  }

  /// Sets the value at a path of member names, creating missing objects on the way; `nil` removes the member.
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

  /// The members, if this is an object.
  public var object: JSONObject? { if case .object(let object) = self { object } else { nil } }
  /// The elements, if this is an array.
  public var array: [JSON]? { if case .array(let array) = self { array } else { nil } }
  /// The text, if this is a string.
  public var string: String? { if case .string(let text) = self { text } else { nil } }
  /// The truth value, if this is a Boolean.
  public var boolean: Bool? { if case .boolean(let truth) = self { truth } else { nil } }
  /// The number, if this is one.
  public var number: Double? { if case .number(let number) = self { number } else { nil } }
  /// The integer, if this is a number or, as Google accepts it, a string of digits.
  public var integer: Int? {
    switch self {
    case .number(let number): Int(exactly: number)
    case .string(let text): Int(text)
    default: nil
    }
  }
  /// The integer, if this is a number that a `Double` represents exactly: a whole number below 2^53 in magnitude.
  package var wholeNumber: Int64? {
    guard case .number(let number) = self, number.magnitude < 9_007_199_254_740_992 else { return nil }
    return Int64(exactly: number)
  }
  /// Whether this is the literal `null`.
  public var isNull: Bool { if case .null = self { true } else { false } }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// Creates a string.
  public init(stringLiteral value: String) { self = .string(value) }
  /// Creates a number.
  public init(integerLiteral value: Int) { self = .number(Double(value)) }
  /// Creates a Boolean.
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  /// Creates an array.
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }
  /// Creates an object whose members have the order of the literal.
  public init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(JSONObject(elements.map { JSONObject.Member($0, $1) }))
  }
  /// Creates a number from an integer, exact below 2^53.
  public init(_ integer: Int) { self = .number(Double(integer)) }
}

/// The members of a JSON object, in their order.
///
/// A lookup searches from the end, which is fast for the few members that objects usually have: if a name occurs twice,
/// the last member counts.
public struct JSONObject: Sendable, Hashable {
  /// A name with its value.
  public struct Member: Sendable, Hashable {
    /// The name of the member, unescaped.
    public var name: String
    /// The value of the member.
    public var value: JSON

    /// Creates a member from a name and a value.
    public init(_ name: String, _ value: JSON) {
      self.name = name
      self.value = value
    }
  }

  /// The members, in their order.
  public var members: [Member]

  /// Creates an object with these members, empty by default.
  public init(_ members: [Member] = []) {
    self.members = members
  }

  /// The value of a member; `nil` if there is none, and setting `nil` removes the member.
  public subscript(name: String) -> JSON? {
    get {
      // By index, because a copy of each member that is passed costs more than its comparison.
      for index in members.indices.reversed() where members[index].name == name { return members[index].value }
      return nil
    }
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

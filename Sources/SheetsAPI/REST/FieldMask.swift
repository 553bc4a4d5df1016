// Field masks select the parts of a reply to return, or of a request to apply.

import TextFormats

/// A mask of fields, such as `sheets(properties.title,data/rowData)` or `*`.
///
/// Source: "Read & write", field masks, Google Sheets API guide; `google.protobuf.FieldMask`. Recorded: both a slash and a
/// dot separate the names of a path.
public struct FieldMask: Sendable, Hashable {
  /// The paths, in the order of the mask; `*` stands for every member.
  public let paths: [[String]]

  /// Parses a mask; `nil` if its parentheses do not match or a name is missing.
  public init?(_ text: String) {
    var reader = Reader(rest: text[...])
    guard let paths = reader.list(), reader.rest.isEmpty else { return nil }
    self.paths = paths
  }

  /// The selected part of a value; an object on a path is kept even if it becomes empty.
  public func applied(to json: JSON) -> JSON {
    Self.filter(json, paths.map { $0[...] }) ?? .object(JSONObject())
  }

  /// Whether the mask selects this path, part of it, or something that contains it.
  public func touches(_ path: [String]) -> Bool {
    paths.contains { own in zip(own, path).allSatisfy { $0 == $1 || $0 == "*" } }
  }

  private static func filter(_ json: JSON, _ paths: [ArraySlice<String>]) -> JSON? {
    if paths.contains(where: \.isEmpty) { return json }
    switch json {
    case .array(let elements): return .array(elements.map { filter($0, paths) ?? .object(JSONObject()) })
    case .object(let object):
      return .object(
        JSONObject(
          object.members.compactMap { member in
            let inner = paths.filter { $0.first == member.name || $0.first == "*" }.map { $0.dropFirst() }
            if inner.isEmpty { return nil }
            return filter(member.value, inner).map { .init(member.name, $0) }
          }))
    default: return nil
    }
  }

  private struct Reader {
    var rest: Substring

    mutating func list(depth: Int = 0) -> [[String]]? {
      guard depth < 20 else { return nil }
      var paths: [[String]] = []
      repeat {
        guard let item = item(depth) else { return nil }
        paths += item
      } while skip(",")
      return paths
    }

    private mutating func item(_ depth: Int) -> [[String]]? {
      var path: [String] = []
      repeat {
        let name = rest.prefix { !",()./ ".contains($0) }
        if name.isEmpty { return nil }
        path.append(String(name))
        rest = rest.dropFirst(name.count)
      } while skip(".") || skip("/")
      guard skip("(") else { return [path] }
      guard let inner = list(depth: depth + 1), skip(")") else { return nil }
      return inner.map { path + $0 }
    }

    private mutating func skip(_ character: Character) -> Bool {
      while rest.first == " " { rest.removeFirst() }
      guard rest.first == character else { return false }
      rest.removeFirst()
      while rest.first == " " { rest.removeFirst() }
      return true
    }
  }
}

// Paths into JSON, as error messages show them.

/// A step of a path into JSON: the name of a member or the index of an element.
package enum JSONKey: CodingKey, Sendable, Hashable {
  case name(String)
  case index(Int)

  package init(stringValue: String) { self = .name(stringValue) }
  package init(intValue: Int) { self = .index(intValue) }

  package var stringValue: String {
    switch self {
    case .name(let name): name
    case .index(let index): "\(index)"
    }
  }

  package var intValue: Int? { if case .index(let index) = self { index } else { nil } }
}

extension [any CodingKey] {
  /// The path as messages show it, such as `metrics[4].scenario.seed`.
  package var jsonPath: String {
    reduce(into: "") { path, key in
      if let index = key.intValue {
        path += "[\(index)]"
      } else {
        path += path.isEmpty ? key.stringValue : ".\(key.stringValue)"
      }
    }
  }
}

extension JSON {
  /// The value at a path; `nil` if the path leads nowhere.
  package subscript(path: [any CodingKey]) -> JSON? {
    path.reduce(Optional(self)) { value, key in
      switch (value, key.intValue) {
      case (.array(let elements), let index?): elements.indices.contains(index) ? elements[index] : nil
      case (let value?, nil): value[key.stringValue]
      default: nil
      }
    }
  }
}

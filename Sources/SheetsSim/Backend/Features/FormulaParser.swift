// Parses formulas into a tree of numbers, texts, cells, operators and some functions.

import SheetsAPI

/// The syntax tree of a formula.
indirect enum Formula: Hashable {
  case value(CellValue)
  /// An error literal, such as the `#REF!` of a deleted cell.
  case failure(FormulaError)
  case reference(A1Reference)
  case negated(Formula)
  case percent(Formula)
  case operation(String, Formula, Formula)
  case call(String, [Formula])

  /// The maximum length of a formula, in bytes.
  static let lengthLimit = 2000

  /// Parses a formula with its equals sign; `nil` if it is malformed.
  init?(_ text: String) {
    guard text.hasPrefix("="), text.utf8.count <= Self.lengthLimit else { return nil }
    var parser = FormulaParser(rest: Array(text.dropFirst())[...])
    guard let formula = parser.expression(0), parser.isAtEnd else { return nil }
    self = formula
  }

  /// The names of the called functions, with repetitions.
  var functions: [String] {
    switch self {
    case .value, .failure, .reference: []
    case .negated(let inner), .percent(let inner): inner.functions
    case .operation(_, let left, let right): left.functions + right.functions
    case .call(let name, let arguments): [name] + arguments.flatMap(\.functions)
    }
  }

  /// The supported functions.
  static let functionNames: Set<String> = [
    "SUM", "AVERAGE", "COUNT", "COUNTA", "MIN", "MAX", "IF", "AND", "OR", "NOT", "ABS", "LEN", "UPPER", "LOWER",
    "CONCATENATE", "CONCAT", "TRUE", "FALSE", "PRODUCT", "HYPERLINK", "ROW", "COLUMN",
  ]
}

private struct FormulaParser {
  var rest: ArraySlice<Character>
  private var depth = 0

  init(rest: ArraySlice<Character>) { self.rest = rest }

  var isAtEnd: Bool {
    mutating get {
      skipSpaces()
      return rest.isEmpty
    }
  }

  private static let operators = [["=", "<>", "<=", ">=", "<", ">"], ["&"], ["+", "-"], ["*", "/"], ["^"]]

  private mutating func skipSpaces() { rest = rest.drop { $0.isWhitespace } }

  private mutating func skip(_ text: String) -> Bool {
    skipSpaces()
    guard rest.starts(with: text) else { return false }
    rest = rest.dropFirst(text.count)
    return true
  }

  private mutating func operation(_ level: Int) -> String? {
    // Longer operators first, so that `<` does not match the start of `<=`.
    for text in Self.operators[level].sorted(by: { $0.count > $1.count }) where skip(text) { return text }
    return nil
  }

  mutating func expression(_ level: Int) -> Formula? {
    depth += 1
    defer { depth -= 1 }
    guard depth < 200 else { return nil }
    if level == Self.operators.count { return prefixed() }
    guard var left = expression(level + 1) else { return nil }
    while let operation = operation(level) {
      guard let right = expression(level + 1) else { return nil }
      left = .operation(operation, left, right)
    }
    return left
  }

  private mutating func prefixed() -> Formula? {
    depth += 1
    defer { depth -= 1 }
    guard depth < 200 else { return nil }
    if skip("-") { return prefixed().map { .negated($0) } }
    if skip("+") { return prefixed() }
    guard var value = primary() else { return nil }
    while skip("%") { value = .percent(value) }
    return value
  }

  private mutating func primary() -> Formula? {
    skipSpaces()
    guard let first = rest.first else { return nil }
    if skip("(") {
      guard let inner = expression(0), skip(")") else { return nil }
      return inner
    }
    if first == "\"" { return text() }
    if first == "#" {
      for text in FormulaError.all where skip(text) { return .failure(FormulaError(text: text)) }
      return nil
    }
    if first.isASCII, first.isNumber || first == "." {
      let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      // A range of whole rows, such as 1:2, starts with a digit too.
      if rest.dropFirst(number.count).first != ":" {
        rest = rest.dropFirst(number.count)
        guard let value = Double(String(number)) else { return nil }
        return .value(.number(value))
      }
    }
    return name()
  }

  private mutating func text() -> Formula? {
    var text = ""
    rest.removeFirst()
    while let character = rest.popFirst() {
      if character == "\"" {
        guard rest.first == "\"" else { return .value(.string(text)) }
        rest.removeFirst()
      }
      text.append(character)
    }
    return nil
  }

  private mutating func name() -> Formula? {
    var name = ""
    if rest.first == "'" {
      repeat {
        name.append("'")
        rest.removeFirst()
        while let character = rest.first, character != "'" {
          name.append(character)
          rest.removeFirst()
        }
        guard rest.first == "'" else { return nil }
        name.append("'")
        rest.removeFirst()
      } while rest.first == "'"
    }
    let word = rest.prefix { $0.isLetter || $0.isNumber || "_.!:$".contains($0) }
    rest = rest.dropFirst(word.count)
    name += String(word)
    guard !name.isEmpty else { return nil }
    if skip("(") {
      var arguments: [Formula] = []
      if skip(")") { return .call(name.uppercased(), []) }
      repeat {
        guard let argument = expression(0) else { return nil }
        arguments.append(argument)
      } while skip(",") || skip(";")
      return skip(")") ? .call(name.uppercased(), arguments) : nil
    }
    switch name.uppercased() {
    case "TRUE": return .value(.boolean(true))
    case "FALSE": return .value(.boolean(false))
    default: return A1Reference(parsing: name).map { .reference($0) }
    }
  }
}

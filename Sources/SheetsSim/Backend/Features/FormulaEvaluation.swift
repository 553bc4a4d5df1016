// Evaluates formulas to a value or an error.

import SheetsAPI

/// An error that a cell shows instead of a value, such as `#REF!`.
struct FormulaError: Error, Hashable {
  let text: String

  static let division = FormulaError(text: "#DIV/0!")
  static let value = FormulaError(text: "#VALUE!")
  static let reference = FormulaError(text: "#REF!")
  static let name = FormulaError(text: "#NAME?")
  static let number = FormulaError(text: "#NUM!")
  static let arguments = FormulaError(text: "#N/A")
  static let all = ["#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#ERROR!"]
}

/// Evaluates formulas; `cells` returns the values of a reference, row by row, and `nil` for an unknown one.
struct FormulaEvaluation {
  let position: CellPosition
  let cells: (A1Reference) -> [[CellValue]]?

  func value(of formula: Formula) throws(FormulaError) -> CellValue {
    switch formula {
    case .value(let value): return value
    case .failure(let error): throw error
    case .reference:
      // If one value is needed, a range stands for its first cell.
      return try values(of: formula).first ?? .null
    case .negated(let inner): return .number(-(try number(inner)))
    case .percent(let inner): return .number(try number(inner) / 100)
    case .operation(let name, let left, let right): return try operation(name, left, right)
    case .call(let name, let arguments): return try call(name, arguments)
    }
  }

  private func values(of formula: Formula) throws(FormulaError) -> [CellValue] {
    guard case .reference(let reference) = formula else { return [try value(of: formula)] }
    guard let rows = cells(reference) else { throw .name }
    let values = rows.flatMap { $0 }
    for case .string(let text) in values where FormulaError.all.contains(text) { throw FormulaError(text: text) }
    return values
  }

  private func number(_ formula: Formula) throws(FormulaError) -> Double {
    try Self.number(try value(of: formula))
  }

  private static func number(_ value: CellValue) throws(FormulaError) -> Double {
    switch value {
    case .null: return 0
    case .number(let number): return number
    case .boolean(let truth): return truth ? 1 : 0
    case .string(let text):
      if text.isEmpty { return 0 }
      guard case .number(let number) = EnteredText(reading: text).value else { throw .value }
      return number
    }
  }

  private static func text(_ value: CellValue) -> String {
    if case .string(let text) = value.rendered(.formattedValue) { return text }
    return ""
  }

  private func finite(_ number: Double) throws(FormulaError) -> CellValue {
    guard number.isFinite else { throw .number }
    return .number(number)
  }

  private func operation(_ name: String, _ left: Formula, _ right: Formula) throws(FormulaError) -> CellValue {
    if name == "&" { return .string(Self.text(try value(of: left)) + Self.text(try value(of: right))) }
    if ["=", "<>", "<", ">", "<=", ">="].contains(name) {
      let order = SortOrder.compare(try value(of: left), try value(of: right))
      let holds =
        switch name {
        case "=": order == 0
        case "<>": order != 0
        case "<": order < 0
        case ">": order > 0
        case "<=": order <= 0
        default: order >= 0
        }
      return .boolean(holds)
    }
    let (first, second) = (try number(left), try number(right))
    switch name {
    case "+": return try finite(first + second)
    case "-": return try finite(first - second)
    case "*": return try finite(first * second)
    case "/":
      if second == 0 { throw .division }
      return try finite(first / second)
    default:
      // Integral exponents by repeated multiplication, because libm differs between systems.
      guard let power = Int(exactly: second), power.magnitude <= 1024 else { throw .number }
      var result = 1.0
      for _ in 0..<power.magnitude { result *= first }
      if power < 0, result == 0 { throw .division }
      return try finite(power < 0 ? 1 / result : result)
    }
  }

  private func numbers(_ arguments: [Formula]) throws(FormulaError) -> [Double] {
    var numbers: [Double] = []
    for argument in arguments {
      let isReference = if case .reference = argument { true } else { false }
      for value in try values(of: argument) {
        // In a range, only numbers count; a single argument is converted to a number.
        if case .number(let number) = value {
          numbers.append(number)
        } else if !isReference {
          numbers.append(try Self.number(value))
        }
      }
    }
    return numbers
  }

  private func call(_ name: String, _ arguments: [Formula]) throws(FormulaError) -> CellValue {
    switch name {
    case "SUM": return try finite(try numbers(arguments).reduce(0, +))
    case "PRODUCT": return try finite(try numbers(arguments).reduce(1, *))
    case "COUNT": return .number(Double(try numbers(arguments).count))
    case "AVERAGE":
      let numbers = try numbers(arguments)
      if numbers.isEmpty { throw .division }
      return try finite(numbers.reduce(0, +) / Double(numbers.count))
    case "MIN": return .number(try numbers(arguments).min() ?? 0)
    case "MAX": return .number(try numbers(arguments).max() ?? 0)
    case "COUNTA":
      var count = 0
      for argument in arguments { count += try values(of: argument).count { !$0.isNull && $0 != .string("") } }
      return .number(Double(count))
    case "AND", "OR":
      var result = name == "AND"
      for argument in arguments {
        for value in try values(of: argument) where !value.isNull {
          let truth = try Self.number(value) != 0
          result = name == "AND" ? result && truth : result || truth
        }
      }
      return .boolean(result)
    case "CONCATENATE", "CONCAT":
      var text = ""
      for argument in arguments { for value in try values(of: argument) { text += Self.text(value) } }
      return .string(text)
    case "TRUE", "FALSE": return .boolean(name == "TRUE")
    case "ROW" where arguments.isEmpty: return .number(Double(position.row + 1))
    case "COLUMN" where arguments.isEmpty: return .number(Double(position.column + 1))
    default: break
    }
    guard let first = arguments.first else { throw .arguments }
    switch name {
    case "IF":
      if try number(first) != 0 { return arguments.count > 1 ? try value(of: arguments[1]) : .boolean(true) }
      return arguments.count > 2 ? try value(of: arguments[2]) : .boolean(false)
    case "NOT": return .boolean(try number(first) == 0)
    case "ABS": return .number(try number(first).magnitude)
    case "LEN": return .number(Double(Self.text(try value(of: first)).utf16.count))
    case "UPPER": return .string(Self.text(try value(of: first)).uppercased())
    case "LOWER": return .string(Self.text(try value(of: first)).lowercased())
    case "HYPERLINK": return arguments.count > 1 ? try value(of: arguments[1]) : try value(of: first)
    default: throw .name
    }
  }
}

/// The order of values for sorting and comparison.
enum SortOrder {
  /// Compares two values, with a result below, equal to or above zero.
  ///
  /// Numbers come before texts, texts before Booleans; case is ignored in texts. Source: "Sort & filter your data", Google
  /// Docs Editors help. That case decides only ties is assumed.
  static func compare(_ left: CellValue, _ right: CellValue) -> Int {
    switch (left, right) {
    case (.number(let left), .number(let right)): return left < right ? -1 : left == right ? 0 : 1
    case (.string(let left), .string(let right)):
      let (first, second) = (left.lowercased(), right.lowercased())
      return first < second ? -1 : first == second ? 0 : 1
    case (.boolean(let left), .boolean(let right)): return left == right ? 0 : right ? -1 : 1
    default: return rank(left) - rank(right)
    }
  }

  private static func rank(_ value: CellValue) -> Int {
    switch value {
    case .number: 0
    case .string: 1
    case .boolean: 2
    case .null: 3
    }
  }
}

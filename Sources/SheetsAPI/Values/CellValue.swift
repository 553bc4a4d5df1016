// The scalars that cross the wire in the values methods: JSON's null, number, string and boolean.

/// A cell's value as the values methods carry it.
public enum CellValue: Sendable, Hashable {
  /// In a write: leave the cell as it is. In an appended row: an empty cell. A reply never holds it.
  case null
  /// A number; finite.
  case number(Double)
  /// Text; in a write, the empty text clears the cell.
  case string(String)
  /// A truth value.
  case boolean(Bool)
}

extension CellValue {
  /// Whether it is null.
  public var isNull: Bool {
    if case .null = self { true } else { false }
  }
}

extension CellValue: ExpressibleByStringLiteral, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
  /// Text.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// A number.
  public init(integerLiteral value: Int) { self = .number(Double(value)) }
  /// A truth value.
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  /// Null.
  public init(nilLiteral: ()) { self = .null }
}

/// What a user has entered in a cell: `ExtendedValue` of the API.
public enum ExtendedValue: Sendable, Hashable {
  case number(Double)
  case string(String)
  case boolean(Bool)
  case formula(String)
}

extension ExtendedValue {
  /// The value of a cell as `updateCells` writes it; `nil` for null, which empties the cell there.
  public init?(_ value: CellValue) {
    switch value {
    case .null: return nil
    case .number(let number): self = .number(number)
    case .string(let text): self = .string(text)
    case .boolean(let truth): self = .boolean(truth)
    }
  }
}

/// A cell of `updateCells` and `appendCells`: `CellData` of the API.
public struct CellData: Sendable, Hashable {
  /// What the cell holds; `nil` empties it where the request's field mask names the value.
  public var userEnteredValue: ExtendedValue?

  /// Makes a cell.
  public init(userEnteredValue: ExtendedValue?) {
    self.userEnteredValue = userEnteredValue
  }

  /// Makes a cell from a value of the values methods; null becomes an empty cell.
  public init(_ value: CellValue) {
    userEnteredValue = ExtendedValue(value)
  }
}

/// A row of `updateCells` and `appendCells`: `RowData` of the API.
public struct RowData: Sendable, Hashable {
  /// The cells, from the row's first column on.
  public var values: [CellData]

  /// Makes a row.
  public init(values: [CellData]) {
    self.values = values
  }

  /// Makes a row from values of the values methods.
  public init(_ values: [CellValue]) {
    self.values = values.map { CellData($0) }
  }
}

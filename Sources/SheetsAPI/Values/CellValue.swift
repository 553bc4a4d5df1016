// The values of cells: JSON scalars in the values methods, typed values in spreadsheets.batchUpdate.

/// The value of a cell in the values methods.
public enum CellValue: Sendable, Hashable {
  /// No value: a write leaves the cell unchanged, an append leaves it empty, and a reply never contains it.
  case null
  /// A finite number.
  case number(Double)
  /// A text; writing the empty text clears the cell.
  case string(String)
  /// A Boolean, shown as `TRUE` or `FALSE`.
  case boolean(Bool)
}

extension CellValue {
  /// Whether the value is `null`.
  public var isNull: Bool {
    if case .null = self { true } else { false }
  }
}

extension CellValue: ExpressibleByStringLiteral, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
  /// Creates a text.
  public init(stringLiteral value: String) { self = .string(value) }
  /// Creates a number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// Creates a number, exact below 2^53.
  public init(integerLiteral value: Int) { self = .number(Double(value)) }
  /// Creates a Boolean.
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  /// Creates `null`.
  public init(nilLiteral: ()) { self = .null }
}

/// The value that was entered into a cell: `ExtendedValue` of the API.
public enum ExtendedValue: Sendable, Hashable {
  case number(Double)
  case string(String)
  case boolean(Bool)
  case formula(String)
}

extension ExtendedValue {
  /// Creates the value that `updateCells` writes; `nil` for `null`, because `updateCells` clears a cell without a value.
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
  /// The value; `nil` clears the cell if the field mask of the request includes the value.
  public var userEnteredValue: ExtendedValue?

  /// Creates a cell with a value, or without one to clear it.
  public init(userEnteredValue: ExtendedValue?) {
    self.userEnteredValue = userEnteredValue
  }

  /// Creates a cell from a value of the values methods; `null` becomes an empty cell.
  public init(_ value: CellValue) {
    userEnteredValue = ExtendedValue(value)
  }
}

/// A row of `updateCells` and `appendCells`: `RowData` of the API.
public struct RowData: Sendable {
  /// What the row was created from, kept as it is because services write thousands of rows of plain values.
  package enum Content: Sendable {
    case values([CellValue])
    case cells([CellData])
  }

  package private(set) var content: Content

  /// Creates a row of cells.
  public init(values: [CellData]) {
    content = .cells(values)
  }

  /// Creates a row from values of the values methods; `null` becomes an empty cell.
  public init(_ values: [CellValue]) {
    content = .values(values)
  }

  /// The cells, starting at the first column of the row.
  public var values: [CellData] {
    get {
      switch content {
      case .values(let values): values.map { CellData($0) }
      case .cells(let cells): cells
      }
    }
    set { content = .cells(newValue) }
  }

  /// The number of cells.
  package var count: Int {
    switch content {
    case .values(let values): values.count
    case .cells(let cells): cells.count
    }
  }
}

extension RowData: Hashable {
  /// Whether two rows have equal cells, however they were created.
  public static func == (one: RowData, other: RowData) -> Bool { one.values == other.values }

  /// Hashes the cells, however the row was created.
  public func hash(into hasher: inout Hasher) { hasher.combine(values) }
}

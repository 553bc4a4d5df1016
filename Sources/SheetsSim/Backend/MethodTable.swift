// A table of values by method, without hashing.

import SheetsAPI

/// A table with a value for each method of the API.
public struct MethodTable<Value: Sendable>: Sendable {
  private let values: [Value]

  /// Creates a table with the values that `value` returns.
  public init(_ value: (SheetsMethod) -> Value) {
    values = SheetsMethod.allCases.map(value)
  }

  /// The value for a method.
  public subscript(method: SheetsMethod) -> Value { values[method.ordinal] }
}

extension SheetsMethod {
  /// The index of the method in `allCases`.
  var ordinal: Int {
    switch self {
    case .spreadsheetsCreate: 0
    case .spreadsheetsGet: 1
    case .spreadsheetsBatchUpdate: 2
    case .valuesGet: 3
    case .valuesBatchGet: 4
    case .valuesUpdate: 5
    case .valuesBatchUpdate: 6
    case .valuesAppend: 7
    case .valuesClear: 8
    case .valuesBatchClear: 9
    }
  }
}

// A value for each method, found without hashing.

import SheetsAPI

/// One value for each method of the API.
public struct MethodTable<Value: Sendable>: Sendable {
  private let values: [Value]

  /// Gives every method the value that `value` returns for it.
  public init(_ value: (SheetsMethod) -> Value) {
    values = SheetsMethod.allCases.map(value)
  }

  /// The value of a method.
  public subscript(method: SheetsMethod) -> Value { values[method.ordinal] }
}

extension SheetsMethod {
  /// The method's index in `allCases`.
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

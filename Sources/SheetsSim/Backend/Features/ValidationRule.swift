// Data validation rules, which refuse invalid values, and their conditions.

import SheetsAPI
import TextFormats

/// A strict data validation rule of a cell.
struct ValidationRule {
  private let condition: String
  private let values: [String]
  private let inputMessage: String?

  /// Parses a rule; `nil` for one that is not strict and only warns.
  init?(_ json: JSON?) {
    guard let json, json["strict"] == true, let condition = json.at(["condition", "type"])?.string else { return nil }
    self.condition = condition
    values = (json.at(["condition", "values"])?.array ?? []).map { $0["userEnteredValue"]?.string ?? "" }
    inputMessage = json["inputMessage"]?.string
  }

  /// Checks a value against the rule.
  ///
  /// Documented: a strict rule rejects invalid input, and what each condition means. The message is that of scripts in the
  /// editor; that the API uses it too, or the message of the rule instead, is assumed.
  ///
  /// - Throws: 400 for an invalid value, 501 if the condition is not modeled.
  func check(_ value: CellValue, isFormula: Bool, at cell: String) throws(ErrorEnvelope) {
    if value.isNull || value == .string(""), !isFormula { return }
    guard !isFormula, let accepts = accepts(value) else {
      throw .notSimulated("a write to a cell with the validation \(condition)")
    }
    if accepts { return }
    let list =
      condition == "ONE_OF_LIST" ? " Please enter one of the following values: \(values.joined(separator: ", "))." : ""
    throw .invalid(
      inputMessage ?? "The data you entered in cell \(cell) violates the data validation rules set on this cell.\(list)"
    )
  }

  /// Source: `ConditionType`, Google Sheets API reference.
  private func accepts(_ value: CellValue) -> Bool? {
    let text: String
    switch value.rendered(.formattedValue) {
    case .string(let shown): text = shown
    default: return nil
    }
    // The value of a condition may be a formula, which is not modeled.
    if values.contains(where: { $0.hasPrefix("=") }) { return nil }
    switch condition {
    case "ONE_OF_LIST": return values.contains(text)
    case "BOOLEAN" where values.isEmpty: return if case .boolean = value { true } else { false }
    case "BOOLEAN": return values.contains(text)
    case "TEXT_CONTAINS": return values.first.map { text.lowercased().contains($0.lowercased()) }
    case "TEXT_NOT_CONTAINS": return values.first.map { !text.lowercased().contains($0.lowercased()) }
    case "TEXT_EQ": return values.first.map { text.lowercased() == $0.lowercased() }
    default: return acceptsNumber(value)
    }
  }

  private func acceptsNumber(_ value: CellValue) -> Bool? {
    var bounds: [Double] = []
    for text in values {
      guard case .number(let bound) = EnteredText(reading: text).value else { return nil }
      bounds.append(bound)
    }
    guard condition.hasPrefix("NUMBER_"), let low = bounds.first, let high = bounds.last else { return nil }
    guard case .number(let number) = value else { return false }
    switch condition {
    case "NUMBER_GREATER": return number > low
    case "NUMBER_GREATER_THAN_EQ": return number >= low
    case "NUMBER_LESS": return number < low
    case "NUMBER_LESS_THAN_EQ": return number <= low
    case "NUMBER_EQ": return number == low
    case "NUMBER_NOT_EQ": return number != low
    case "NUMBER_BETWEEN": return low <= number && number <= high
    case "NUMBER_NOT_BETWEEN": return number < low || high < number
    default: return nil
    }
  }
}

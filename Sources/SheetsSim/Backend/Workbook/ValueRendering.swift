// Renders stored values by the option of a read.

import SheetsAPI

extension CellValue {
  /// The value as a read with this option returns it.
  ///
  /// Recorded: 53 reads `53`, 1.45 reads `1.45`, 2^-10 reads `0.0009765625`. A date entered as `2020-01-01` reads the same;
  /// unformatted or as FORMULA it is 43831, or its text if dates are requested as formatted strings.
  func rendered(
    _ option: ValueRenderOption, dates: DateTimeRenderOption = .serialNumber, format: NumberFormat? = nil
  ) -> CellValue {
    let showsText = option == .formattedValue || (dates == .formattedString && format?.isDate == true)
    guard showsText else { return self }
    switch self {
    case .null, .string: return self
    case .boolean(let truth): return .string(truth ? "TRUE" : "FALSE")
    case .number(let number): return .string(format?.text(of: number) ?? GeneralNumber.text(of: number))
    }
  }
}

extension CellValue {
  /// Whether the text of the value depends on the locale, unlike that of integers without a format.
  func isLocal(format: NumberFormat?) -> Bool {
    switch self {
    case .null, .string: false
    case .boolean: true
    case .number(let number): format != nil || number != number.rounded(.towardZero)
    }
  }
}

/// Transposes rows and columns; short lines are padded with `filler`.
func transposed(_ lines: [[CellValue]], filler: CellValue) -> [[CellValue]] {
  let width = lines.reduce(0) { max($0, $1.count) }
  return (0..<width).map { index in
    lines.map { index < $0.count ? $0[index] : filler }
  }
}

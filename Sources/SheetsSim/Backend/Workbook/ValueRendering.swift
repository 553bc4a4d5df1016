// How a stored value reads, by the option of the read.

import SheetsAPI

extension CellValue {
  /// The value as a read with this option answers it.
  ///
  /// FORMULA is the unformatted value, since no cell holds a formula. Recorded: 53 reads `53`, 1.45 reads `1.45`, 2^-10
  /// reads `0.0009765625`. Assumed: how many digits a longer fraction has (here the shortest that are exact), and
  /// numbers of 2^53 and more.
  func rendered(_ option: ValueRenderOption) -> CellValue {
    guard option == .formattedValue else { return self }
    switch self {
    case .null, .string: return self
    case .boolean(let truth): return .string(truth ? "TRUE" : "FALSE")
    case .number(let number):
      guard number == number.rounded(.towardZero), number.magnitude < 9_007_199_254_740_992 else {
        return .string(number.description.uppercased())
      }
      return .string(String(Int64(number)))
    }
  }
}

/// Turns rows into columns or back; a short line is filled up with `filler`.
func transposed(_ lines: [[CellValue]], filler: CellValue) -> [[CellValue]] {
  let width = lines.reduce(0) { max($0, $1.count) }
  return (0..<width).map { place in
    lines.map { place < $0.count ? $0[place] : filler }
  }
}

// Numbers as people read them, in integer arithmetic, so that a table is the same text everywhere.

/// Writes numbers with their units: `612 ms`, `1.23 s`, `29 calls`, `1.003×`, `1.5 MB`.
///
/// Times and bytes keep three significant digits, rounded half up; a number that needs fewer is exact: `1 s` is one second,
/// `1.00 s` is nearly one.
package enum Quantity {
  /// A number in its unit.
  package static func text(_ value: Int64, _ unit: MetricUnit) -> String {
    switch unit {
    case .nanoseconds: scaled(value, [("ns", 1), ("µs", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000)])
    case .bytes: scaled(value, [("B", 1), ("kB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000)])
    case .permille: decimal(value, digits: 3) + "×"
    case .callsPerSecond: grouped(value) + " calls/s"
    case .count: grouped(value)
    case .calls, .operations, .rows, .chunks:
      "\(grouped(value)) \(value.magnitude == 1 ? String(unit.rawValue.dropLast()) : unit.rawValue)"
    }
  }

  /// Two numbers that are to be told apart: to the last digit when they would look equal otherwise.
  package static func pair(_ one: Int64, _ other: Int64, _ unit: MetricUnit) -> (String, String) {
    let short = (text(one, unit), text(other, unit))
    guard one != other, short.0 == short.1 else { return short }
    let name = unit == .bytes ? "B" : unit.rawValue
    return ("\(grouped(one)) \(name)", "\(grouped(other)) \(name)")
  }

  /// A difference with its sign: `+200 ms`, `−1 call`, `±0 ns`.
  package static func change(_ value: Int64, _ unit: MetricUnit) -> String {
    let sign = value > 0 ? "+" : value < 0 ? "−" : "±"
    return sign + text(Int64(clamping: value.magnitude), unit)
  }

  /// Thousandths as a percentage with its sign: 327 is `+32.7 %`.
  package static func percentChange(permille: Int64) -> String {
    let sign = permille > 0 ? "+" : permille < 0 ? "−" : "±"
    return sign + decimal(Int64(clamping: permille.magnitude), digits: 1) + " %"
  }

  /// A tolerance: `20 %`, `1 call`, `none`.
  package static func tolerance(_ tolerance: Tolerance, _ unit: MetricUnit) -> String {
    switch tolerance {
    case .relative(percent: 0), .absolute(0): "none"
    case .relative(let percent): "\(percent) %"
    case .absolute(let amount): text(amount, unit)
    }
  }

  /// A number with a comma between thousands: 100,000.
  package static func grouped(_ value: Int64) -> String {
    let digits = String(value.magnitude)
    var groups: [Substring] = []
    var rest = Substring(digits)
    while rest.count > 3 {
      groups.insert(rest.suffix(3), at: 0)
      rest = rest.dropLast(3)
    }
    return (value < 0 ? "−" : "") + ([rest] + groups).joined(separator: ",")
  }

  /// A number of 10⁻ᵈⁱᵍⁱᵗˢ with its decimal point: 1003 with 3 digits is `1.003`.
  private static func decimal(_ value: Int64, digits: Int) -> String {
    let scale = (0..<digits).reduce(UInt64(1)) { scale, _ in scale * 10 }
    let fraction = String(value.magnitude % scale)
    return (value < 0 ? "−" : "") + grouped(Int64(clamping: value.magnitude / scale)) + "."
      + String(repeating: "0", count: digits - fraction.count) + fraction
  }

  /// Three significant digits in the largest unit that leaves a whole number before the point.
  private static func scaled(_ value: Int64, _ units: [(name: String, size: Int128)]) -> String {
    let magnitude = Int128(value.magnitude)
    let sign = value < 0 ? "−" : ""
    var index = units.lastIndex { magnitude >= $0.size } ?? 0
    // Rounding can reach the next unit: 999.6 µs is 1.00 ms.
    if index + 1 < units.count, (magnitude * 2 + units[index].size) / (units[index].size * 2) >= 1_000,
      magnitude % units[index].size != 0
    {
      index += 1
    }
    let (name, size) = units[index]
    // As many digits behind the point as three significant ones leave, after rounding: 9.996 s is 10.0 s.
    func rounded(_ digits: Int) -> Int128 { (magnitude * [1, 10, 100][digits] * 2 + size) / (size * 2) }
    let digits = [2, 1].first { rounded($0) < 1_000 } ?? 0
    guard digits > 0 else { return "\(sign)\(grouped(Int64(clamping: rounded(0)))) \(name)" }
    var text = decimal(Int64(clamping: rounded(digits)), digits: digits)
    if rounded(digits) * size == magnitude * [1, 10, 100][digits] {
      while text.hasSuffix("0") { text.removeLast() }
      if text.hasSuffix(".") { text.removeLast() }
    }
    return "\(sign)\(text) \(name)"
  }
}

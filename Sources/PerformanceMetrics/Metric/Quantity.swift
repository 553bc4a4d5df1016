// Numbers as people read them, in integer arithmetic, so that a table is the same text everywhere.

/// Writes numbers with their units: `612 ms`, `1.23 s`, `29 calls`, `1.1 calls`, `1.003×`, `1.5 MB`.
///
/// They keep three significant digits and whatever stands before the point, rounded half up; a number that needs fewer is
/// exact: `1 s` is one second, `1.00 s` is nearly one. A ratio has three digits behind the point, or as many as show that
/// it is not 0.
package enum Quantity {
  /// A number in its unit.
  package static func text(_ value: Int64, _ unit: MetricUnit) -> String { text(Amount(value, unit), unit) }

  /// A mean or a ratio in its unit.
  package static func text(_ fraction: Fraction, _ unit: MetricUnit) -> String { text(Amount(fraction), unit) }

  /// Two numbers that are to be told apart: with as many digits as it takes when they would look equal otherwise.
  package static func pair(_ one: Fraction, _ other: Fraction, _ unit: MetricUnit) -> (String, String) {
    let short = (text(one, unit), text(other, unit))
    if one.compared(with: other) == 0 || essence(short.0) != essence(short.1) { return short }
    let name = unit == .bytes ? "B" : unit == .count ? "" : unit.rawValue
    let suffix = unit == .permille ? "×" : name.isEmpty ? "" : " \(name)"
    let amounts = (Amount(one), Amount(other))
    // One digit more where the first that tells them apart does so by rounding; the counts where no digit does.
    let digits = (0...Amount.digits).first { amounts.0.decimal($0) != amounts.1.decimal($0) }
      .map { amounts.0.isExact($0) && amounts.1.isExact($0) ? $0 : min($0 + 1, Amount.digits) }
    guard let digits else {
      return ("\(one.numerator)/\(one.denominator)\(suffix)", "\(other.numerator)/\(other.denominator)\(suffix)")
    }
    return (amounts.0.decimal(digits) + suffix, amounts.1.decimal(digits) + suffix)
  }

  /// Two whole numbers of a unit that are to be told apart.
  package static func pair(_ one: Int64, _ other: Int64, _ unit: MetricUnit) -> (String, String) {
    pair(Fraction(one, unit), Fraction(other, unit), unit)
  }

  /// The numbers of two metrics that are compared.
  package static func pair(_ one: Metric, _ other: Metric) -> (String, String) {
    let (old, new) = Metric.comparable(one, other)
    return pair(old, new, other.unit)
  }

  /// A number in its unit for a program to read: neither grouped nor scaled, with up to 15 digits behind the point.
  package static func plain(_ fraction: Fraction, _ unit: MetricUnit) -> String { Amount(fraction).plain(unit) }

  /// The difference from a number to another one for a program to read.
  package static func plain(from one: Fraction, to other: Fraction, _ unit: MetricUnit) -> String {
    Amount(from: one, to: other).plain(unit)
  }

  /// A difference with its sign: `+200 ms`, `−1 call`, `±0 ns`.
  package static func change(_ value: Int64, _ unit: MetricUnit) -> String { change(Amount(value, unit), unit) }

  /// The difference from a number to another one, with its sign: `+0.39 calls`.
  package static func change(from one: Fraction, to other: Fraction, _ unit: MetricUnit) -> String {
    change(Amount(from: one, to: other), unit)
  }

  /// A difference in millionths of a unit, with its sign.
  package static func change(millionths: Int128, _ unit: MetricUnit) -> String {
    change(Amount(numerator: millionths, denominator: 1_000_000 * Int128(unit.scale)), unit)
  }

  /// Thousandths as a percentage with its sign: 327 is `+32.7 %`.
  package static func percentChange(permille: Int64) -> String {
    sign(Int128(permille)) + Amount(numerator: Int128(permille.magnitude), denominator: 10).decimal(1) + " %"
  }

  /// A tolerance: `20 %`, `1 call`, `none`.
  package static func tolerance(_ tolerance: Tolerance, _ unit: MetricUnit) -> String {
    switch tolerance {
    case .relative(percent: 0), .absolute(0): "none"
    case .relative(let percent): "\(percent) %"
    case .absolute(let amount): text(amount, unit)
    }
  }

  /// Two tolerances that are to be told apart.
  package static func pair(_ one: Tolerance, _ other: Tolerance, _ unit: MetricUnit) -> (String, String) {
    guard case (.absolute(let amount), .absolute(let others)) = (one, other), min(amount, others) > 0 else {
      return (tolerance(one, unit), tolerance(other, unit))
    }
    return pair(amount, others, unit)
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

  /// What a text says of a number: `1.00 calls` looks no other than `1 call`.
  private static func essence(_ text: String) -> String {
    var number = text.prefix { $0.isNumber || ",.".contains($0) }
    let unit = text.dropFirst(number.count)
    if number.contains(".") {
      while number.hasSuffix("0") { number.removeLast() }
      if number.hasSuffix(".") { number.removeLast() }
    }
    return String(number + (unit.hasSuffix("s") ? unit.dropLast() : unit))
  }

  private static func sign(_ number: Int128) -> String { number > 0 ? "+" : number < 0 ? "−" : "±" }

  private static func change(_ amount: Amount, _ unit: MetricUnit) -> String {
    sign(amount.numerator)
      + text(Amount(numerator: Int128(amount.numerator.magnitude), denominator: amount.denominator), unit)
  }

  private static func text(_ amount: Amount, _ unit: MetricUnit) -> String {
    switch unit {
    case .nanoseconds: amount.scaled([("ns", 1), ("µs", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000)])
    case .bytes: amount.scaled([("B", 1), ("kB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000)])
    case .permille: amount.decimal((3...Amount.digits).first { !amount.isZero($0) } ?? 3) + "×"
    case .callsPerSecond: amount.scaled([("calls/s", 1)])
    case .count: amount.scaled([("", 1)])
    case .calls, .operations, .rows, .chunks:
      amount.scaled([(amount.isOne ? String(unit.rawValue.dropLast()) : unit.rawValue, 1)])
    }
  }
}

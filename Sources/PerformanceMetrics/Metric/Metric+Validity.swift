// What can never be true of a metric (refused wherever it comes from), and what is contradictory in it (refused when a
// run records it, shown as a note when a file says so: the value is what is judged).

/// A field that holds something it cannot hold: its path inside a value, what was found and what was expected.
package struct FieldProblem: Sendable, Hashable {
  package let field: String
  package let found: String
  package let expected: String
}

extension Metric {
  /// What keeps a run from recording this metric; `nil` when nothing does.
  package var problem: FieldProblem? { impossibility ?? contradiction }

  /// The first thing in this metric that no measurement can produce; `nil` when there is none.
  var impossibility: FieldProblem? {
    if id.isEmpty || id.unicodeScalars.contains(where: \.isSpace) {
      return FieldProblem(field: "id", found: "\"\(id)\"", expected: "a name without spaces, as latency/one-worker.p95")
    }
    if value < 0 { return FieldProblem(field: "value", found: "\(value)", expected: "0 or more") }
    if let fraction {
      if fraction.numerator < 0 {
        return FieldProblem(field: "fraction[0]", found: "\(fraction.numerator)", expected: "0 or more")
      }
      if fraction.denominator < 1 {
        return FieldProblem(field: "fraction[1]", found: "\(fraction.denominator)", expected: "1 or more")
      }
    }
    for (index, span) in (spans ?? []).enumerated() where span.value < 0 {
      return FieldProblem(field: "spans[\(index)].value", found: "\(span.value)", expected: "0 or more")
    }
    return distribution?.impossibility
  }

  /// The first way in which the parts of this metric contradict its value; `nil` when they agree.
  var contradiction: FieldProblem? {
    if let distribution, !(distribution.minimum...distribution.maximum).contains(value) {
      return FieldProblem(
        field: "value", found: "\(value)",
        expected: "between its distribution's \(distribution.minimum) and \(distribution.maximum)")
    }
    if let fraction {
      let found = "\(fraction.numerator) over \(fraction.denominator)"
      guard fraction.rounds(to: value, unit) else {
        return FieldProblem(
          field: "fraction", found: found, expected: "\(value) in \(unit.rawValue), its value, before rounding")
      }
      if isMean, let distribution, let mean = distribution.exactMean(unit), fraction.compared(with: mean) != 0 {
        return FieldProblem(
          field: "fraction", found: found,
          expected: "\(mean.numerator) over \(mean.denominator), the total and the count of its distribution")
      }
    }
    guard let spans, spans.exactSum != Int128(value) else { return nil }
    // The spans of a mean are totals.
    if let distribution, distribution.mean == value, spans.exactSum == Int128(distribution.total) { return nil }
    return FieldProblem(field: "value", found: "\(value)", expected: "\(spans.exactSum), the sum of its spans")
  }
}

extension Distribution {
  /// The first thing in this distribution that no set of values has; `nil` when there is none.
  var impossibility: FieldProblem? {
    func problem(_ field: String, _ found: any BinaryInteger, _ expected: String) -> FieldProblem {
      FieldProblem(field: "distribution.\(field)", found: "\(found)", expected: expected)
    }
    if count < 1 { return problem("count", count, "1 or more") }
    if minimum < 0 { return problem("minimum", minimum, "0 or more") }
    if maximum < minimum { return problem("maximum", maximum, "the minimum \(minimum) or more") }
    let bounds = (Int128(minimum) * Int128(count))...(Int128(maximum) * Int128(count))
    if !bounds.contains(Int128(total)) {
      return problem("total", total, "from \(bounds.lowerBound) to \(bounds.upperBound), as \(count) values have")
    }
    var previous = Percentile(permille: 0, value: minimum)
    for (index, percentile) in percentiles.enumerated() {
      if percentile.permille <= previous.permille || percentile.permille > 1_000 {
        return problem("percentiles[\(index)].permille", percentile.permille, "ascending ranks up to 1000")
      }
      if percentile.value < previous.value || percentile.value > maximum {
        return problem(
          "percentiles[\(index)].value", percentile.value, "from \(previous.value) to \(maximum), as ranks ascend")
      }
      previous = percentile
    }
    return nil
  }
}

extension Unicode.Scalar {
  /// Whether it is whitespace; of ASCII, as ids are by the thousand, without a look into the tables of Unicode.
  fileprivate var isSpace: Bool { isASCII ? value == 0x20 || (0x09...0x0D).contains(value) : properties.isWhitespace }
}

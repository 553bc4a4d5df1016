// What is left between a number and the bound that it must not pass.

/// How far a number is from its bound, in the number's unit.
package struct Headroom: Sendable, Hashable {
  /// How much worse the number may still become without passing the bound; below 0 it is past it.
  package let left: Int64
  /// The distance to the bound in thousandths of the bound, rounded down; below 0 past it.
  ///
  /// `nil` where a part of the bound says nothing: an exact target, a target of 0. Worked value: 29 calls of `< 30 calls`
  /// are 33, and nothing is left.
  package let permille: Int64?
}

extension Requirement {
  /// The headroom of a measured number.
  package func headroom(at value: Int64) -> Headroom { headroom(at: Fraction(value, unit)) }

  /// The headroom of a measured number, rounded down.
  package func headroom(at value: Fraction) -> Headroom {
    let denominator = Int128(value.denominator)
    // What is left, over the denominator, in the requirement's unit.
    let toTarget = Int128(target) * denominator - Int128(value.numerator) * Int128(unit.scale)
    let distance = relation == .atLeast ? -toTarget : toTarget
    let left: Int128 =
      switch relation {
      case .lessThan: (distance - 1).dividedDown(by: denominator)
      case .atMost, .atLeast: distance.dividedDown(by: denominator)
      case .equalTo: (-Int128(distance.magnitude)).dividedDown(by: denominator)
      }
    var permille: Int64?
    if relation != .equalTo, target > 0 {
      let divisor = UInt128(target) * UInt128(denominator)
      let parts = WideProduct(distance.magnitude, 1_000).quotientAndRemainder(dividingBy: divisor)
      let magnitude = parts.map { Int64(clamping: distance < 0 && $0.remainder > 0 ? $0.quotient + 1 : $0.quotient) }
      permille = (distance < 0 ? -1 : 1) * (magnitude ?? .max)
    }
    return Headroom(left: Int64(clamping: left), permille: permille)
  }
}

extension Int128 {
  fileprivate func dividedDown(by divisor: Int128) -> Int128 {
    let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? quotient - 1 : quotient
  }
}

extension RequirementResult {
  /// The headroom of the measured number; `nil` when it was not measured.
  package var headroom: Headroom? { exact.map(requirement.headroom(at:)) }
}

extension Metric {
  /// The headroom of a value to the bound that the tolerance of this metric, the baseline's, sets.
  package func headroom(at value: Int64) -> Headroom {
    let allowed: Int64 =
      switch tolerance {
      case _ where self.value == 0: 0
      case .relative(let percent): Int64(clamping: Int128(self.value) * Int128(percent) / 100)
      case .absolute(let amount): amount
      }
    let worsening = better == .lower ? Int128(value) - Int128(self.value) : Int128(self.value) - Int128(value)
    return Headroom(left: Int64(clamping: Int128(allowed) - worsening), permille: nil)
  }
}

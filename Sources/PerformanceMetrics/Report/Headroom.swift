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
  package func headroom(at value: Int64) -> Headroom {
    let (target, value) = (Int128(self.target), Int128(value))
    let distance = relation == .atLeast ? value - target : target - value
    let left: Int128 =
      switch relation {
      case .lessThan: distance - 1
      case .atMost, .atLeast: distance
      case .equalTo: -Int128(distance.magnitude)
      }
    var permille: Int64?
    if relation != .equalTo, target > 0 {
      let (quotient, rest) = (distance * 1_000).quotientAndRemainder(dividingBy: target)
      permille = Int64(clamping: rest < 0 ? quotient - 1 : quotient)
    }
    return Headroom(left: Int64(clamping: left), permille: permille)
  }
}

extension RequirementResult {
  /// The headroom of the measured number; `nil` when it was not measured.
  package var headroom: Headroom? { actual.map(requirement.headroom) }
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

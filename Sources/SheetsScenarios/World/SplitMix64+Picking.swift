// Picks from seeded chance, for random worlds and for the fuzz.

import SheetsSim

extension SplitMix64 {
  /// One of these elements, each as likely; there must be one.
  package mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  /// A number from 0 up to, and without, a bound of at least 1.
  package mutating func below(_ bound: Int) -> Int { Int(draw(below: UInt64(bound))) }

  /// A number in a range, its ends included.
  package mutating func integer(in range: ClosedRange<Int>) -> Int {
    Int(draw(in: Int64(range.lowerBound)...Int64(range.upperBound)))
  }
}

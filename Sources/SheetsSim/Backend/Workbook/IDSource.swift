// The ids that a backend makes up: random, or preset to replay recorded traffic.

/// The source of made-up ids.
package struct IDSource: Sendable {
  private var generator: SplitMix64
  /// The preset ids, which are used in their order before any is drawn.
  package var presetIDs: [String] = []

  package init(_ generator: SplitMix64) { self.generator = generator }

  /// Returns an unused positive number of 31 bits, like the recorded ids.
  mutating func number(isTaken: (Int) -> Bool) -> Int {
    while !presetIDs.isEmpty {
      if let id = Int(presetIDs.removeFirst()), !isTaken(id) { return id }
    }
    while true {
      let id = Int(generator.draw(below: 0x7FFF_FFFF)) + 1
      if !isTaken(id) { return id }
    }
  }

  mutating func next() -> UInt64 { generator.next() }
}

// The identifiers that a backend makes up: drawn by chance, or told beforehand when recorded traffic is replayed.

/// Where made-up identifiers come from.
package struct IDSource: Sendable {
  private var generator: SplitMix64
  /// Identifiers of sheets, ranges and so on that are given out next, in their order, before any is drawn.
  package var presetIDs: [String] = []

  package init(_ generator: SplitMix64) { self.generator = generator }

  /// A positive number of 31 bits, as the recorded identifiers are, that nothing has yet.
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

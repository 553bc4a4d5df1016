// A cell in eight bytes, so that a sheet can have ten million of them.

/// A value in 64 bits: empty, a number, a Boolean, or the index of a text in a table.
///
/// The bits are the complement of a NaN-boxed word, so that zeroed memory consists of empty cells: their complement is a
/// NaN that is never stored as a number. A number is the complement of its bits. The words from 1 to
/// `0x0007_FFFF_FFFF_FFFF` are complements of negative quiet NaNs, which no finite number is; they represent the other
/// values.
struct PackedCell: Equatable {
  let bits: UInt64

  static var empty: PackedCell { PackedCell(bits: 0) }
  /// Marks a cell that a write leaves unchanged; never stored.
  static var unchanged: PackedCell { PackedCell(bits: unchangedBits) }

  // Computed, because access to a stored static property checks for initialization.
  private static var falseBits: UInt64 { 1 }
  private static var trueBits: UInt64 { 2 }
  private static var unchangedBits: UInt64 { 3 }
  private static var textFlag: UInt64 { 1 << 32 }
  private static var lastTag: UInt64 { 0x0007_FFFF_FFFF_FFFF }

  init(bits: UInt64) { self.bits = bits }

  init(number: Double) { bits = ~number.bitPattern }

  init(truth: Bool) { bits = truth ? Self.trueBits : Self.falseBits }

  init(textIndex: UInt32) { bits = Self.textFlag | UInt64(textIndex) }

  /// The value of the cell, with a text as its index.
  enum Content {
    case empty
    case number(Double)
    case truth(Bool)
    case text(UInt32)
  }

  var content: Content {
    if bits > Self.lastTag { return .number(Double(bitPattern: ~bits)) }
    if bits == 0 { return .empty }
    return bits < Self.textFlag ? .truth(bits == Self.trueBits) : .text(UInt32(truncatingIfNeeded: bits))
  }

  var isEmpty: Bool { bits == 0 }

  var isUnchanged: Bool { bits == Self.unchangedBits }

  var textIndex: UInt32? {
    bits >= Self.textFlag && bits <= Self.lastTag ? UInt32(truncatingIfNeeded: bits) : nil
  }
}

/// The table of texts of a sheet; the index of an overwritten text is reused.
struct TextTable {
  private var texts: ContiguousArray<String> = []
  private var free: ContiguousArray<UInt32> = []

  mutating func insert(_ text: String) -> UInt32 {
    if free.count > 0 {
      let index = free.removeLast()
      texts[Int(index)] = text
      return index
    }
    texts.append(text)
    return UInt32(texts.count - 1)
  }

  mutating func remove(_ index: UInt32) {
    texts[Int(index)] = ""
    free.append(index)
  }

  subscript(index: UInt32) -> String { texts[Int(index)] }

  /// The number of texts in use.
  var count: Int { texts.count - free.count }
}

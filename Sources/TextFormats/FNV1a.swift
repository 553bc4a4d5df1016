/// The hash function FNV-1a: short, and the same on every machine, unlike the hash values of the standard library.
///
/// Source: Fowler, Noll, Vo and Eastlake, "The FNV Non-Cryptographic Hash Algorithm".
package enum FNV1a {
  /// The 32-bit hash of a text in UTF-8.
  package static func hash32(_ text: String) -> UInt32 {
    text.utf8.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
  }

  /// The 64-bit hash of a text in UTF-8.
  package static func hash64(_ text: String) -> UInt64 {
    text.utf8.reduce(seed64) { ($0 ^ UInt64($1)) &* prime64 }
  }

  /// The 64-bit hash of bytes that follow others, whose hash is given; of the first ones ``seed64``.
  package static func hash64(_ bytes: some Sequence<UInt8>, after hash: UInt64 = seed64) -> UInt64 {
    // Across modules a generic loop asks for each byte through a table, which takes ten times as long as the hash.
    bytes.withContiguousStorageIfAvailable { $0.reduce(hash) { ($0 ^ UInt64($1)) &* prime64 } }
      ?? bytes.reduce(hash) { ($0 ^ UInt64($1)) &* prime64 }
  }

  /// A 64-bit hash as 16 hexadecimal digits.
  package static func hexadecimal(_ hash: UInt64) -> String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// The 64-bit hash of no bytes.
  package static let seed64: UInt64 = 0xCBF2_9CE4_8422_2325
  private static let prime64: UInt64 = 0x0000_0100_0000_01B3
}

// Mutates files at random, by a seed: single bytes, whole metrics, and everything between.

import SheetsScenarios
import SheetsSim

/// The mutations of a file.
struct Mutator {
  private static let tokens =
    [
      "NaN", "Infinity", "-1", "1e999", "1.5", "99999999999999999999", "9223372036854775807", "null", "true", "\"\"",
      "{}",
      "[]", "[[[[", "}", "]", ",", ":", "\"", "\\", "\u{0}", "\u{FEFF}", "\u{202E}", "0", "00", "\"id\" : \"a\",", "\n",
    ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0x00]]

  private var chance: SplitMix64

  init(seed: UInt64) { chance = SplitMix64(seed: seed) }

  /// A number from 0 up to, and without, a bound; 0 where there is none.
  private mutating func below(_ bound: Int) -> Int { bound <= 0 ? 0 : chance.below(bound) }

  /// The bytes after one to three changes.
  package mutating func mutated(_ file: [UInt8]) -> [UInt8] {
    var bytes = file
    for _ in 0...max(0, below(6) - 3) {
      switch below(21) {
      case 0: if !bytes.isEmpty { bytes[below(bytes.count)] = UInt8(below(256)) }
      case 1: bytes.removeSubrange(range(in: bytes, upTo: 40))
      case 2: bytes.removeSubrange(range(in: bytes, upTo: bytes.count))
      case 3: bytes.removeLast(below(bytes.count))
      case 4: bytes.insert(contentsOf: chance.pick(Self.tokens), at: below(bytes.count + 1))
      case 5: bytes.insert(contentsOf: bytes[range(in: bytes, upTo: 400)], at: below(bytes.count + 1))
      case 6, 7, 8, 9: replaceNumber(in: &bytes)
      case 10: edit(&bytes) { $0.remove(at: $1) }
      case 11: edit(&bytes) { lines, line in lines.insert(lines[line], at: line) }
      case 12: edit(&bytes) { lines, line in lines.swapAt(line, lines.count / 2) }
      case 13, 14, 15: replaceValue(in: &bytes)
      default: removeObject(from: &bytes)
      }
    }
    return bytes
  }

  private mutating func range(in bytes: [UInt8], upTo length: Int) -> Range<Int> {
    let start = below(bytes.count)
    return start..<min(bytes.count, start + below(length))
  }

  private mutating func replaceNumber(in bytes: inout [UInt8]) {
    let digits = bytes.indices.filter { (0x30...0x39).contains(bytes[$0]) }
    guard !digits.isEmpty else { return }
    let index = chance.pick(digits)
    let start = bytes[...index].lastIndex { !(0x30...0x39).contains($0) }.map { $0 + 1 } ?? 0
    let end = bytes[index...].firstIndex { !(0x30...0x39).contains($0) } ?? bytes.count
    bytes.replaceSubrange(
      start..<end, with: chance.pick([chance.pick(Self.tokens), Array("\(below(300))".utf8)]))
  }

  /// Replaces the number in a line `"value" : …`, so that the result is a valid report of other measurements.
  private mutating func replaceValue(in bytes: inout [UInt8]) {
    let number = below(100)
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
    let key = Array("\"value\" : ".utf8)
    let candidates = lines.indices.filter { lines[$0].drop { $0 == 0x20 }.starts(with: key) }
    guard !candidates.isEmpty else { return }
    let index = chance.pick(candidates)
    var line = Array(lines[index].prefix { $0 == 0x20 })
    line += key
    line += Array("\(number)".utf8)
    if lines[index].last == UInt8(ascii: ",") { line.append(UInt8(ascii: ",")) }
    var edited = lines
    edited[index] = line
    bytes = Array(edited.joined(separator: [0x0A]))
  }

  private mutating func edit(_ bytes: inout [UInt8], _ change: (inout [ArraySlice<UInt8>], Int) -> Void) {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    guard lines.count > 1 else { return }
    change(&lines, below(lines.count - 1))
    bytes = Array(lines.joined(separator: [0x0A]))
  }

  /// Removes a whole object with the comma after or before it, so that the rest is often valid JSON.
  private mutating func removeObject(from bytes: inout [UInt8]) {
    let openings = bytes.indices.filter { bytes[$0] == UInt8(ascii: "{") }.dropFirst()
    guard !openings.isEmpty else { return }
    let start = chance.pick(Array(openings))
    var depth = 0
    for index in start..<bytes.count {
      if bytes[index] == UInt8(ascii: "{") { depth += 1 }
      if bytes[index] == UInt8(ascii: "}") { depth -= 1 }
      guard depth == 0 else { continue }
      let comma = bytes[(index + 1)...].first.map { $0 == UInt8(ascii: ",") } ?? false
      bytes.removeSubrange(start...(comma ? index + 1 : index))
      return
    }
  }
}

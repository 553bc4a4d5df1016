// The bytes of an entered text, as its readers look at them: a write of a thousand texts has each of them read.

/// A text, or a part of one, in UTF-8.
///
/// What the readers recognize is ASCII, so that a byte is a character to them, and any other byte none that they know.
typealias EnteredBytes = Slice<UnsafeBufferPointer<UInt8>>

extension EnteredBytes {
  /// The text without leading and trailing spaces.
  var trimmingSpaces: EnteredBytes {
    var (start, end) = (startIndex, endIndex)
    while start < end, self[start] == UInt8(ascii: " ") { start += 1 }
    while end > start, self[end - 1] == UInt8(ascii: " ") { end -= 1 }
    return self[start..<end]
  }

  var text: String { String(decoding: UnsafeBufferPointer(rebasing: self), as: UTF8.self) }

  /// Whether there are only digits, at least one.
  var isNumber: Bool { !isEmpty && allSatisfy(\.isDigit) }

  /// Removes the digits at the start and returns their number; `nil` if there are none or more than a limit.
  mutating func removeNumber(digits limit: Int) -> (value: Int, digits: Int)? {
    var value = 0
    var index = startIndex
    while index < endIndex, self[index].isDigit {
      guard index - startIndex < limit else { return nil }
      value = value * 10 + Int(self[index] - UInt8(ascii: "0"))
      index += 1
    }
    let digits = index - startIndex
    self = self[index...]
    return digits > 0 ? (value, digits) : nil
  }

  /// Removes a character at the start, and says whether it was there.
  mutating func remove(_ character: Unicode.Scalar) -> Bool {
    guard first == UInt8(ascii: character) else { return false }
    self = dropFirst()
    return true
  }
}

extension UInt8 {
  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}

/// The words of a text: what spaces, commas, hyphens and slashes separate.
struct EnteredWords {
  /// How many words there are; the first three are kept.
  private(set) var count = 0
  private(set) var first: EnteredBytes
  private(set) var second: EnteredBytes
  private(set) var third: EnteredBytes

  init(_ text: EnteredBytes) {
    let none = text[text.endIndex...]
    (first, second, third) = (none, none, none)
    var start = text.startIndex
    for index in text.startIndex...text.endIndex {
      if index < text.endIndex, !Self.separates(text[index]) { continue }
      if index > start { append(text[start..<index]) }
      start = index + 1
    }
  }

  private mutating func append(_ word: EnteredBytes) {
    switch count {
    case 0: first = word
    case 1: second = word
    case 2: third = word
    default: break
    }
    count += 1
  }

  private static func separates(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/")
  }
}

// Column letters and quoted sheet names, shared by the writer and the parser of A1 notation.

/// The rules of A1 notation for column letters and sheet names.
public enum A1Notation {
  /// The maximum number of columns of a sheet; the last one is `ZZZ`.
  ///
  /// Source: "Files you can store in Google Drive", Google Drive help.
  public static let columnLimit = 18_278

  /// The letters of a column, given by its index from 0.
  ///
  /// Worked values: 0 is `A`, 25 is `Z`, 26 is `AA`, 701 is `ZZ`, 702 is `AAA`, 18,277 is `ZZZ`.
  public static func columnLetters(_ index: Int) -> String {
    A1Writer.string { writer in
      writer.write(column: index)
    }
  }

  /// The index of a column from 0, given by its letters in either case; `nil` for anything but `A` to `ZZZ`.
  public static func columnIndex(_ letters: String) -> Int? {
    var index = 0
    var count = 0
    for byte in letters.utf8 {
      guard let digit = letterValue(byte), count < 3 else { return nil }
      index = index * 26 + digit
      count += 1
    }
    return count == 0 ? nil : index - 1
  }

  /// The name of a sheet as written before the `!`: quoted only if necessary.
  ///
  /// A name of letters, digits and underscores needs no quotes, unless it starts with a digit or looks like a cell, such
  /// as `pg4`. Which letters beyond ASCII need quotes is not documented; here all do.
  ///
  /// Source: recorded replies (`Sheet1!A1`, `'🌵 test'!A1`, `'pg4'!PG4`).
  public static func quotedIfNeeded(_ name: String) -> String {
    if !needsQuotes(name) { return name }
    var text: [UInt8] = [quote]
    for byte in name.utf8 {
      text.append(byte)
      if byte == quote { text.append(quote) }
    }
    text.append(quote)
    return String(decoding: text, as: UTF8.self)
  }

  private static func needsQuotes(_ name: String) -> Bool {
    guard let first = name.utf8.first, letterValue(first) != nil || first == UInt8(ascii: "_") else { return true }
    for byte in name.utf8 where letterValue(byte) == nil && !isDigit(byte) && byte != UInt8(ascii: "_") {
      return true
    }
    return A1Parser.isCell(name)
  }

  static let quote = UInt8(ascii: "'")

  /// 1 for `A` or `a` to 26 for `Z` or `z`.
  @inline(__always)
  static func letterValue(_ byte: UInt8) -> Int? {
    let lowered = byte | 0x20
    guard lowered >= UInt8(ascii: "a"), lowered <= UInt8(ascii: "z") else { return nil }
    return Int(lowered - UInt8(ascii: "a")) + 1
  }

  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }
}

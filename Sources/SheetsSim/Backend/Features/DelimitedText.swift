// Pasted text: values separated by a delimiter, and quoted if they contain it.

/// Parses text with a delimiter between values.
enum DelimitedText {
  /// The values of each line.
  ///
  /// Source: RFC 4180, with any delimiter.
  static func rows(_ text: String, separator: Character) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var value = ""
    var isQuoted = false
    var characters = Array(text)[...]
    while let character = characters.popFirst() {
      if isQuoted {
        if character == "\"" {
          if characters.first == "\"" { value.append(characters.removeFirst()) } else { isQuoted = false }
        } else {
          value.append(character)
        }
      } else if character == "\"", value.isEmpty {
        isQuoted = true
      } else if character == separator {
        row.append(value)
        value = ""
      } else if character.isNewline {
        rows.append(row + [value])
        (row, value) = ([], "")
      } else {
        value.append(character)
      }
    }
    if !row.isEmpty || !value.isEmpty { rows.append(row + [value]) }
    return rows
  }
}

extension StringProtocol {
  /// The text without leading and trailing spaces; other white space stays.
  package var trimmingSpaces: String {
    var rest = self[...]
    while rest.first == " " { rest = rest.dropFirst() }
    while rest.last == " " { rest = rest.dropLast() }
    return String(rest)
  }
}

// The options of a command that runs on request: `--name value`, values apart by commas, or `--name` alone.

/// The options behind a command's name.
struct OptionWords {
  /// Options that make no sense: what was found, and what there is.
  struct UsageError: Error, Hashable, CustomStringConvertible {
    let description: String
  }

  private let values: [String: String]
  private let flags: Set<String>

  /// Reads pairs of a name and a value, and flags, which have none; each name must be known.
  init(_ words: [String], known: [String] = [], flags knownFlags: [String] = []) throws(UsageError) {
    var values: [String: String] = [:]
    var flags: Set<String> = []
    var rest = words[...]
    while let word = rest.popFirst() {
      let name = word.hasPrefix("--") ? String(word.dropFirst(2)) : ""
      if knownFlags.contains(name) {
        flags.insert(name)
        continue
      }
      guard known.contains(name) else {
        let names = (known + knownFlags).map { "--\($0)" }.joined(separator: ", ")
        throw UsageError(description: "found \(word), expected one of \(names)")
      }
      guard let value = rest.popFirst(), !value.hasPrefix("--") else {
        throw UsageError(description: "found \(word) without a value")
      }
      values[name] = value
    }
    self.values = values
    self.flags = flags
  }

  /// Whether a flag was given.
  func has(_ flag: String) -> Bool { flags.contains(flag) }

  /// A list of whole numbers, each at least 1.
  func integers(_ name: String, otherwise standard: [Int]) throws(UsageError) -> [Int] {
    guard let value = values[name] else { return standard }
    let numbers = value.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    guard numbers.allSatisfy({ $0 >= 1 }) else {
      throw UsageError(description: "found --\(name) \(value), expected whole numbers from 1 with commas between")
    }
    return numbers
  }

  /// A whole number, at least 1.
  func integer(_ name: String, otherwise standard: Int) throws(UsageError) -> Int {
    let numbers = try integers(name, otherwise: [standard])
    guard numbers.count == 1 else { throw UsageError(description: "found several numbers for --\(name), expected one") }
    return numbers[0]
  }

  /// One of some words.
  func choice<Value>(
    _ name: String, among choices: [(String, Value)], otherwise standard: Value
  ) throws(UsageError) -> Value {
    guard let value = values[name] else { return standard }
    guard let choice = choices.first(where: { $0.0 == value }) else {
      let names = choices.map(\.0).joined(separator: ", ")
      throw UsageError(description: "found --\(name) \(value), expected one of \(names)")
    }
    return choice.1
  }
}

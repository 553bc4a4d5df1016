// What somebody who mistyped a name meant.

/// The name that takes the fewest edits to reach from a word; `nil` when none is near.
///
/// An edit inserts, deletes or replaces one character (Levenshtein distance). Near is at most a third of the word's length,
/// and at least 2 edits: `--seed` is near `--seeds`, `--workers` is not near `--hours`.
package func nearestName(to word: String, among names: [String]) -> String? {
  let near = names.map { (name: $0, edits: edits(from: Array(word), to: Array($0))) }.min { $0.edits < $1.edits }
  return near.flatMap { $0.edits <= max(2, word.count / 3) ? $0.name : nil }
}

private func edits(from word: [Character], to name: [Character]) -> Int {
  var row = Array(0...name.count)
  for (index, character) in word.enumerated() {
    var diagonal = row[0]
    row[0] = index + 1
    for column in name.indices {
      let replaced = diagonal + (character == name[column] ? 0 : 1)
      diagonal = row[column + 1]
      row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
    }
  }
  return row[name.count]
}

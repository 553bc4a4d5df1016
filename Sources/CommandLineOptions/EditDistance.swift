// The word that was probably meant by a mistyped one.

extension String {
  /// The nearest of some words by edit distance, the first of equals; `nil` where more than half would have to change.
  package func nearest(of words: [String]) -> String? {
    let distances = words.map { (word: $0, distance: editDistance(to: $0)) }
    guard let nearest = distances.min(by: { $0.distance < $1.distance }) else { return nil }
    return nearest.distance <= Swift.max(1, Swift.min(count, nearest.word.count) / 2) ? nearest.word : nil
  }

  /// The number of characters to insert, remove or replace to turn this text into the other (Levenshtein distance).
  package func editDistance(to other: String) -> Int {
    let other = Array(other)
    var row = Array(0...other.count)
    for (index, character) in enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in other.indices {
        let replaced = diagonal + (character == other[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = Swift.min(replaced, diagonal + 1, row[column] + 1)
      }
    }
    return row[other.count]
  }
}

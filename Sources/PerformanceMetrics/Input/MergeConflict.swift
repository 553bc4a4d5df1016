// A file in which git left the lines of both sides of a merge.

import Foundation

/// The two sides of a file that git could not merge.
struct MergeConflict {
  /// The number of the first line that git added.
  let line: Int
  /// The file with one side's lines and with the other's.
  let sides: [Data]

  /// Reads both sides of a file; `nil` of a file without a conflict.
  init?(_ file: Data) {
    let lines = file.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard let first = lines.firstIndex(where: { $0.starts(with: Self.markers[0]) }) else { return nil }
    line = first + 1
    var sides = [Data(), Data()]
    // Which sides the present lines belong to: both, the first, none (what both were before) or the second.
    var readers = [0, 1]
    for line in lines {
      switch Self.markers.firstIndex(where: { line.starts(with: $0) }) {
      case 0: readers = [0]
      case 1: readers = []
      case 2 where readers != [0, 1]: readers = [1]
      case 3: readers = [0, 1]
      default: for side in readers { sides[side] += line + Data("\n".utf8) }
      }
    }
    self.sides = sides
  }

  /// Whether git added a line.
  static func isMarker(_ line: Data) -> Bool { markers.contains { line.starts(with: $0) } }

  private static let markers = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].map { Data($0.utf8) }
}

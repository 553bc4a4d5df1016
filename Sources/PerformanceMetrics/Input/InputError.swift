// Why a file could not be read, in the five parts that a person needs: file, place, found, expected, what to do.

import TextFormats

/// A file that could not be used: which one, where in it, what was found, what was expected and what to do.
package struct InputError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file, as the caller named it.
  package let file: String
  /// The place in it: `line 3, column 7`, or a path such as `metrics[4].value`; empty for the file as a whole.
  package let place: String
  /// What was found there.
  package let found: String
  /// What was expected instead.
  package let expected: String
  /// What to do about it.
  package let remedy: String

  /// Names what is wrong with a file.
  package init(file: String, place: String = "", found: String, expected: String, remedy: String) {
    self.file = file
    self.place = place
    self.found = found
    self.expected = expected
    self.remedy = remedy
  }

  /// The five parts as a sentence.
  package var description: String {
    "\(file)\(place.isEmpty ? "" : ", \(place)"): found \(found), expected \(expected); \(remedy)"
  }
}

/// A value inside a decoded file that cannot be, with the path to it; becomes an ``InputError`` once the file is known.
struct InvalidField: Error {
  let path: String
  let found: String
  let expected: String

  init(_ codingPath: [any CodingKey], _ field: String = "", found: String, expected: String) {
    let prefix = codingPath.jsonPath
    path = [prefix, field].filter { !$0.isEmpty }.joined(separator: ".")
    self.found = found
    self.expected = expected
  }
}

extension [Metric] {
  /// Refuses metrics that no measurement can produce.
  ///
  /// - Throws: ``InvalidField`` for the first of them.
  func refuseImpossible(at codingPath: [any CodingKey]) throws {
    for (index, metric) in enumerated() {
      if let problem = metric.impossibility {
        throw InvalidField(
          codingPath, "metrics[\(index)].\(problem.field)", found: problem.found, expected: problem.expected)
      }
    }
  }
}

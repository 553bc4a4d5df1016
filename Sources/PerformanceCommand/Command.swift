// What a person can ask of `performance`, as values.

import PerformanceMetrics

/// One request, with the files and the form that were named on the command line; `nil` stands for the default.
enum Command: Hashable {
  case compare(files: NamedFiles, scope: ComparisonScope, format: Format, colour: ColourChoice)
  case accept(files: NamedFiles, colour: ColourChoice)
  case show(run: String?, basis: Basis?, format: Format, colour: ColourChoice)
  case help
}

/// The two files of a comparison as they were named, if they were.
struct NamedFiles: Hashable {
  var run: String?
  var baseline: String?
}

/// For whom the answer is.
enum Format: String, CaseIterable {
  case table
  case json
}

/// Whether a table is coloured.
enum ColourChoice: String, CaseIterable {
  case auto
  case always
  case never
}

/// Arguments that make no sense: what was found, what was expected, and where help is.
struct UsageError: Error, Hashable, CustomStringConvertible {
  let found: String
  let expected: String

  var description: String { "performance: found \(found), expected \(expected); see: performance help" }
}

/// What a till sold in a day: a line for each article, as in `bread;12;350`, where 350 cents is the price of one.
public struct Report: Equatable, Sendable {
  /// The names of the articles, in the order of the lines.
  public var articles: [String] = []
  /// What all of it came to.
  public var cents = 0

  /// Reads a report.
  ///
  /// - Throws: ``ReportError`` for a line that is none of a report.
  public init(_ text: String) throws {
    for line in text.split(separator: "\n") {
      let fields = line.split(separator: ";")
      guard fields.count == 3, let count = Int(fields[1]), let price = Int(fields[2]) else {
        throw ReportError(line: String(line))
      }
      articles.append(String(fields[0]))
      cents += count * price
    }
  }
}

/// A line that is none of a report.
public struct ReportError: Error, Equatable {
  /// The line.
  public let line: String
}

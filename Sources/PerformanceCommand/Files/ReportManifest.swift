// Which files of a folder are a report's, so that the next report replaces these and no others.

import Foundation
import TextFormats

/// The files that a report wrote into its folder, each with a digest of its contents.
///
/// A file like those of `sha256sum`: a digest and a name a line. What is neither is passed over, so that a merge of two
/// branches' reports leaves a list that can be read.
struct ReportManifest: Equatable {
  /// The file in the report's folder.
  static let name = "performance-report.files"

  private static let title =
    "# What `performance report` wrote here: it replaces these files, while they are as listed, and no others."

  private(set) var digests: [String: Set<String>] = [:]

  /// Lists files with their contents.
  init(_ files: [ReportFiles.File]) {
    for (name, data) in files { digests[name, default: []].insert(Self.digest(data)) }
  }

  /// Reads a list; `nil` for bytes that are none.
  init?(_ data: Data) {
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
    guard lines.first == Self.title[...] else { return nil }
    for line in lines.dropFirst() {
      guard let match = line.wholeMatch(of: /([0-9a-f]{16})  (\S+)/), Self.canBeOurs(String(match.2)) else { continue }
      digests[String(match.2), default: []].insert(String(match.1))
    }
  }

  /// The bytes of the list, sorted by name.
  var data: Data {
    let lines = digests.sorted { $0.key < $1.key }.flatMap { name, digests in
      digests.sorted().map { "\($0)  \(name)\n" }
    }
    return Data("\(Self.title)\n\(lines.joined())".utf8)
  }

  /// The names, sorted.
  var names: [String] { digests.keys.sorted() }

  /// Whether a file is as a report left it.
  func lists(_ name: String, _ data: Data) -> Bool { digests[name]?.contains(Self.digest(data)) == true }

  /// The files of both lists.
  func union(_ other: ReportManifest) -> ReportManifest {
    var union = self
    union.digests.merge(other.digests) { $0.union($1) }
    return union
  }

  /// The files of a report have these names; a list that names others is not believed.
  private static func canBeOurs(_ name: String) -> Bool {
    [ReportFiles.markdown, ReportFiles.page, "badge.svg", "badge.json"].contains(name)
      || name.wholeMatch(of: /charts\/[^\/]+\.svg/) != nil
  }

  private static func digest(_ data: Data) -> String { FNV1a.hexadecimal(FNV1a.hash64(data)) }
}

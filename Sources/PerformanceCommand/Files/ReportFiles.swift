// The files of a report in their folder: written, or compared with what is there.

import Foundation
import PerformanceMetrics
import PerformanceReporting

struct ReportFiles {
  /// A file by its name in the folder.
  typealias File = (name: String, data: Data)

  static let markdown = "performance-report.md"
  static let page = "performance-report.html"

  let files: [File]
  let folder: NamedFile

  /// What a person opens: the page, or the Markdown where there is none.
  var page: NamedFile { folder.file(files.contains { $0.name == Self.page } ? Self.page : Self.markdown) }

  /// Writes the files, removes charts of earlier numbers, and lists what there is.
  ///
  /// - Throws: `InputError` for a file that cannot be written or removed.
  func write() throws(InputError) -> String {
    for file in files { try folder.file(file.name).replace(with: file.data, expected: "a writable path") }
    for name in superfluous { try folder.file(name).remove() }
    let list = files.filter { !$0.name.hasPrefix("charts/") }.map { "  \(folder.file($0.name).name)\n" }.joined()
    let charts = files.count { $0.name.hasPrefix("charts/") }
    return list + (charts == 0 ? "" : "  \(folder.file("charts").name)/ (\(charts))\n")
  }

  /// Names each file that is not what it should be, with the command that regenerates it.
  func check(remedy: String) -> Outcome {
    let wrong =
      files.compactMap { name, data -> String? in
        let file = folder.file(name)
        guard file.exists else { return "\(file.name): missing" }
        return file.holds(data) ? nil : "\(file.name): stale"
      } + superfluous.map { "\(folder.file($0).name): superfluous" }
    guard !wrong.isEmpty else {
      return Outcome("\(folder.name): all \(files.count) files are up to date with the baseline.\n")
    }
    return Outcome(errors: wrong.map { "\($0); regenerate it: \(remedy)\n" }.joined(), exitCode: .worse)
  }

  /// Charts of earlier numbers that these numbers do not have.
  private var superfluous: [String] {
    let known = Set(files.map(\.name))
    return folder.file("charts").contents.map { "charts/\($0)" }.filter { $0.hasSuffix(".svg") && !known.contains($0) }
  }
}

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
  let environment: [String: String]

  /// What a person opens: the page, or the Markdown where there is none.
  var page: NamedFile { folder.file(files.contains { $0.name == Self.page } ? Self.page : Self.markdown) }

  /// Writes the files, removes those that an earlier report alone had, and lists what there is.
  ///
  /// A file is replaced or removed when the list of an earlier report has it and nobody changed it since. That is found
  /// out of all files before the first is written.
  ///
  /// - Throws: `InputError` for somebody else's file, and for a file that cannot be written or removed.
  func write() throws(InputError) -> String {
    let earlier = try earlierManifest()
    try refuseOthers(earlier)
    let manifest = ReportManifest(files)
    let list = folder.file(ReportManifest.name)
    let expected = "a writable path"
    // Both reports' files, for as long as the folder holds files of both.
    try list.replace(with: manifest.union(earlier).data, expected: expected)
    for file in files { try folder.file(file.name).replace(with: file.data, expected: expected) }
    for name in superfluous(earlier) { try folder.file(name).remove() }
    try list.replace(with: manifest.data, expected: expected)
    let names = files.filter { !$0.name.hasPrefix("charts/") }.map { "  \(folder.file($0.name).name)\n" }.joined()
    let charts = files.count { $0.name.hasPrefix("charts/") }
    return names + (charts == 0 ? "" : "  \(folder.file("charts").name)/ (\(charts))\n")
  }

  /// Names each file that is not what it should be, with the command that regenerates it.
  ///
  /// - Throws: `InputError` for a list of files that is none of a report.
  func check(remedy: String) throws(InputError) -> Outcome {
    let expected = files + [(ReportManifest.name, ReportManifest(files).data)]
    let wrong =
      expected.compactMap { name, data -> String? in
        let file = folder.file(name)
        guard file.exists else { return "\(file.name): missing" }
        return file.holds(data) ? nil : "\(file.name): stale"
      } + superfluous(try earlierManifest()).map { "\(folder.file($0).name): superfluous" }
    guard !wrong.isEmpty else {
      return Outcome("\(folder.name): all \(files.count) files are up to date with the baseline.\n")
    }
    return Outcome(errors: wrong.map { "\($0); regenerate it: \(remedy)\n" }.joined(), exitCode: .worse)
  }

  /// What an earlier report wrote; nothing where there was none.
  private func earlierManifest() throws(InputError) -> ReportManifest {
    let file = folder.file(ReportManifest.name)
    let expected = "the list of a report's files, or no file"
    guard let data = try file.replaceable(expected) else { return ReportManifest([]) }
    guard let manifest = ReportManifest(data) else {
      throw InputError(
        file: file.name, found: "a file with other content", expected: expected, remedy: "name another folder: --output"
      )
    }
    return manifest
  }

  /// Refuses to replace what no report wrote, or what somebody changed since and git does not hold.
  private func refuseOthers(_ earlier: ReportManifest) throws(InputError) {
    let expected = "no file, or one that a report wrote and nobody changed since"
    var others: [NamedFile] = []
    var isChanged = false
    for (name, data) in files {
      let file = folder.file(name)
      guard let present = try file.replaceable(expected), present != data, !earlier.lists(name, present) else {
        continue
      }
      let isListed = earlier.names.contains(name)
      if isListed, isHeldByGit(name) { continue }
      if others.isEmpty { isChanged = isListed }
      others.append(file)
    }
    guard let first = others.first else { return }
    throw InputError(
      file: first.name,
      found: (isChanged ? "a file that was changed since a report wrote it" : "a file that no report wrote")
        + (others.count > 1 ? ", and \(others.count - 1) more" : ""),
      expected: expected,
      remedy: "name another folder: --output; or, where nothing is lost with it: "
        + SuggestedCommands.remove(others.map(\.name)))
  }

  /// Files of the earlier report that this one does not have; what somebody changed since is somebody's.
  private func superfluous(_ earlier: ReportManifest) -> [String] {
    let known = Set(files.map(\.name))
    return earlier.names.filter { name in
      guard !known.contains(name), let present = try? folder.file(name).replaceable("") else { return false }
      return earlier.lists(name, present) || isHeldByGit(name)
    }
  }

  private func isHeldByGit(_ name: String) -> Bool {
    Git(folder: folder.url.path(percentEncoded: false), environment: environment).holds(name)
  }
}

// Where the files are, from the command line, the environment and the working directory.

import Foundation
import PerformanceFiles

/// The rules by which files are found.
package struct Locations: Sendable {
  package static let report = PackageFiles.report
  package static let baseline = PackageFiles.baseline
  package static let history = "Baselines/history.ndjson"
  package static let loadSweep = "Baselines/load-sweep.json"
  package static let docs = "docs"

  private let environment: [String: String]
  private let directory: URL

  /// Finds files from a working directory, which is an absolute path.
  package init(environment: [String: String], directory: String) {
    self.environment = environment
    self.directory = URL(filePath: directory, directoryHint: .isDirectory)
  }

  /// The file of the run.
  package func run(named name: String?) -> NamedFile {
    file(name, default: variable("PERFORMANCE_OUTPUT") ?? Self.report)
  }

  /// The file of the last partial run; `nil` where `PERFORMANCE_OUTPUT` names one file for all runs.
  var partialRun: NamedFile? {
    variable("PERFORMANCE_OUTPUT") == nil ? file(nil, default: PackageFiles.partialReport) : nil
  }

  /// The file of the baseline.
  package func baseline(named name: String?) -> NamedFile {
    file(name, default: Self.baseline)
  }

  /// The file of the history.
  package func history(named name: String?) -> NamedFile {
    file(name, default: Self.history)
  }

  /// The file of the load sweep.
  package func loadSweep(named name: String?) -> NamedFile {
    file(name, default: Self.loadSweep)
  }

  /// The folder with the builds of other commits.
  var builds: NamedFile { file(nil, default: ".build/compare-builds") }

  /// The folder that reports are written to: that of the run, or the committed one for the baseline.
  package func reports(named name: String?, of run: String?, isCommitted: Bool) -> NamedFile {
    if name == nil, !isCommitted { return self.run(named: run).folder }
    return file(name, default: Self.docs)
  }

  /// A file that was named on the command line.
  package func file(named name: String) -> NamedFile {
    NamedFile(name: name, url: URL(filePath: name, relativeTo: directory).absoluteURL)
  }

  /// A file of the package, by its path from the package's folder.
  func fileOfPackage(_ path: String) -> NamedFile { file(nil, default: path) }

  private func file(_ name: String?, default path: String) -> NamedFile {
    if let name { return file(named: name) }
    let url = URL(filePath: path, relativeTo: root).standardizedFileURL
    // As short as possible: relative to the working directory.
    let here = directory.path(percentEncoded: false)
    let full = url.path(percentEncoded: false)
    return NamedFile(name: full.hasPrefix(here) ? String(full.dropFirst(here.count)) : full, url: url)
  }

  /// The package that the defaults belong to.
  package var root: URL {
    if let root = variable("PERFORMANCE_ROOT") {
      return URL(filePath: root, directoryHint: .isDirectory, relativeTo: directory).absoluteURL
    }
    return PackageFiles.package(around: directory) ?? directory
  }

  /// A variable of the environment; an empty one counts as unset, as in most shells' tools.
  private func variable(_ name: String) -> String? {
    environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }
}

/// A file and the name by which messages call it.
package struct NamedFile: Sendable {
  package let name: String
  package let url: URL

  /// The folder that the file is in.
  var folder: NamedFile {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return NamedFile(
      name: parts.isEmpty ? "." : parts == [""] ? "/" : parts.joined(separator: "/"),
      url: url.deletingLastPathComponent())
  }

  /// A file in this folder.
  func file(_ path: String) -> NamedFile {
    NamedFile(name: "\(name.hasSuffix("/") ? String(name.dropLast()) : name)/\(path)", url: url.appending(path: path))
  }
}

// The file that root suites, targets and processes of one invocation write their report into, one after another.

import Foundation
import PerformanceMetrics

/// A file that holds a performance report, or will.
package struct ReportFile: Sendable, Hashable {
  /// Where the file is.
  package let url: URL

  /// Names a file.
  package init(url: URL) { self.url = url }

  /// The path of the file.
  package var path: String { url.path(percentEncoded: false) }

  /// Replaces the report with what `change` makes of the one that is there (`nil` for no file), whole or not at all.
  ///
  /// Nobody else who asks for it changes a report in the same folder meanwhile.
  ///
  /// - Throws: `InputError` for a folder and for a file that is not a performance report, neither of which is touched, and
  ///   for a path that cannot be written; what `change` throws.
  package func update(_ change: (PerformanceReport?) throws -> PerformanceReport) throws {
    try locked {
      let report = try change(present())
      do {
        try report.json().write(to: url, options: .atomic)
      } catch {
        throw problem(
          "a path that cannot be written (\(error.localizedDescription))", expected: "a writable path",
          "see its permissions and the free space, or name another file with PERFORMANCE_OUTPUT")
      }
    }
  }

  /// Removes the report, if there is one.
  ///
  /// - Throws: `InputError` as ``update(_:)`` does.
  package func remove() throws {
    guard FileManager.default.fileExists(atPath: path) else { return }
    try locked {
      _ = try present()
      try FileManager.default.removeItem(at: url)
    }
  }

  private func locked<Result>(_ work: () throws -> Result) throws -> Result {
    do {
      return try FolderLock.hold(url.deletingLastPathComponent(), work)
    } catch let error as FolderLockError {
      throw problem(
        "a folder that cannot be written (\(error.reason))", expected: "a writable folder",
        "see its permissions, or name another file with PERFORMANCE_OUTPUT")
    }
  }

  private func present() throws -> PerformanceReport? {
    let expected = "a performance report of an earlier run, or no file"
    let remedy = "name another file with PERFORMANCE_OUTPUT"
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
    if isFolder.boolValue { throw problem("a folder", expected: expected, remedy) }
    let data = try Data(contentsOf: url)
    guard PerformanceReport.isReport(data) else {
      throw problem("a file that is not a performance report", expected: expected, remedy)
    }
    // One that a newer version or somebody by hand has written is replaced as any other, and tells nothing.
    return try? PerformanceReport(json: data, file: path)
  }

  private func problem(_ found: String, expected: String, _ remedy: String) -> InputError {
    InputError(file: path, found: found, expected: expected, remedy: remedy)
  }
}

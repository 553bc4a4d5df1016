// The one place that touches the disk.

import Foundation
import PerformanceMetrics

extension NamedFile {
  var exists: Bool { FileManager.default.fileExists(atPath: path) }

  private var path: String { url.path(percentEncoded: false) }

  /// The report that the file holds.
  func report() throws(InputError) -> PerformanceReport {
    try PerformanceReport(
      json: read("a performance report", remedy: "make it with: swift test --filter performance"), file: name)
  }

  /// The baseline that the file holds.
  func baseline() throws(InputError) -> Baseline {
    try Baseline(json: read("a baseline", remedy: "make it from a run with: Scripts/update-baselines"), file: name)
  }

  private func read(_ kind: String, remedy: String) throws(InputError) -> Data {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw InputError(file: name, found: "no such file", expected: kind, remedy: remedy)
    }
    guard !isDirectory.boolValue else {
      throw InputError(file: name, found: "a directory", expected: kind, remedy: "name the file in it")
    }
    do {
      return try Data(contentsOf: url)
    } catch {
      throw InputError(
        file: name, found: "a file that cannot be read (\(error.localizedDescription))", expected: kind,
        remedy: "see its permissions")
    }
  }

  /// Puts the bytes in place of the file at once: a reader sees the old file or the new one, never a part.
  func replace(with data: Data, expected: String) throws(InputError) {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try data.write(to: url, options: .atomic)
    } catch {
      throw unwritable(error, expected)
    }
  }

  /// Does something while no other process that asks for the same can change the files of this folder.
  ///
  /// The lock is on the folder, so it leaves nothing behind, and it ends with the process however that ends.
  func whileLocked<Result>(_ work: () throws -> Result) throws -> Result {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw unwritable(error, "a folder")
    }
    let descriptor = open(folder.path(percentEncoded: false), O_RDONLY)
    guard descriptor >= 0, flock(descriptor, LOCK_EX) == 0 else {
      throw InputError(
        file: name, found: "a folder that cannot be locked (\(String(cString: strerror(errno))))",
        expected: "one writer at a time", remedy: "see its permissions")
    }
    defer { close(descriptor) }
    return try work()
  }

  private var folder: URL { url.deletingLastPathComponent() }

  private func unwritable(_ error: any Error, _ expected: String) -> InputError {
    InputError(
      file: name, found: "a place that cannot be written (\(error.localizedDescription))", expected: expected,
      remedy: "see the permissions and the free space; the old file is as it was")
  }
}

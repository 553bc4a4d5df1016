// The only code that reads and writes the disk.

import Foundation
import PerformanceFiles
import PerformanceMetrics
import PerformanceReporting

extension NamedFile {
  var exists: Bool { FileManager.default.fileExists(atPath: path) }

  private var path: String { url.path(percentEncoded: false) }

  /// The report that the file holds.
  func report() throws(InputError) -> PerformanceReport {
    try PerformanceReport(
      json: read(
        "a performance report",
        remedy: "make it with: swift test --filter performance (\(SuggestedCommands.filterRemark))"
      ), file: name)
  }

  /// The baseline that the file holds; the remedy is the command that makes one.
  func baseline(remedy: String) throws(InputError) -> Baseline {
    try Baseline(json: read("a baseline", remedy: "make it from a run with: \(remedy)"), file: name)
  }

  /// The baseline that an update replaces, which may hold the conflicts of a merge.
  func baselineToUpdate(remedy: String) throws(InputError) -> Baseline {
    let data = try read("a baseline", remedy: "make it from a run with: \(remedy)")
    if let joined = try Baseline(conflicted: data, file: name) { return joined }
    return try Baseline(json: data, file: name)
  }

  /// The history that the file holds; an empty one where there is no file yet.
  func history() throws(InputError) -> History {
    guard exists else { return try History(ndjson: Data(), file: name) }
    return try History(
      ndjson: read("a history of runs", limit: 2_000_000_000, remedy: "name a history with --history"), file: name)
  }

  /// What to know about a history whose last line was cut short.
  var tornLine: String {
    "\(name): the last line was cut short and is left out; the next run that is added overwrites it\n"
  }

  private func read(_ kind: String, limit: Int = 256_000_000, remedy: String) throws(InputError) -> Data {
    func problem(_ found: String, _ remedy: String) -> InputError {
      InputError(file: name, found: found, expected: kind, remedy: remedy)
    }
    var status = stat()
    guard stat(path, &status) == 0 else {
      guard errno == ENOENT || errno == ENOTDIR else {
        throw problem("a file that cannot be read (\(String(cString: strerror(errno))))", "see its permissions")
      }
      throw problem("no such file", remedy)
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw problem("a directory", "name the file in it")
    // A device may never end.
    default: throw problem("a device or a pipe", "write it to a file first")
    }
    guard status.st_size <= limit else {
      throw problem("\(status.st_size) bytes", "\(remedy); no such file has more than \(limit) bytes")
    }
    do {
      return try Data(contentsOf: url)
    } catch {
      throw problem("a file that cannot be read (\(error.localizedDescription))", "see its permissions")
    }
  }

  /// Replaces the file at once: a reader sees the old file or the new one, never a part.
  func replace(with data: Data, expected: String) throws(InputError) {
    do {
      try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
      try data.write(to: url, options: .atomic)
    } catch {
      throw unwritable(error, expected)
    }
  }

  /// Writes a file that is not there yet; `false`, and nothing is written, where there is anything at its path.
  func write(new data: Data) throws(InputError) -> Bool {
    do {
      try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
      try data.write(to: url, options: .withoutOverwriting)
      return true
    } catch let error as CocoaError where error.code == .fileWriteFileExists {
      return false
    } catch {
      throw unwritable(error, "a writable path")
    }
  }

  /// Whether the file holds just these bytes.
  func holds(_ data: Data) -> Bool { (try? Data(contentsOf: url)) == data }

  /// The names in this folder, sorted; none where there is no folder.
  var contents: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }

  /// Removes the file from the disk.
  func remove() throws(InputError) {
    do { try FileManager.default.removeItem(at: url) } catch { throw unwritable(error, "a file that can be removed") }
  }

  /// Replaces everything after the first `count` bytes of the file, which is created where there is none.
  ///
  /// Bytes that cannot be written completely are removed again.
  func append(_ data: Data, behind count: Int) throws(InputError) {
    do {
      if !exists { try Data().write(to: url) }
      let handle = try FileHandle(forWritingTo: url)
      defer { try? handle.close() }
      try handle.truncate(atOffset: UInt64(count))
      do {
        try handle.write(contentsOf: data)
        try handle.synchronize()
      } catch {
        try? handle.truncate(atOffset: UInt64(count))
        throw error
      }
    } catch {
      throw unwritable(error, "a writable path")
    }
  }

  /// Does something while no other process that asks for the same can change the files of this folder.
  ///
  /// The lock is on the folder, so it leaves nothing behind, and it ends with the process however that ends.
  func whileLocked<Result>(_ work: () throws -> Result) throws -> Result {
    do {
      return try FolderLock.hold(directory, work)
    } catch let error as FolderLockError {
      throw InputError(
        file: name, found: "a folder that cannot be created or locked (\(error.reason))",
        expected: "one writer at a time", remedy: "see its permissions")
    }
  }

  private var directory: URL { url.deletingLastPathComponent() }

  private func unwritable(_ error: any Error, _ expected: String) -> InputError {
    InputError(
      file: name, found: "a path that cannot be written (\(error.localizedDescription))", expected: expected,
      remedy: "see the permissions and the free space; the old file is as it was")
  }
}

// One writer at a time for the files of a folder.

import Foundation

/// A lock on a folder, which leaves nothing behind and ends with the process, however that ends.
package enum FolderLock {
  /// Does something while no other process or thread that asks for the same lock can; waits for it as long as it takes.
  ///
  /// The folder is created where there is none.
  ///
  /// - Throws: ``FolderLockError`` if the folder cannot be created or locked, and what `work` throws.
  package static func hold<Result>(_ folder: URL, _ work: () throws -> Result) throws -> Result {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw FolderLockError(reason: error.localizedDescription)
    }
    let descriptor = open(folder.path(percentEncoded: false), O_RDONLY)
    guard descriptor >= 0 else { throw FolderLockError(reason: String(cString: strerror(errno))) }
    defer { close(descriptor) }
    guard flock(descriptor, LOCK_EX) == 0 else { throw FolderLockError(reason: String(cString: strerror(errno))) }
    return try work()
  }
}

/// Why a folder could not be locked, in the system's words.
package struct FolderLockError: Error, Sendable {
  package let reason: String
}

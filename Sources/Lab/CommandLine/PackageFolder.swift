// The package whose files a subcommand reads and writes.

import CommandLineOptions
import Foundation

/// The package that `lab` works on.
package struct PackageFolder: Sendable {
  /// The folder that holds Package.swift.
  package let root: URL

  /// Finds the nearest folder, from the working directory upward, that holds Package.swift.
  ///
  /// - Throws: `UsageError` when there is none.
  package init() throws(UsageError) {
    let start = URL(filePath: FileManager.default.currentDirectoryPath).standardizedFileURL
    var folder = start
    while !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path) {
      guard folder.pathComponents.count > 1 else {
        throw UsageError(found: "no Package.swift in \(start.path) or above", expected: "to run inside the package")
      }
      folder.deleteLastPathComponent()
    }
    root = folder
  }

  /// A file by its path from the root.
  package func file(_ path: String) -> URL { root.appending(path: path) }

  /// The text of a file.
  ///
  /// - Throws: `UsageError` when it cannot be read.
  package func text(_ path: String) throws(UsageError) -> String {
    guard let data = FileManager.default.contents(atPath: file(path).path) else {
      throw UsageError(found: "no readable \(path)", expected: "it in \(root.path)")
    }
    return String(decoding: data, as: UTF8.self)
  }

  /// Checks that a path names a folder.
  ///
  /// - Throws: `UsageError` when it does not.
  package static func folder(_ path: String) throws(UsageError) -> String {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
      throw UsageError(found: path, expected: "a folder")
    }
    return path
  }
}

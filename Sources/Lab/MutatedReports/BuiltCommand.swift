// The command `performance` as a process of its own, so that a crash is noticed and stops nothing else.

import CommandLineOptions
import Foundation

/// The binary of the command, as the build left it.
package enum BuiltCommand {
  /// Finds the binary beside another product of the same build.
  ///
  /// - Throws: `UsageError` when there is none.
  package static func find(beside folders: [URL]) throws(UsageError) -> URL {
    let candidates = folders.map { $0.appending(path: "performance") }
    guard let found = candidates.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) }) else {
      throw UsageError(
        found: "no performance binary beside this one",
        expected: "the one that swift build -c release --product performance makes")
    }
    return found
  }

  /// Runs the binary in a folder; `nil` when a signal ended it, as one does after a minute.
  ///
  /// - Throws: what kept the process from being started.
  package static func run(_ binary: URL, _ words: [String], in folder: URL) throws -> Int32? {
    let process = Process()
    process.executableURL = binary
    process.arguments = words
    process.currentDirectoryURL = folder
    // Nothing of this process's environment but what tells a sanitizer in the binary what to look for.
    process.environment = ProcessInfo.processInfo.environment.filter {
      $0.key.hasSuffix("SAN_OPTIONS") || $0.key == "PATH"
    }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    let limit = DispatchWorkItem { process.terminate() }
    DispatchQueue.global().asyncAfter(deadline: .now() + 60, execute: limit)
    process.waitUntilExit()
    limit.cancel()
    return process.terminationReason == .exit ? process.terminationStatus : nil
  }
}

// The command as a process of its own, with what it printed.

import Foundation
import Testing

enum BuiltCommand {
  typealias Result = (exitCode: Int32, output: String, errors: String)

  /// Runs the command in a place.
  static func run(_ words: [String], in place: Place) throws -> Result {
    try run(binary().path(percentEncoded: false), words, in: place)
  }

  /// Runs another program, which finds the command under the variable `PERFORMANCE`.
  static func run(_ program: String, _ words: [String], in place: Place) throws -> Result {
    let (output, errors) = (place.path("output"), place.path("errors"))
    try place.write("", to: "output")
    try place.write("", to: "errors")
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = words
    process.currentDirectoryURL = place.directory
    // Nothing of this process's environment but what tells a sanitizer in the binary what to look for.
    let inherited = ProcessInfo.processInfo.environment.filter { $0.key.hasSuffix("SAN_OPTIONS") || $0.key == "PATH" }
    process.environment = inherited.merging(["PERFORMANCE": try binary().path(percentEncoded: false)]) { $1 }
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: output))
    process.standardError = try FileHandle(forWritingTo: URL(filePath: errors))
    try process.runToEnd()
    return (process.terminationStatus, try place.text("output"), try place.text("errors"))
  }

  /// The product beside the test bundle: next to it on Linux; on macOS the runner is elsewhere, and the bundle is loaded.
  private static func binary() throws -> URL {
    let places =
      [Bundle.main.bundleURL, URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()]
      + Bundle.allBundles.map { $0.bundleURL.deletingLastPathComponent() }
    let candidates = places.map { $0.appending(path: "performance") }
    return try #require(
      candidates.first { FileManager.default.isExecutableFile(atPath: $0.path(percentEncoded: false)) },
      "found no performance binary beside the tests, expected the one that swift test builds")
  }
}

extension Process {
  /// Runs the process, and ends it after a minute: its exit code is then that of a signal, which no test expects.
  func runToEnd() throws {
    try run()
    let limit = DispatchWorkItem { self.terminate() }
    DispatchQueue.global().asyncAfter(deadline: .now() + 60, execute: limit)
    waitUntilExit()
    limit.cancel()
  }
}

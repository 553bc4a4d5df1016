// Where and when the present run is made. Nothing here is judged.

import Foundation
import PerformanceMetrics

extension RunInformation {
  /// Describes the run of this process.
  ///
  /// `root` is the package's folder, whose commit is named; `sources` is the digest of what is in it, `invocation` tells
  /// the invocation of the tests from every other.
  package static func current(
    seed: UInt64, root: URL, warnings: [String], sources: String? = nil, invocation: String? = nil
  ) -> RunInformation {
    let commit = git(["rev-parse", "HEAD"], in: root)
    let changes = git(["status", "--porcelain", "--untracked-files=no"], in: root)
    return RunInformation(
      when: Date().ISO8601Format(), commit: commit, uncommittedChanges: changes.map { !$0.isEmpty }, host: .current,
      swift: swiftVersion, configuration: .current, seed: seed, warnings: warnings, sources: sources,
      invocation: invocation)
  }

  /// The run when it has come so far as now, with what became of its tests and what is to be known of them.
  package func ended(tests: [TestOutcome], warnings new: [String] = []) -> RunInformation {
    with(when: Date().ISO8601Format(), tests: tests, warnings: warnings + new)
  }

  /// The compiler's version as far as the language can tell it.
  private static var swiftVersion: String {
    #if compiler(>=6.6)
      "6.6 or later"
    #elseif compiler(>=6.5)
      "6.5"
    #elseif compiler(>=6.4)
      "6.4"
    #elseif compiler(>=6.3)
      "6.3"
    #else
      "6.2"
    #endif
  }

  /// What git answers in a folder; `nil` where there is no git or no repository.
  private static func git(_ arguments: [String], in folder: URL) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-C", folder.path] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}

extension BuildConfiguration {
  /// How this process was compiled.
  package static var current: BuildConfiguration {
    #if DEBUG
      .debug
    #else
      .release
    #endif
  }
}

extension PerformanceMetrics.Host {
  /// The machine that the process runs on.
  fileprivate static var current: Self {
    #if arch(x86_64)
      let architecture = "x86_64"
    #elseif arch(arm64)
      let architecture = "arm64"
    #else
      let architecture = "other"
    #endif
    let information = ProcessInfo.processInfo
    return Self(
      operatingSystem: information.operatingSystemVersionString, architecture: architecture,
      processors: information.activeProcessorCount)
  }
}

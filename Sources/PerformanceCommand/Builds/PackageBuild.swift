// One of the two builds: where its package lies, where it is built, and how its tests are run.

import Foundation
import PerformanceMetrics

/// A package in a folder and the folder of its release build.
struct PackageBuild: Sendable {
  /// How the tests are compiled.
  enum Imports: String, Sendable {
    /// Nothing is compiled otherwise than for release.
    case plain
    /// Modules are compiled for `@testable import`, which changes the code that is measured.
    case testable
  }

  /// `base` or `tree`.
  let name: String
  /// The folder that holds Package.swift.
  let package: URL
  /// The folder that the build is in.
  let scratch: URL
  let imports: Imports

  /// The command that builds the package and its tests.
  var buildWords: [String] {
    ["swift", "build", "--build-tests", "-c", "release"] + places
      + (imports == .testable ? ["-Xswiftc", "-enable-testing"] : [])
  }

  /// The command that runs the tests which a regular expression selects, for a measurement one after another.
  ///
  /// On Linux the test bundle is a program, which starts in a twentieth of the time that `swift test` takes.
  func testWords(_ filter: String, isMeasurement: Bool) -> [String] {
    let options = (isMeasurement ? ["--no-parallel"] : []) + ["--filter", filter]
    if let program { return [program.path(percentEncoded: false), "--testing-library", "swift-testing"] + options }
    return ["swift", "test", "--skip-build", "-c", "release"] + places
      + (imports == .plain ? ["--disable-testable-imports"] : []) + options
  }

  /// Whether there is something to run.
  var isBuilt: Bool { !bundles.isEmpty }

  private var places: [String] {
    ["--package-path", package.path(percentEncoded: false), "--scratch-path", scratch.path(percentEncoded: false)]
  }

  /// The one test bundle that is a program; `nil` where bundles are folders, and where there are several.
  var program: URL? {
    let bundles = bundles
    var isFolder: ObjCBool = false
    guard bundles.count == 1, let path = bundles.first?.path(percentEncoded: false),
      FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue,
      FileManager.default.isExecutableFile(atPath: path)
    else { return nil }
    return bundles.first
  }

  private var bundles: [URL] {
    let folder = scratch.appending(path: "release")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))) ?? []
    return names.filter { $0.hasSuffix(".xctest") }.sorted().map { folder.appending(path: $0) }
  }
}

/// A regular expression that selects tests by their whole names, whatever characters these hold.
func testFilter(_ names: some Collection<String>) -> String {
  let special = #"\^$.|?*+()[]{}/"#
  let escaped = Set(names).sorted().map { name in name.map { special.contains($0) ? "\\\($0)" : "\($0)" }.joined() }
  // Behind the name comes the place in the file, or nothing.
  return "^(\(escaped.joined(separator: "|")))(/|$)"
}

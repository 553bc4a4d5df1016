// Builds both builds and runs their tests, one process after another.

import Foundation
import PerformanceMetrics
import PerformanceReporting

/// What keeps two builds from being compared, with the log to look into.
struct BuildFailure: Error, CustomStringConvertible {
  let description: String
  /// Whether a process of the tests died, so that the measurement is not whole.
  var isIncomplete = false
}

/// Builds and runs, in the folder `.build/compare-builds`.
struct BuildRunner {
  /// How long a measurement without a fixed count takes in a process.
  static let seconds = "0.02"

  let cache: BuildCache
  let environment: [String: String]
  let launcher: Launcher

  /// Builds a package; `false` where its tests need modules that are compiled for `@testable import`.
  ///
  /// - Throws: ``BuildFailure``.
  func build(_ build: PackageBuild) throws -> Bool {
    let log = cache.folder.file("logs/build-\(build.name).log")
    let ending = try launch(build.buildWords, in: build.package, log: log)
    if ending.isSuccess, build.isBuilt { return true }
    let text = (try? String(contentsOf: log.url, encoding: .utf8)) ?? ""
    if build.imports == .plain, text.contains("was not compiled for testing") { return false }
    let errors = text.split(separator: "\n").filter { $0.contains("error:") }.prefix(3).map { "\n  \($0)" }.joined()
    throw BuildFailure(
      description: "the \(build.name): found "
        + (ending.isSuccess ? "a build without a test bundle" : "a build that failed with \(ending)")
        + ", expected a release build with its tests; all it said: \(log.name)\(errors)")
  }

  /// What `swift --version` says, so that no build of another compiler is taken for one of this.
  func compiler() throws -> String {
    let log = cache.folder.file("logs/compiler.log")
    _ = try launch(["swift", "--version"], in: cache.folder.url, log: log)
    return (try? String(contentsOf: log.url, encoding: .utf8)) ?? ""
  }

  /// Runs the tests of a build that a regular expression selects, in a process of their own.
  ///
  /// - Throws: ``BuildFailure`` for a process that leaves no whole report.
  func run(
    _ build: PackageBuild, filter: String, _ name: String, isMeasurement: Bool = true,
    variables: [String: String] = [:]
  ) throws -> PerformanceReport {
    let output = cache.folder.file("runs/\(build.name).json")
    let log = cache.folder.file("logs/run-\(build.name).log")
    if output.exists { try output.remove() }
    let ending = try launch(
      build.testWords(filter, isMeasurement: isMeasurement), in: build.package, log: log,
      variables: [
        "PERFORMANCE_OUTPUT": output.url.path(percentEncoded: false),
        "PERFORMANCE_ROOT": build.package.path(percentEncoded: false), "PERFORMANCE_TAGS": nil,
        "PERFORMANCE_MEASURE_SECONDS": Self.seconds, "SWIFT_DETERMINISTIC_HASHING": "1",
      ].merging(variables) { $1 })
    func failure(_ found: String) -> BuildFailure {
      BuildFailure(
        description: "the \(build.name), \(name): found \(found), expected a report of all its tests (it ended with "
          + "\(ending)); all it said: \(log.name)", isIncomplete: true)
    }
    guard output.exists else { throw failure("no report") }
    let report: PerformanceReport
    do { report = try output.report() } catch { throw failure("\(error.found)") }
    if let test = report.run.failedTests.first(where: { $0.status == .unfinished }) {
      throw failure("that \(test.name) began and did not end")
    }
    return report
  }

  func launch(
    _ words: [String], in folder: URL, log: NamedFile, variables: [String: String?] = [:]
  ) throws -> Ending {
    var environment = environment
    for (name, value) in variables { environment[name] = value }
    do {
      return try launcher.run(Launch(words: words, folder: folder, environment: environment, log: log.url))
    } catch {
      throw BuildFailure(
        description:
          "found a program that cannot be started (\(words[0]): \(error.localizedDescription)), expected one; "
          + "see PATH and the permissions of \(cache.folder.name)")
    }
  }
}

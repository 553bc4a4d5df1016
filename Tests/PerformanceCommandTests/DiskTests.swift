// What disks do to files: no space, no permission, two writers at once, death in the middle.

import Foundation
import PerformanceMetrics
import PerformanceReporting
import Testing

import PerformanceCommand

private let good: [(String, Int64)] = [("calls/finalize-10", 2), ("quota/busiest-minute", 29)]

@Suite struct `Files` {
  @Test func `are refused without reading when they are not regular files`() throws {
    let place = try Place()
    try place.writeBaseline(good)
    #expect(
      place.run("compare", "--run", "/dev/zero").errors.hasPrefix("/dev/zero: found a device or a pipe, expected a"))
    #expect(place.run("compare", "--run", "Baselines").errors.hasPrefix("Baselines: found a directory"))
    #expect(place.run("compare", "--run", "Package.swift/x").errors.hasPrefix("Package.swift/x: found no such file"))
  }

  @Test func `are refused when they are too large`() throws {
    let place = try Place()
    try place.writeBaseline(good)
    try place.write("{", to: "huge.json")
    let handle = try FileHandle(forWritingTo: URL(filePath: place.path("huge.json")))
    try handle.truncate(atOffset: 300_000_000)
    try handle.close()
    let outcome = place.run("compare", "--run", "huge.json")
    #expect(outcome.exitCode == .couldNotJudge)
    #expect(outcome.errors.hasPrefix("huge.json: found 300000000 bytes, expected a performance report"))
  }

  @Test(.enabled(if: getuid() != 0, "the superuser may read everything"))
  func `are refused without permission to read or write them`() throws {
    let place = try Place()
    try place.writeBaseline(good)
    try place.record(good)
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: place.path(Locations.report))
    #expect(place.run("compare").errors.contains("found a file that cannot be read"))
    try place.record(good, to: "run.json")
    try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: place.path("Baselines"))
    #expect(place.run("update", "--run", "run.json").errors.contains("found a path that cannot be written"))
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: place.path("Baselines"))
  }
}

@Suite struct `Two writers at once` {
  @Test func `lose no update of a baseline`() async throws {
    let place = try Place()
    let ids = (0..<20).map { "metric-\($0)" }
    try place.writeBaseline(ids.map { ($0, 2) } + [good[1]])
    for id in ids { try place.record([(id, 1)], to: "\(id).json") }
    let program = place.program
    await withTaskGroup(of: ExitCode.self) { group in
      for id in ids {
        group.addTask { program.run(["update", "--partial", "--run", "\(id).json"]).exitCode }
      }
      for await code in group { #expect(code == .nothingWorse) }
    }
    try place.record(ids.map { ($0, 1) } + [good[1]])
    #expect(place.run("compare", "--fail-on", "drift").exitCode == .nothingWorse)
  }

  @Test func `lose no line of a history`() async throws {
    let place = try Place()
    for number in 0..<20 {
      try place.record([(good[0].0, Int64(number)), good[1]], commit: "commit\(number)", to: "\(number).json")
    }
    let program = place.program
    await withTaskGroup(of: ExitCode.self) { group in
      for number in 0..<20 {
        group.addTask { program.run(["history", "add", "--run", "\(number).json"]).exitCode }
      }
      for await code in group { #expect(code == .nothingWorse) }
    }
    let history = try History(ndjson: Data(place.text(Locations.history).utf8), file: "h")
    #expect(Set(history.entries.map(\.commit)).count == 20)
  }
}

/// The built command in a shell that lets no file grow past a few kilobytes: a full disk, or death while writing.
@Suite struct `A failing write` {
  /// The thread sanitizer keeps files of its own, which the shell would let grow no further either.
  private static let hasSpaceForFiles = ProcessInfo.processInfo.environment["TSAN_OPTIONS"] == nil

  /// Many metrics, so that the files are larger than the limit.
  private let many = (0..<100).map { ("metric-\($0)", Int64(1)) } + [good[1]]

  /// What the kernel does to a writer at the limit: an error, as on a full disk, or death.
  enum End: String, CaseIterable {
    case error = "trap '' XFSZ"
    // Who started the tests may ignore the signal, which is inherited and cannot be undone by a shell.
    case death = "env --default-signal=XFSZ true 2>/dev/null && with='env --default-signal=XFSZ'"
  }

  private func run(_ words: String, in place: Place, _ end: End) throws -> BuiltCommand.Result {
    let script = "ulimit -f 8; with=; \(end.rawValue); $with \"$PERFORMANCE\" \(words) 2>&1 | cat"
    return try BuiltCommand.run("/bin/bash", ["-c", script], in: place)
  }

  @Test(.enabled(if: hasSpaceForFiles, "a sanitizer's own files are larger than the limit"), arguments: End.allCases)
  func `leaves the old baseline unchanged`(end: End) throws {
    let place = try Place()
    try place.writeBaseline(good)
    let before = try place.text(Locations.baseline)
    try place.record(many + [good[0]])
    let result = try run("update", in: place, end)
    #expect(try place.text(Locations.baseline) == before)
    if end == .error { #expect(result.output.contains("the old file is as it was")) }
    #expect(place.run("update").exitCode == .nothingWorse)
    #expect(place.run("compare").exitCode == .nothingWorse)
  }

  @Test(.enabled(if: hasSpaceForFiles, "a sanitizer's own files are larger than the limit"), arguments: End.allCases)
  func `leaves every complete line of a history`(end: End) throws {
    let place = try Place()
    try place.record(many, commit: "aaaa")
    for number in 0..<8 {
      try place.record(many + [(good[0].0, Int64(number))], commit: "commit-\(number)")
      _ = try run("history add", in: place, end)
    }
    let kept = try History(ndjson: Data(place.text(Locations.history).utf8), file: "h")
    #expect(kept.entries.count >= 1 && kept.entries.count < 8)
    #expect(kept.isTorn == (end == .death))
    #expect(place.run("history", "add").exitCode == .nothingWorse)
    let history = try History(ndjson: Data(place.text(Locations.history).utf8), file: "h")
    #expect(history.entries.count == kept.entries.count + 1 && !history.isTorn)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "there is no /dev/full on this system"))
  func `exits with 1 when standard output cannot be written`() throws {
    let place = try Place()
    try place.writeBaseline(good)
    try place.record(good)
    let result = try BuiltCommand.run("/bin/bash", ["-c", "\"$PERFORMANCE\" compare > /dev/full"], in: place)
    #expect(result.exitCode == 1)
    #expect(result.errors.contains("found an output that cannot be written"))
  }
}

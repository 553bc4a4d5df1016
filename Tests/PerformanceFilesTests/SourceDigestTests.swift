// When two states of a package are the same code.

import Foundation
import PerformanceFiles
import Testing

/// A package of its own for each test; it goes with its owner.
private final class Package {
  let root: URL

  init() throws {
    root = FileManager.default.temporaryDirectory.appending(path: "digest-\(UUID().uuidString)")
    try write("// swift-tools-version: 6.2\n", to: "Package.swift")
    try write("let a = 1\n", to: "Sources/A/A.swift")
    try write("let b = 1\n", to: "Tests/ATests/B.swift")
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  func write(_ text: String, to name: String) throws {
    let url = root.appending(path: name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  var digest: String? { SourceDigest.of(root) }
}

@Suite struct `The digest of sources` {
  @Test(arguments: ["Package.swift", "Sources/A/A.swift", "Tests/ATests/B.swift", "Sources/A/Resources/new.json"])
  func `changes with the content of a source`(name: String) throws {
    let package = try Package()
    let before = package.digest
    try package.write("let a = 2\n", to: name)
    #expect(package.digest != before)
  }

  @Test(arguments: [
    "Baselines/simulated.json", "docs/report.md", "README.md", ".build/out.o", "Sources/.DS_Store",
  ])
  func `does not change with what a measurement or an editor leaves`(name: String) throws {
    let package = try Package()
    let before = package.digest
    try package.write("new\n", to: name)
    #expect(package.digest == before)
  }

  @Test func `does not change with dates`() throws {
    let package = try Package()
    let before = package.digest
    let path = package.root.appending(path: "Sources/A/A.swift").path
    try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: 0)], ofItemAtPath: path)
    #expect(package.digest == before)
  }

  @Test func `changes when two sources swap their contents`() throws {
    let package = try Package()
    try package.write("let b = 2\n", to: "Tests/ATests/B.swift")
    let before = package.digest
    try package.write("let b = 2\n", to: "Sources/A/A.swift")
    try package.write("let a = 1\n", to: "Tests/ATests/B.swift")
    #expect(package.digest != before)
  }

  @Test func `is that of the same content in another folder`() throws {
    #expect(try Package().digest == Package().digest)
  }

  @Test func `is nothing where there is no package`() {
    #expect(SourceDigest.of(FileManager.default.temporaryDirectory.appending(path: "nowhere")) == nil)
  }
}

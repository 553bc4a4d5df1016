// A file as git holds it under a reference: what a change cannot edit.

import Foundation
import PerformanceMetrics
import PerformanceReporting

/// A baseline under a reference of git.
struct GitFile {
  /// The name for messages: `origin/main:Baselines/simulated.json`.
  let name: String
  private let contents: Data

  /// Reads a file's contents under a reference.
  ///
  /// `nil` where the reference has no such file and the working copy has: the change adds it.
  ///
  /// - Throws: `InputError` where there is no such reference, no repository or no such file in either.
  init?(reference: String, file: NamedFile, environment: [String: String]) throws(InputError) {
    let name = "\(reference):\(file.name)"
    func problem(_ found: String, _ remedy: String) -> InputError {
      InputError(file: name, found: found, expected: "a baseline that git holds", remedy: remedy)
    }
    // A reference never begins so; git would take it for an option.
    guard !reference.hasPrefix("-") else { throw problem("an option", "name a branch, a tag or a commit") }
    let folder = file.url.deletingLastPathComponent().path(percentEncoded: false)
    let git = Git(folder: folder, environment: environment)
    guard let commit = git.output(of: ["rev-parse", "--verify", "--quiet", "\(reference)^{commit}"]) else {
      throw problem("no such reference, or no git repository", "fetch it first: git fetch origin")
    }
    let hash = String(decoding: commit, as: UTF8.self).filter { !$0.isWhitespace }
    if let listed = git.output(of: ["ls-tree", hash, "./\(file.url.lastPathComponent)"]), listed.isEmpty, file.exists {
      return nil
    }
    guard let contents = git.output(of: ["show", "\(hash):./\(file.url.lastPathComponent)"]) else {
      throw problem("no such file there", "commit a baseline on that branch first, or name another reference")
    }
    self.name = name
    self.contents = contents
  }

  /// The baseline that the file holds.
  func baseline() throws(InputError) -> Baseline {
    try Baseline(json: contents, file: name)
  }
}

/// The command git in a folder.
struct Git {
  let folder: String
  let environment: [String: String]

  /// What git prints; `nil` when there is no git, or when it fails.
  func output(of words: [String]) -> Data? {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["git", "-C", folder] + words
    process.environment = environment.merging(["LC_ALL": "C"]) { $1 }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? data : nil
  }
}

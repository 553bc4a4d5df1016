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
  /// - Throws: `InputError` where there is no such reference, no repository that git reads, no folder or no such file.
  init?(reference: String, file: NamedFile, environment: [String: String]) throws(InputError) {
    let name = "\(reference):\(file.name)"
    func problem(_ found: String, _ remedy: String) -> InputError {
      InputError(file: name, found: found, expected: "a baseline that git holds", remedy: remedy)
    }
    // A reference never begins so; git would take it for an option.
    guard !reference.hasPrefix("-") else { throw problem("an option", "name a branch, a tag or a commit") }
    guard file.folder.exists else {
      throw problem(
        "no folder \(file.folder.name) here",
        "restore it: git checkout \(reference) -- \(file.folder.name); where the baseline is another file, name it with "
          + "--baseline")
    }
    let git = Git(folder: file.folder.url.path(percentEncoded: false), environment: environment)
    let commit = git.answer(to: ["rev-parse", "--verify", "--quiet", "\(reference)^{commit}"])
    guard let commit, commit.exitCode == 0 else {
      // A reference that is not there is a silent 1; everything else has words.
      if commit?.exitCode == 1 { throw problem("no such reference", "fetch it first: git fetch origin") }
      let (found, remedy) = git.refusal(commit)
      throw problem(found, remedy)
    }
    let listed = git.answer(to: ["ls-tree", commit.text, "./\(file.url.lastPathComponent)"])
    if let listed, listed.exitCode == 0, listed.text.isEmpty, file.exists { return nil }
    let contents = git.answer(to: ["show", "\(commit.text):./\(file.url.lastPathComponent)"])
    guard let contents, contents.exitCode == 0 else {
      throw problem("no such file there", "commit a baseline on that branch first, or name another reference")
    }
    self.name = name
    self.contents = contents.output
  }

  /// The baseline that the file holds.
  func baseline() throws(InputError) -> Baseline {
    try Baseline(json: contents, file: name)
  }
}

// Where builds are kept: one folder a commit, built once, and the oldest ones go.

import Foundation
import PerformanceMetrics

/// The folder with the builds of commits, `.build/compare-builds`.
struct BuildCache {
  /// How many commits' builds stay.
  static let kept = 2

  let folder: NamedFile
  let git: Git

  /// The commit that a reference names.
  ///
  /// - Throws: `InputError` where there is no such reference or no repository that git reads.
  func commit(_ reference: String) throws(InputError) -> String {
    func problem(_ found: String, _ remedy: String) -> InputError {
      InputError(file: reference, found: found, expected: "a commit that git holds", remedy: remedy)
    }
    guard !reference.hasPrefix("-") else { throw problem("an option", "name a branch, a tag or a commit") }
    let answer = git.answer(to: ["rev-parse", "--verify", "--quiet", "\(reference)^{commit}"])
    if let answer, answer.exitCode == 0 { return answer.text }
    if answer?.exitCode == 1 { throw problem("no such reference", "fetch it first: git fetch origin") }
    let (found, remedy) = git.refusal(answer)
    throw problem(found, remedy)
  }

  /// The package of the working copy as it is at a commit, checked out in a folder of its own.
  ///
  /// - Throws: `InputError` where git cannot check it out.
  func package(at commit: String) throws(InputError) -> URL {
    let source = folder.file("\(commit)/source")
    let place = source.url.path(percentEncoded: false)
    let there = Git(folder: place, environment: git.environment)
    if !source.exists || there.answer(to: ["rev-parse", "HEAD"])?.text != commit {
      // What a cache has restored is no working copy of this clone.
      if source.exists { try source.remove() }
      _ = git.answer(to: ["worktree", "prune"])
      let answer = git.answer(to: ["worktree", "add", "--detach", "--force", place, commit])
      guard let answer, answer.exitCode == 0 else {
        let (found, remedy) = git.refusal(answer)
        throw InputError(file: source.name, found: found, expected: "a checkout of \(commit)", remedy: remedy)
      }
    }
    let prefix = git.answer(to: ["rev-parse", "--show-prefix"])?.text ?? ""
    return source.url.appending(path: prefix, directoryHint: .isDirectory)
  }

  /// Where a commit is built, and the file that says it is, and with which compiler.
  func build(of commit: String, _ imports: PackageBuild.Imports) -> (scratch: URL, mark: NamedFile) {
    (folder.file("\(commit)/\(imports.rawValue)").url, folder.file("\(commit)/\(imports.rawValue).built"))
  }

  /// Removes the builds of all commits but those that were used last.
  func prune() throws(InputError) {
    func lastUse(_ commit: String) -> Date {
      let dates = ["plain", "testable"].compactMap { imports in
        try? folder.file("\(commit)/\(imports).built").url.resourceValues(forKeys: [.contentModificationDateKey])
          .contentModificationDate
      }
      return dates.max() ?? .distantPast
    }
    let commits = folder.contents.filter { $0.wholeMatch(of: /[0-9a-f]{40,64}/) != nil }
    let uses = commits.map { (commit: $0, date: lastUse($0)) }.sorted { ($0.date, $0.commit) > ($1.date, $1.commit) }
    let old = uses.dropFirst(Self.kept)
    for (commit, _) in old { try folder.file(commit).remove() }
    if !old.isEmpty { _ = git.answer(to: ["worktree", "prune"]) }
  }
}

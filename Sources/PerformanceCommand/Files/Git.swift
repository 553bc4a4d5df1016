// The command git in a folder: what it knows of the package, and in its own words why it does not tell.

import Foundation
import PerformanceMetrics

/// The command git in a folder.
struct Git {
  /// What git said and how it ended.
  struct Answer {
    let output: Data
    let errors: String
    let exitCode: Int32

    /// The output without the white space around it.
    var text: String { String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines) }
  }

  let folder: String
  let environment: [String: String]

  /// Asks git; `nil` when there is no git that can be run.
  func answer(to words: [String], input: Data = Data()) -> Answer? {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["git", "-C", folder] + words
    // A clone that left objects out must not fetch them one by one.
    process.environment = environment.merging(["LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1"]) { $1 }
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    // A file, as writing to a git that has ended would end this process too.
    let inputFile = FileManager.default.temporaryDirectory.appending(path: "git-input-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: inputFile) }
    if input.isEmpty {
      process.standardInput = FileHandle.nullDevice
    } else {
      guard (try? input.write(to: inputFile)) != nil, let handle = try? FileHandle(forReadingFrom: inputFile) else {
        return nil
      }
      process.standardInput = handle
    }
    guard (try? process.run()) != nil else { return nil }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    let words = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    // What `env` answers where there is no such command.
    guard process.terminationStatus != 127 else { return nil }
    return Answer(
      output: data, errors: String(decoding: words, as: UTF8.self), exitCode: process.terminationStatus)
  }

  /// The commits among some that git knows, and their ancestors, every commit behind its ancestors; one call for all.
  ///
  /// Empty where git knows none of them or does not answer: their runs are ordered by time then.
  func ancestry(of commits: [String]) -> [String] {
    let hashes = commits.filter { [40, 64].contains($0.utf8.count) && $0.allSatisfy { $0.isHexDigit } }
    guard !hashes.isEmpty else { return [] }
    let input = Data((hashes.joined(separator: "\n") + "\n").utf8)
    let words = ["rev-list", "--topo-order", "--reverse", "--ignore-missing", "--stdin"]
    guard let answer = answer(to: words, input: input), answer.exitCode == 0 else { return [] }
    let known = Set(hashes)
    return answer.text.split(separator: "\n").map(String.init).filter(known.contains)
  }

  /// Whether git holds a file just as it is on the disk, so that nothing is lost with it.
  func holds(_ path: String) -> Bool {
    let status = answer(to: ["status", "--porcelain", "--ignored", "--untracked-files=all", "--", path])
    guard let status, status.exitCode == 0, status.text.isEmpty else { return false }
    return answer(to: ["ls-files", "--error-unmatch", "--", path])?.exitCode == 0
  }

  /// What keeps git from answering: what was found and what to do.
  func refusal(_ answer: Answer?) -> (found: String, remedy: String) {
    guard let answer else { return ("no git that can be run", "install git, or name a file with --baseline") }
    let lines = answer.errors.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    let first = (lines.first ?? "without a word").replacing("fatal: ", with: "", maxReplacements: 1)
    // Git names the command that would end its refusal.
    if let command = lines.first(where: { $0.hasPrefix("git config --global --add safe.directory") }) {
      return ("a repository that git refuses to read (\(first))", "if you trust it: \(command)")
    }
    if first.hasPrefix("not a git repository") {
      return ("no git repository", "run it in a clone, or name a file with --baseline")
    }
    return ("a git that fails (\(first))", "see what it says: git -C '\(folder)' status")
  }
}

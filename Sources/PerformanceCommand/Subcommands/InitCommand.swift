// `performance init`: what a package needs to be judged on every pull request.

import CommandLineOptions
import Foundation
import PerformanceFiles
import PerformanceMetrics
import PerformanceReporting

struct InitCommand: Subcommand {
  let name = "init"
  let abstract = "writes the workflow and the folder of baselines of a package"
  let discussion =
    "What is there already is left as it is, and named. The workflow goes to the top of the git repository, where GitHub "
    + "looks for it; without one it goes into the package."
  let example = ["init"]

  func run(_ arguments: Arguments, in context: Context) throws -> Outcome {
    let locations = context.locations
    let manifest = locations.fileOfPackage("Package.swift")
    guard manifest.exists else {
      throw InputError(
        file: manifest.name, found: "no such file", expected: "a package here or in a folder above",
        remedy: "go to your package, or name its folder in PERFORMANCE_ROOT")
    }
    let folder = try context.folderInRepository()
    var (written, present): ([String], [String]) = ([], [])
    for (path, text) in InitialFiles(folder: folder).files {
      let file = locations.fileOfPackage(path)
      if try file.write(new: Data(text.utf8)) { written.append(file.name) } else { present.append(file.name) }
    }
    let ignore = locations.fileOfPackage(".gitignore")
    let lines = ignore.exists ? try Data(contentsOf: ignore.url) : Data()
    if let addition = InitialFiles.addition(toIgnored: String(decoding: lines, as: UTF8.self)) {
      try ignore.append(Data(addition.utf8), behind: lines.count)
      written.append("\(ignore.name) (\(InitialFiles.ignored))")
    } else {
      present.append(ignore.name)
    }
    func list(_ title: String, _ names: [String]) -> String {
      names.isEmpty ? "" : "\(title)\n" + names.map { "  \($0)\n" }.joined()
    }
    return Outcome(
      list("Wrote", written) + list("Left as they are", present) + "Next: \(context.stepAfterInit)\n")
  }
}

extension Context {
  /// What to type when the workflow and the folder are there: measure, keep a baseline, commit.
  fileprivate var stepAfterInit: String {
    if !locations.run(named: nil).exists { return commands.measure }
    if !locations.baseline(named: nil).exists { return commands.update }
    return SuggestedCommands.commitAll("Measure performance, and judge changes of it")
  }

  /// What to do with a new baseline: commit it or, before the first commit of that kind, see to what judges it.
  var stepAfterUpdate: String {
    let folder = (try? folderInRepository()) ?? ""
    return locations.fileOfPackage(InitialFiles(folder: folder).workflowPath).exists
      ? "commit it with the change that it belongs to."
      : "\(SuggestedCommands.performance(["init"])), so that every pull request is judged by it; or commit it."
  }

  /// The folder of the package in its git repository, `Packages/Parser/`; empty where it is the repository, or in none.
  ///
  /// - Throws: `InputError` for a folder whose name a workflow cannot hold.
  fileprivate func folderInRepository() throws(InputError) -> String {
    let git = Git(folder: locations.root.path(percentEncoded: false), environment: environment)
    guard let answer = git.answer(to: ["rev-parse", "--show-prefix"]), answer.exitCode == 0 else { return "" }
    // The workflow has it in expressions and paths, where other signs mean something.
    guard answer.text.wholeMatch(of: /[A-Za-z0-9._\/-]*/) != nil else {
      throw InputError(
        file: locations.fileOfPackage("Package.swift").name, found: "the folder \(answer.text) in the repository",
        expected: "a name of letters, digits, dots and hyphens, which a workflow can hold", remedy: "rename the folder")
    }
    return answer.text
  }
}

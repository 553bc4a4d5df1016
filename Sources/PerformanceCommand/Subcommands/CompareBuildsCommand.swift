// `performance compare-builds`: what a change costs this machine, against the commit that it is based on.

import CommandLineOptions
import Foundation
import PerformanceMetrics
import PerformanceReporting

struct CompareBuildsCommand: Subcommand {
  let name = "compare-builds"
  let abstract = "compares what measured work costs this machine with another commit"
  let discussion =
    "Builds the commit and the working copy in release, the commit once, and runs both. Allocations and bytes are compared "
    + "exactly, by the tolerances of the commit; processor time by pairs of processes in random order; wall time is shown. "
    + "Costs that the commit does not measure are added. Environment variables reach the builds and the tests."
  let positional: Positional? = Positional(
    "REF", count: 0...1, expected: "one reference of git, as in origin/main",
    help: "the commit to compare with; not needed with --base-build")
  let example = ["compare-builds", "origin/main", "--metric", "parsing.*"]

  private let pairs = Option<Int>.number("--pairs", default: 100, help: "how many pairs of processes are compared")
  private let seed = Option<Int>.number("--seed", default: 1, help: "draws the order within each pair")
  private let baseBuild = Option<String?>.text(
    "--base-build", "DIR", help: "a release build to compare with, as --scratch-path of swift build names it",
    expected: "the name of a folder")
  private let treeBuild = Option<String?>.text(
    "--tree-build", "DIR", help: "a release build of the working copy that is there already",
    expected: "the name of a folder")
  private let format = SharedOptions.format()

  var options: [any OptionDescription] {
    [SharedOptions.metric, pairs, seed, baseBuild, treeBuild, format, SharedOptions.color]
  }

  func run(_ arguments: Arguments, in context: Context) throws -> Outcome {
    let reference = arguments.positionals.first
    guard reference != nil || arguments.has(baseBuild) else {
      throw UsageError(found: "compare-builds without REF", expected: "one reference of git, as in origin/main")
    }
    // The folder's files are those of one comparison at a time.
    return try context.locations.builds.file("runs").whileLocked {
      try compare(with: reference, arguments, in: context)
    }
  }

  private func compare(with reference: String?, _ arguments: Arguments, in context: Context) throws -> Outcome {
    let selection = arguments.selection
    let builds = try TwoBuilds(
      reference: reference, base: arguments[baseBuild].map(context.locations.file(named:)),
      tree: arguments[treeBuild].map(context.locations.file(named:)), in: context)
    let runs = try builds.measure(pairs: arguments[pairs], seed: UInt64(arguments[seed]), selection)
    let comparison = BuildComparison(base: runs.base, tree: runs.tree, selection: selection)

    func title(_ name: String, _ run: RunInformation) -> String {
      let commit = run.commit.map { " · \($0.prefix(12))\(run.uncommittedChanges == true ? " with changes" : "")" }
      return name + (commit ?? "")
    }
    let (base, tree) = (title(builds.baseName, comparison.base), title(builds.treeName, comparison.tree))
    let document = Document(
      builds: comparison, base: base, tree: tree,
      conditions: builds.conditions(comparison, seed: arguments[seed]), growth: builds.allocationGrowth(comparison)
    ) { id in
      context.commands.compareBuilds(
        arguments.positionals + ["--metric", id, "--pairs", "\(arguments[pairs] * 4)"]
          + arguments.repeated([seed, baseBuild, treeBuild]))
    }
    let output =
      switch arguments[format] {
      case .table: Data(document.text(context.style(arguments[SharedOptions.color])).utf8)
      case .markdown: Data(document.markdown(opening: .verdict).utf8)
      case .json: try BuildComparisonJSON(comparison, base: base, tree: tree).data()
      }
    return Outcome(output: output, exitCode: comparison.exitCode)
  }
}

/// The two builds that are compared, ready to be run.
struct TwoBuilds {
  /// What a reader calls the builds.
  let baseName: String
  let treeName: String
  private let base: PackageBuild
  private let tree: PackageBuild
  private let runner: BuildRunner

  /// Sees that both are built: what is named is taken as it is.
  init(reference: String?, base: NamedFile?, tree: NamedFile?, in context: Context) throws {
    let root = context.locations.root
    let cache = BuildCache(
      folder: context.locations.builds,
      git: Git(folder: root.path(percentEncoded: false), environment: context.environment))
    runner = BuildRunner(cache: cache, environment: context.environment, launcher: context.launcher)
    for folder in [base, tree].compactMap(\.self) {
      guard PackageBuild(name: "", package: root, scratch: folder.url, imports: .plain).isBuilt else {
        throw InputError(
          file: folder.name, found: "no test bundle in its folder release", expected: "a release build with its tests",
          remedy: "build one: swift build --build-tests -c release --scratch-path \(folder.name)")
      }
    }
    var builds: (base: PackageBuild, tree: PackageBuild)?
    for imports in [PackageBuild.Imports.plain, .testable] {
      if imports == .testable {
        guard base == nil, tree == nil else {
          throw BuildFailure(
            description:
              "found tests that need @testable imports, expected them in both builds or in none; name no build "
              + "and let both be made, or name both")
        }
        context.launcher.say("tests of this package need @testable imports: building both with them")
      }
      let former =
        try base.map { PackageBuild(name: "base", package: root, scratch: $0.url, imports: imports) }
        ?? runner.buildBase(cache.commit(reference ?? ""), named: reference ?? "", imports)
      guard let former else { continue }
      let present =
        try tree.map { PackageBuild(name: "tree", package: root, scratch: $0.url, imports: imports) }
        ?? runner.buildTree(root, imports)
      guard let present else { continue }
      builds = (former, present)
      break
    }
    guard let builds else {
      throw BuildFailure(
        description: "found no build with @testable imports, expected one; see \(cache.folder.name)/logs")
    }
    (self.base, self.tree) = builds
    baseName = reference ?? base?.name ?? "base"
    treeName = tree?.name ?? "the working copy"
  }

  /// Runs all suites of both builds once, then those that measure the same costs in pairs.
  func measure(pairs: Int, seed: UInt64, _ selection: MetricSelection) throws -> (base: BuildRuns, tree: BuildRuns) {
    runner.launcher.say("running all suites of both builds")
    let whole = (
      base: try runner.run(base, filter: "performance", "all suites", isMeasurement: false),
      tree: try runner.run(tree, filter: "performance", "all suites", isMeasurement: false)
    )
    if let problem = selection.problem(among: whole.base.costs + whole.tree.costs) {
      throw SelectionError(description: "performance: \(problem)")
    }
    let common = BuildComparison.comparable(base: whole.base, tree: whole.tree, selection: selection)
    var processes: (base: [PerformanceReport], tree: [PerformanceReport]) = ([], [])
    if !common.isEmpty {
      let filters = (
        base: testFilter(common.compactMap(\.base.test)), tree: testFilter(common.compactMap(\.tree.test))
      )
      let order = PairOrder(seed: seed)
      for pair in 1...pairs {
        for isBase in order.isBaseFirst(pair) ? [true, false] : [false, true] {
          if isBase {
            processes.base.append(try runner.run(base, filter: filters.base, "pair \(pair)"))
          } else {
            processes.tree.append(try runner.run(tree, filter: filters.tree, "pair \(pair)"))
          }
        }
        runner.launcher.say(pair, of: pairs, "pair")
      }
    }
    return (
      BuildRuns(whole: whole.base, processes: processes.base), BuildRuns(whole: whole.tree, processes: processes.tree)
    )
  }

  /// Where the calls allocate more whose allocations regressed; empty where the platform does not say.
  func allocationGrowth(_ comparison: BuildComparison) -> [AllocationGrowth] {
    let worse = comparison.costs(.regressed).filter { $0.cost == .allocations }.prefix(3)
    guard !worse.isEmpty else { return [] }
    runner.launcher.say("looking where \(worse.map(\.measurement).joined(separator: ", ")) allocates more")
    let ids = worse.map(\.measurement)
    // What was judged is judged: that nothing can be said of the places is no error.
    guard
      let before = try? runner.allocationSites(base, filter: testFilter(worse.compactMap(\.base?.test)), of: ids),
      let after = try? runner.allocationSites(tree, filter: testFilter(worse.compactMap(\.tree?.test)), of: ids)
    else { return [] }
    return worse.compactMap { cost in
      guard let old = before[cost.measurement], let new = after[cost.measurement] else { return nil }
      return AllocationGrowth(id: cost.id, sites: new.growth(since: old))
    }
  }

  /// How the builds were compared.
  func conditions(_ comparison: BuildComparison, seed: Int) -> String {
    let run = comparison.tree
    let pairs =
      comparison.pairCount == 0
      ? "no pairs, as the two have no cost in common"
      : "\(comparison.pairCount) pairs of processes, in random order (seed \(seed))"
    return "\(pairs), on \(run.host.operatingSystem), \(run.host.architecture), \(run.host.processors) processors, "
      + "Swift \(run.swift), \(run.configuration.rawValue)"
      + (base.imports == .testable
        ? "; built for @testable imports, which the tests need and releases do not have" : "")
  }
}

extension BuildRunner {
  /// The build of a commit, from the cache or made now; `nil` where its tests need modules compiled for testing.
  fileprivate func buildBase(
    _ commit: String, named name: String, _ imports: PackageBuild.Imports
  ) throws -> PackageBuild? {
    let (scratch, mark) = cache.build(of: commit, imports)
    let build = PackageBuild(name: "base", package: try cache.package(at: commit), scratch: scratch, imports: imports)
    let compiler = Data(try compiler().utf8)
    if mark.holds(compiler), build.isBuilt {
      launcher.say("base: \(name) (\(commit.prefix(12))) is built already")
    } else {
      launcher.say("base: building \(name) (\(commit.prefix(12))) in release")
      guard try self.build(build) else { return nil }
    }
    // Written anew each time: the builds that were used last stay.
    try mark.replace(with: compiler, expected: "a writable path")
    try cache.prune()
    return build
  }

  /// The build of the working copy; `nil` where its tests need modules compiled for testing.
  fileprivate func buildTree(_ root: URL, _ imports: PackageBuild.Imports) throws -> PackageBuild? {
    launcher.say("tree: building the working copy in release")
    let build = PackageBuild(
      name: "tree", package: root, scratch: cache.folder.file("tree-\(imports.rawValue)").url, imports: imports)
    return try self.build(build) ? build : nil
  }
}

// Where and when a run was made: the one part of a report that differs from machine to machine.

/// How the code of a run was compiled.
package enum BuildConfiguration: String, Codable, Sendable, Hashable, CaseIterable {
  /// Without optimization, as `swift test` builds by default.
  case debug
  /// With optimization, as `-c release` builds.
  case release
}

/// The machine that a run was made on.
package struct Host: Codable, Sendable, Hashable {
  /// The system with its version, as in `Ubuntu 24.04` or `macOS 15.5`.
  package let operatingSystem: String
  /// The processor's architecture, as in `x86_64` or `arm64`.
  package let architecture: String
  /// How many processors the run could use.
  package let processors: Int

  /// Describes a machine by its system, its architecture and the number of processors.
  package init(operatingSystem: String, architecture: String, processors: Int) {
    self.operatingSystem = operatingSystem
    self.architecture = architecture
    self.processors = processors
  }
}

/// Where, when and from what a run was made; nothing in it is judged.
package struct RunInformation: Codable, Sendable, Hashable {
  /// When the run ended: ISO 8601 in UTC, as in `2025-06-01T12:00:00Z`.
  package let when: String
  /// The commit that was measured; `nil` when that is not known.
  package let commit: String?
  /// Whether files differed from the commit; `nil` when that is not known.
  package let uncommittedChanges: Bool?
  /// The machine that the run was made on.
  package let host: Host
  /// The version of the compiler, as in `6.3.1`.
  package let swift: String
  /// How the code was compiled.
  package let configuration: BuildConfiguration
  /// The seed of the run.
  package let seed: UInt64
  /// What a reader must know before trusting the numbers, one sentence each.
  package let warnings: [String]
  /// The digest of the sources that were measured; `nil` when that is not known.
  package let sources: String?
  /// What tells one invocation of the tests from every other; `nil` when that is not known.
  package let invocation: String?
  /// The tests that began, sorted by name, and the suites among them that failed or did not end.
  ///
  /// `nil` of a file that does not say what became of its tests, which does not pass.
  package let tests: [TestOutcome]?

  /// Describes a run; by default without warnings, and with tests that all passed.
  package init(
    when: String, commit: String?, uncommittedChanges: Bool?, host: Host, swift: String,
    configuration: BuildConfiguration, seed: UInt64, warnings: [String] = [], sources: String? = nil,
    invocation: String? = nil, tests: [TestOutcome]? = []
  ) {
    self.when = when
    self.commit = commit
    self.uncommittedChanges = uncommittedChanges
    self.host = host
    self.swift = swift
    self.configuration = configuration
    self.seed = seed
    self.warnings = warnings
    self.sources = sources
    self.invocation = invocation
    self.tests = tests?.sorted { $0.name < $1.name }
  }

  /// The tests that failed or did not end, sorted by name.
  package var failedTests: [TestOutcome] { (tests ?? []).filter { $0.status != .passed } }

  /// The same run with other tests and warnings, and another end where one is given.
  package func with(when: String? = nil, tests: [TestOutcome]?, warnings: [String]) -> RunInformation {
    RunInformation(
      when: when ?? self.when, commit: commit, uncommittedChanges: uncommittedChanges, host: host, swift: swift,
      configuration: configuration, seed: seed, warnings: warnings, sources: sources, invocation: invocation,
      tests: tests)
  }
}

extension RunInformation {
  /// The run as it stands in a file: one member a line, one test a line, sorted by name.
  var members: StableJSON.Member {
    func value(_ name: String, _ value: (any Encodable)?) -> (name: String, member: StableJSON.Member)? {
      value.map { (name, .value($0)) }
    }
    return .object(
      [
        value("commit", commit), value("configuration", configuration), value("host", host),
        value("invocation", invocation), value("seed", seed), value("sources", sources), value("swift", swift),
        tests.map { ("tests", .list($0)) }, value("uncommittedChanges", uncommittedChanges),
        value("warnings", warnings), value("when", when),
      ].compactMap(\.self))
  }
}

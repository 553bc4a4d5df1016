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

  /// Describes a run; ``warnings`` are empty by default.
  package init(
    when: String, commit: String?, uncommittedChanges: Bool?, host: Host, swift: String,
    configuration: BuildConfiguration, seed: UInt64, warnings: [String] = []
  ) {
    self.when = when
    self.commit = commit
    self.uncommittedChanges = uncommittedChanges
    self.host = host
    self.swift = swift
    self.configuration = configuration
    self.seed = seed
    self.warnings = warnings
  }
}

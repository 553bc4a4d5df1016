// Where accepted numbers come from, and why worse ones were accepted.

/// The run that accepted numbers come from.
package struct Acceptance: Codable, Sendable, Hashable {
  /// When the accepted run was measured: ISO 8601 in UTC.
  package let when: String
  /// The commit that was measured; `nil` when that is not known.
  package let commit: String?
  /// Whether files differed from the commit; `nil` when that is not known.
  package let uncommittedChanges: Bool?
  /// How the code was compiled.
  package let configuration: BuildConfiguration

  /// Names the run that is accepted.
  package init(_ run: RunInformation) {
    when = run.when
    commit = run.commit
    uncommittedChanges = run.uncommittedChanges
    configuration = run.configuration
  }
}

/// A run that measured a part of the baseline, and which metrics were accepted from it.
package struct PartialAcceptance: Codable, Sendable, Hashable {
  /// The run.
  package let accepted: Acceptance
  /// The ids of the metrics that come from it, sorted; not empty.
  package let metrics: [String]
}

/// Why the gate was told to let through more than before, in the words of who did it.
package struct AcceptanceReason: Codable, Sendable, Hashable {
  /// The reason.
  package let text: String
  /// The run that was accepted with it.
  package let accepted: Acceptance
  /// The edits that needed it.
  package let edits: [BaselineEdit]
}

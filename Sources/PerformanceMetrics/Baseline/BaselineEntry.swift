// Where a baseline's values come from, and why worse ones were let in: beside the metric that they explain.

/// The run that a value of a baseline comes from.
package struct BaselineSource: Codable, Sendable, Hashable {
  /// When the run ended: ISO 8601 in UTC.
  package let when: String
  /// The commit that was measured; `nil` when that is not known.
  package let commit: String?
  /// Whether files differed from the commit; `nil` when that is not known.
  package let uncommittedChanges: Bool?
  /// How the code was compiled.
  package let configuration: BuildConfiguration

  /// Takes from a run what a baseline keeps of it.
  package init(_ run: RunInformation) {
    when = run.when
    commit = run.commit
    uncommittedChanges = run.uncommittedChanges
    configuration = run.configuration
  }
}

/// Why an update lets the gate pass more than before.
package struct BaselineReason: Codable, Sendable, Hashable {
  /// The words of whoever updated the baseline.
  package let text: String
  /// The run that the baseline was updated from.
  package let source: BaselineSource
  /// The kinds of edits that it explains; not empty.
  package let explains: [BaselineEdit.Kind]
  /// The metric's value before the update; `nil` where no value changed.
  package let from: Int64?
  /// The metric's value from the update on; `nil` where no value changed.
  package let to: Int64?
  /// The two exactly, before and after, of a mean or a ratio.
  package let fractions: [Fraction]?

  init(
    text: String, source: BaselineSource, explains: [BaselineEdit.Kind], from: Int64? = nil, to: Int64? = nil,
    fractions: [Fraction]? = nil
  ) {
    self.text = text
    self.source = source
    self.explains = explains
    self.from = from
    self.to = to
    self.fractions = fractions
  }
}

/// A metric or a requirement of a baseline, with where it comes from.
///
/// Coded as one object: the fields of the value, `source`, and `reasons` and `formerly` where there are any.
package struct BaselineEntry<Value: Codable & Sendable & Hashable>: Codable, Sendable, Hashable {
  /// What the gate judges by.
  package let value: Value
  /// The run that the value comes from: the last one in which anything about it changed.
  package let source: BaselineSource
  /// Why it was let become worse or looser, the newest first; each kind of edit is explained by one of them at most.
  package let reasons: [BaselineReason]
  /// The ids that a metric had before it was renamed, the latest first: the history knows it by them.
  package let formerly: [String]

  init(_ value: Value, source: BaselineSource, reasons: [BaselineReason] = [], formerly: [String] = []) {
    self.value = value
    self.source = source
    self.reasons = reasons
    self.formerly = formerly
  }

  private enum CodingKeys: String, CodingKey { case source, reasons, formerly }

  /// Reads the fields of the value, `source`, `reasons` and `formerly` from one object.
  ///
  /// - Throws: `DecodingError`, and what the value throws.
  package init(from decoder: any Decoder) throws {
    value = try Value(from: decoder)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    source = try container.decode(BaselineSource.self, forKey: .source)
    reasons = try container.decodeIfPresent([BaselineReason].self, forKey: .reasons) ?? []
    formerly = try container.decodeIfPresent([String].self, forKey: .formerly) ?? []
  }

  /// Writes the fields of the value, `source`, `reasons` and `formerly` as one object.
  ///
  /// - Throws: what the encoder throws.
  package func encode(to encoder: any Encoder) throws {
    try value.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(source, forKey: .source)
    if !reasons.isEmpty { try container.encode(reasons, forKey: .reasons) }
    if !formerly.isEmpty { try container.encode(formerly, forKey: .formerly) }
  }
}

/// A metric or a requirement that was taken out of a baseline on purpose.
package struct BaselineRemoval: Codable, Sendable, Hashable {
  /// The metric or the requirement, as ``BaselineEdit/subject`` names it.
  package let subject: String
  /// Why it is no longer judged.
  package let reason: BaselineReason
}

/// A reason with everything that was updated for it, as people are shown it.
package struct BaselineUpdateReason: Sendable, Hashable {
  /// One edit that the reason explains.
  package struct Edit: Sendable, Hashable {
    /// What kind of edit it was.
    package let kind: BaselineEdit.Kind
    /// The metric or the requirement, as ``BaselineEdit/subject`` names it.
    package let subject: String
    /// The value before; `nil` where no value changed.
    package let from: Int64?
    /// The value from then on; `nil` where no value changed.
    package let to: Int64?
    /// The two exactly, of a mean or a ratio.
    package let fractions: [Fraction]?
    /// The unit of the two.
    package let unit: MetricUnit?
  }

  /// The words of whoever updated the baseline.
  package let text: String
  /// The run that the baseline was updated from.
  package let source: BaselineSource
  /// What it explains, by kind and subject.
  package let edits: [Edit]
}

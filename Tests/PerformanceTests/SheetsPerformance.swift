// The root of the suites: `swift test --filter performance` selects exactly what is in it.

import PerformanceTesting
import SheetsScenarios
import Testing

@Suite(
  .tags(.performance),
  .performance(
    requirements: SuiteRequirements.all, seed: suiteSeed, worldChecks: WorldChecks.all,
    glossary: [
      "union": "a part that a worker has assembled, one row of the sheet that says which are available",
      "finalize": "a worker marks unions as done and appends what was done to the log, acknowledged as one operation",
      "flush": "the calls that carry the operations pending at one moment to Google, which counts each call",
      "identity":
        "a service account whose calls Google counts; several identities share the work and have a quota each",
    ]))
enum `Sheets performance` {}

extension Tag {
  /// How long an operation takes.
  @Tag static var latency: Self
  /// How many calls an operation needs.
  @Tag static var calls: Self
  /// How rows travel.
  @Tag static var chunks: Self
  /// How many calls a minute holds.
  @Tag static var quota: Self
  /// How the service holds up when many work at once.
  @Tag static var load: Self
  /// How the service holds up when calls fail.
  @Tag static var faults: Self
  /// What the gate and the simulator cost the machine.
  @Tag static var host: Self
}

// The root of the suites: `swift test --filter performance` selects exactly what is in it.

import PerformanceTesting
import SheetsScenarios
import Testing

@Suite(
  .tags(.performance),
  .performanceReport(requirements: SuiteRequirements.all, seed: suiteSeed, worldChecks: WorldChecks.all))
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
  /// What the simulation costs the machine.
  @Tag static var host: Self
}

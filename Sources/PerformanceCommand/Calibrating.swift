// `performance calibrate`: one's own measured latencies become a profile that scenarios are run under.

import Foundation
import PerformanceMetrics
import PerformanceReporting

struct Calibrating {
  let samples: NamedFile
  /// Where the profile goes; `nil` for standard output.
  let output: NamedFile?
  let style: TextStyle

  /// Writes the profile; what is in it is shown when it goes to a file.
  func outcome() throws -> Outcome {
    let calibration = try LatencyCalibration(samples.samples(), file: samples.name)
    let profile = try calibration.json()
    guard let output else { return Outcome(output: profile) }
    try output.replace(with: profile, expected: "room for a latency profile")
    let advice = "measure under it with: PERFORMANCE_LATENCY=\(output.name) swift test --filter performance"
    return Outcome(output: Data("\(output.name)\n\(calibration.text(style))\(advice)\n".utf8))
  }
}

// From measured latencies to a profile that scenarios are run under: quantiles, as integers.

import Foundation
import PerformanceMetrics

/// A latency profile made of measured samples.
package struct LatencyCalibration: Sendable, Hashable {
  /// The fewest samples of a method that can stand for its distribution: with fewer, no sample is its 99th percentile.
  package static let fewestSamples = 100

  /// The quantiles that a profile has, in parts per million.
  package static let perMillion = [
    0, 50_000, 100_000, 250_000, 500_000, 750_000, 900_000, 950_000, 990_000, 999_000, 1_000_000,
  ]

  /// The version of the format that is written.
  package static let schema = 1

  /// The distribution of one method's latencies.
  package struct Method: Codable, Sendable, Hashable {
    /// The name as Google's documentation has it, such as `values.batchUpdate`.
    package let method: String
    /// How many calls were measured.
    package let samples: Int
    /// The latencies at `perMillion` by nearest rank, so that each is one that was measured.
    package let nanoseconds: [Int64]
  }

  /// The methods, sorted by name.
  package let methods: [Method]

  /// Takes the quantiles of samples; `file` is the name of their file, for messages.
  ///
  /// - Throws: `InputError` that names each method with too few samples, and how many it has.
  package init(_ samples: LatencySamples, file: String) throws(InputError) {
    let sorted = samples.nanoseconds.sorted { $0.key < $1.key }
    let scarce = sorted.filter { $0.value.count < Self.fewestSamples }
    guard scarce.isEmpty else {
      throw InputError(
        file: file, found: scarce.map { "\($0.value.count) of \($0.key)" }.joined(separator: ", "),
        expected: "at least \(Self.fewestSamples) samples of each method",
        remedy: "measure more calls, or leave the lines of that method out")
    }
    methods = sorted.map { name, values in
      let ascending = values.sorted()
      return Method(
        method: name, samples: values.count,
        nanoseconds: Self.perMillion.map { part in ascending[max(1, (part * values.count + 999_999) / 1_000_000) - 1] })
    }
  }

  /// The profile as a file: equal samples give equal bytes.
  ///
  /// - Throws: what `JSONEncoder` throws; these values give it no reason to.
  package func json() throws -> Data {
    struct File: Encodable {
      let schema: Int
      let perMillion: [Int]
      let methods: [Method]
    }
    return try StableJSON.data(File(schema: Self.schema, perMillion: Self.perMillion, methods: methods))
  }
}

// The conditions of the suites, which the environment can change.

import Foundation
import SheetsSim

/// The latency and the quota of every world; scenarios name them, so that numbers of two worlds are never compared.
package struct Conditions {
  package let latency: LatencyProfile
  package let quota: QuotaLimits

  /// What `PERFORMANCE_LATENCY` (origin, recorded, or the file of a calibrated profile) and `PERFORMANCE_QUOTA_WINDOW`
  /// (sliding, fixed) ask for; without them the origin's latency and a sliding window.
  package static let current: Conditions = {
    do {
      return try Conditions(ProcessInfo.processInfo.environment)
    } catch {
      fatalError("\(error)")
    }
  }()

  /// Reads the conditions from variables of the environment.
  ///
  /// - Throws: `ConditionsError` for an unknown value and for a file that is not a latency profile.
  package init(_ environment: [String: String]) throws {
    let window = environment["PERFORMANCE_QUOTA_WINDOW"].flatMap { $0.isEmpty ? nil : $0 } ?? "sliding"
    guard let kind = QuotaWindowKind(rawValue: window) else {
      throw ConditionsError("PERFORMANCE_QUOTA_WINDOW: found \(window), expected sliding or fixed")
    }
    quota = QuotaLimits(window: kind)
    let name = environment["PERFORMANCE_LATENCY"].flatMap { $0.isEmpty ? nil : $0 } ?? "origin"
    latency = try LatencyProfile.named.first { $0.name == name } ?? Self.profile(file: name)
  }

  private static func profile(file: String) throws -> LatencyProfile {
    let names = LatencyProfile.named.map(\.name).joined(separator: ", ")
    guard let data = FileManager.default.contents(atPath: file), let text = String(validating: data, as: UTF8.self)
    else {
      throw ConditionsError(
        "PERFORMANCE_LATENCY: found \(file), expected one of \(names) or a file that lab calibrate wrote")
    }
    do {
      return try LatencyProfile(json: text)
    } catch {
      throw ConditionsError(
        "PERFORMANCE_LATENCY: \(file), \(error); make it again: swift run lab calibrate samples.csv --output \(file)"
      )
    }
  }

  /// Describes the world without its faults.
  package var title: String {
    "\(latency.name) latency, \(quota.window) quota of \(quota.writesPerIdentity) writes and "
      + "\(quota.readsPerIdentity) reads a minute and identity, \(quota.writesPerProject) a project"
  }
}

/// A variable of the environment with an unknown value.
package struct ConditionsError: Error, CustomStringConvertible {
  package let description: String

  init(_ description: String) { self.description = description }
}

// Regressions injected on purpose, through the seams that scenarios have anyway, to prove that the gate catches them.

import BatchedSheets
import Foundation
import PerformanceMetrics
import SheetsAPI
import SheetsSim

/// One way to make the measured service worse; `Scripts/prove-gate` asks for each of them in turn.
///
/// It enters where a scenario sets up its world: a decorator of the transport, a value of the policy, a requirement.
/// The service and the simulator know nothing of it.
package enum InjectedRegression: String, CaseIterable {
  case slowerCalls = "slower-calls"
  case extraCall = "extra-call"
  case smallChunks = "small-chunks"
  case noPacing = "no-pacing"
  case oneIdentityFewer = "one-identity-fewer"
  case twiceTheRetries = "twice-the-retries"
  case rowLost = "row-lost"
  case rowDoubled = "row-doubled"
  case looserTarget = "looser-target"
  case extraAllocation = "extra-allocation"
  case slowerBy2Percent = "slower-by-2-percent"
  case slowerBy5Percent = "slower-by-5-percent"
  case slowerBy10Percent = "slower-by-10-percent"

  /// What the variable `PERFORMANCE_INJECTED_REGRESSION` asks for; `nil` as a rule.
  package static let current: InjectedRegression? = {
    guard let name = ProcessInfo.processInfo.environment["PERFORMANCE_INJECTED_REGRESSION"], !name.isEmpty else {
      return nil
    }
    guard let regression = InjectedRegression(rawValue: name) else {
      fatalError("PERFORMANCE_INJECTED_REGRESSION: found \(name), expected one of \(allCases.map(\.rawValue))")
    }
    return regression
  }()

  /// The service's policy with this regression.
  package func changed(_ configuration: ServiceConfiguration) -> ServiceConfiguration {
    var changed = configuration
    switch self {
    case .smallChunks: changed.rowsPerChunk = 450
    case .noPacing: changed.pacing = .unpaced
    case .oneIdentityFewer: if changed.identities.count > 1 { changed.identities.removeLast() }
    default: break
    }
    return changed
  }

  /// What stands between the service and the backend with this regression.
  func around(_ transport: any SheetsTransport, clock: SimulatedClock) -> any SheetsTransport {
    switch self {
    case .slowerCalls: SlowerCalls(base: transport, clock: clock)
    case .extraCall: ExtraCall(base: transport)
    case .twiceTheRetries: TwiceTheRetries(base: transport)
    case .rowLost: MutatedRows(base: transport, .lastLost)
    case .rowDoubled: MutatedRows(base: transport, .lastDoubled)
    default: transport
    }
  }

  /// The requirements with this regression.
  package func changed(_ requirements: [Requirement]) -> [Requirement] {
    guard self == .looserTarget else { return requirements }
    return requirements.map { requirement in
      guard requirement.id == "PERF-05" else { return requirement }
      return Requirement(
        id: requirement.id, row: requirement.row, metric: requirement.metric, relation: requirement.relation,
        target: requirement.target * 2, unit: requirement.unit)
    }
  }
}

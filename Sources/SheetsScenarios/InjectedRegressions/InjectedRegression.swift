// Harm on purpose, through the seams that scenarios have anyway: the proof that the gate sees it.

import BatchedSheets
import Foundation
import PerformanceMetrics
import SheetsAPI
import SheetsSim

/// One way to make the measured service worse; `Scripts/prove-gate` asks for each of them in turn.
///
/// It enters where a scenario puts its world together: a decorator of the transport, a value of the policy, a promise.
/// The service and the simulator know nothing of it.
enum Sabotage: String, CaseIterable {
  case slowerCalls = "slower-calls"
  case extraCall = "extra-call"
  case smallChunks = "small-chunks"
  case noPacing = "no-pacing"
  case oneIdentityFewer = "one-identity-fewer"
  case twiceTheRetries = "twice-the-retries"
  case rowLost = "row-lost"
  case rowDoubled = "row-doubled"
  case looserTarget = "looser-target"

  /// What the variable `PERFORMANCE_SABOTAGE` asks for; `nil` as a rule.
  static let current: Sabotage? = {
    guard let name = ProcessInfo.processInfo.environment["PERFORMANCE_SABOTAGE"], !name.isEmpty else { return nil }
    guard let sabotage = Sabotage(rawValue: name) else {
      fatalError("PERFORMANCE_SABOTAGE: found \(name), expected one of \(allCases.map(\.rawValue))")
    }
    return sabotage
  }()

  /// The service's policy under this sabotage.
  func changed(_ configuration: ServiceConfiguration) -> ServiceConfiguration {
    var changed = configuration
    switch self {
    case .smallChunks: changed.rowsPerChunk = 450
    case .noPacing: changed.pacing = .unpaced
    case .oneIdentityFewer: if changed.identities.count > 1 { changed.identities.removeLast() }
    default: break
    }
    return changed
  }

  /// What stands between the service and the backend under this sabotage.
  func around(_ transport: any SheetsTransport, clock: SimulatedClock) -> any SheetsTransport {
    switch self {
    case .slowerCalls: SlowerCalls(base: transport, clock: clock)
    case .extraCall: ExtraCall(base: transport)
    case .twiceTheRetries: TwiceTheRetries(base: transport)
    case .rowLost: BentRows(base: transport, .lastLost)
    case .rowDoubled: BentRows(base: transport, .lastDoubled)
    default: transport
    }
  }

  /// The promises under this sabotage.
  func changed(_ promises: [Requirement]) -> [Requirement] {
    guard self == .looserTarget else { return promises }
    return promises.map { promise in
      guard promise.id == "PERF-05" else { return promise }
      return Requirement(
        id: promise.id, row: promise.row, metric: promise.metric, relation: promise.relation,
        target: promise.target * 2, unit: promise.unit)
    }
  }
}

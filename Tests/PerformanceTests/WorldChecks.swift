// What must hold before anything is measured: a world that is not deterministic or has no quota proves nothing.

import PerformanceTesting
import SheetsAPI
import SheetsScenarios
import SheetsSim

enum WorldChecks {
  static let all = [sameSeedSameRun, quotaRefuses]

  /// The same seed gives the same trace, and another seed another one.
  private static let sameSeedSameRun = WorldCheck("the same seed gives the same run") {
    let digests = try [suiteSeed, suiteSeed, suiteSeed + 1].map { seed in
      try ShopFloorRun(workers: 5, duration: .seconds(60), policy: .oneIdentityTwoCalls, seed: seed).traceDigest
    }
    guard digests[0] == digests[1] else {
      throw WorldCheckError(
        "seed \(suiteSeed) gave the digests \(digests[0]) and \(digests[1]), expected two equal ones")
    }
    guard digests[0] != digests[2] else {
      throw WorldCheckError("the seeds \(suiteSeed) and \(suiteSeed + 1) both gave the digest \(digests[0])")
    }
  }

  /// The backend accepts 60 writes of an identity within a minute and refuses the 61st.
  private static let quotaRefuses = WorldCheck("the quota refuses the 61st write of a minute") {
    let simulation = Simulation(seed: suiteSeed, horizon: .seconds(60))
    let backend = SimulatedBackend(simulation, BackendConfiguration())
    let robot = Identity("robot")
    let id = SpreadsheetID("quota")
    backend.addSpreadsheet(id: id, title: "Quota", sharedWith: [robot])
    let refusals = try simulation.run {
      await withTaskGroup(of: Int?.self) { group in
        for row in 1...61 {
          group.addTask {
            let write = ValuesUpdate(spreadsheetID: id, data: ValueRange(range: "Sheet1!A\(row)", values: [["x"]]))
            do throws(SheetsError) {
              _ = try await backend.call(write, as: robot)
              return nil
            } catch {
              return error.code ?? 0
            }
          }
        }
        return await group.reduce(into: [Int]()) { if let code = $1 { $0.append(code) } }
      }
    }
    guard refusals == [429] else {
      throw WorldCheckError("61 writes at once were refused with \(refusals), expected one refusal with 429")
    }
  }
}

// The example of README.md for the real service, compiled and run against the simulator.

import BatchedSheets
import SheetsAPI
import SheetsHTTP
import SheetsSim
import Testing

@Suite(.timeLimit(.minutes(5))) struct `The README example of the real service` {
  /// Where access tokens come from: a library for OAuth, a metadata server, a vault.
  private struct Tokens {
    func token(of identity: Identity, insteadOf refused: String?) async throws -> String { identity.name }
  }

  private static func transport(_ tokens: Tokens) -> URLSessionTransport {
    let transport = URLSessionTransport { identity, refused in
      try await tokens.token(of: identity, insteadOf: refused)
    }
    return transport
  }

  func finalize(_ product: String, in id: SpreadsheetID, over transport: any SheetsTransport) async throws -> Receipt {
    let robot = Identity("robot-1@project.iam.gserviceaccount.com")
    let spreadsheet = try await transport.call(SpreadsheetsGet(spreadsheetID: id), as: robot)
    let service = try BatchedSheetsService(
      configuration: ServiceConfiguration(
        spreadsheetID: id, log: SheetReference(spreadsheet.sheets[0]), identities: [robot], mode: .oneCall),
      transport: transport, clock: ContinuousClock(), jitter: SystemRandomNumberGenerator())
    return try await service.whileRunning {
      try await service.perform(SheetOperation(rows: [[.string(product), "finalized"]]))
    }
  }

  @Test func `gets its operation acknowledged`() async throws {
    _ = Self.transport(Tokens())
    let wire = Wire(to: SimulatedBackend(seed: 1))
    let transport = wire.transport()
    let robot = Identity("robot-1@project.iam.gserviceaccount.com")
    let spreadsheet = try await transport.call(SpreadsheetsCreate(title: "Shop"), as: robot)
    let receipt = try await finalize("P-1042", in: spreadsheet.spreadsheetID, over: transport)
    #expect(receipt.calls.map(\.method) == [.spreadsheetsBatchUpdate])
    let read = ValuesGet(spreadsheetID: spreadsheet.spreadsheetID, range: "Sheet1")
    #expect(try await transport.call(read, as: robot).values == [["P-1042", "finalized"]])
  }
}

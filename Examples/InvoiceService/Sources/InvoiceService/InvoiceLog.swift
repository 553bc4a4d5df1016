import SheetsAPI

/// Your own service: it knows `SheetsTransport` and nothing of the simulator.
public struct InvoiceLog {
  private let transport: any SheetsTransport

  /// Makes a log that calls through a transport.
  public init(transport: any SheetsTransport) { self.transport = transport }

  /// Adds an open invoice.
  public func append(_ number: Int) async throws {
    let row = ValueRange(range: "Sheet1!A1", values: [[.number(Double(number)), "open"]])
    _ = try await transport.call(ValuesAppend(spreadsheetID: "invoices", data: row), as: "billing")
  }
}

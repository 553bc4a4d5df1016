import InvoiceService
import SheetsTesting
import Testing

@Suite(.tags(.performance), .performance(.require("invoice.p95", .lessThan(.milliseconds(250)))))
struct `Invoice performance` {
  @Test func `an invoice is logged in time`() throws {
    let sheets = SimulatedSheets("invoices", sharedWith: "billing", seed: .run)
    try sheets.measure("invoice", times: 20, every: .seconds(2)) { number in
      try await InvoiceLog(transport: sheets).append(number)
    }
  }
}

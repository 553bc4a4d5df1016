// Measurements in a run whose report goes to a folder of its own, and a service to be measured.

import Foundation
import PerformanceFiles
import PerformanceMetrics
import SheetsAPI
import SheetsSim
import Synchronization
import Testing

@testable import PerformanceTesting
@testable import SheetsTesting

/// A service as somebody has it: it knows `SheetsTransport` and nothing of the simulator.
struct InvoiceLog {
  let transport: any SheetsTransport

  func append(_ number: Int) async throws {
    let row = ValueRange(range: "Sheet1!A1", values: [[.number(Double(number)), "open"]])
    _ = try await transport.call(ValuesAppend(spreadsheetID: "invoices", data: row), as: "billing")
  }
}

/// A world as most tests want it.
func world(latency: LatencyProfile = .origin, seed: Seed = .run, faults: [FaultRule] = []) -> SimulatedSheets {
  SimulatedSheets("invoices", sharedWith: "billing", seed: seed, latency: latency, faults: faults)
}

/// What measurements record; they are made in a suite with the trait, as far as they can tell.
func report(seed: UInt64 = 1, _ work: @escaping @Sendable () async throws -> Void) async throws -> PerformanceReport {
  let root = FileManager.default.temporaryDirectory.appending(path: "trial-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: root) }
  let run = PerformanceRun(
    requirements: [], seed: seed, worldChecks: [], files: PackageFiles(root: root, environment: [:]))
  let outcome = await run.conduct("a trial", work)
  if let failure = outcome.failure { throw failure }
  return try #require(outcome.report)
}

/// What is noted while an operation runs, in its order.
final class Notes<Note: Sendable>: Sendable {
  private let notes = Mutex<[Note]>([])
  var all: [Note] { notes.withLock(\.self) }
  func add(_ note: Note) { notes.withLock { $0.append(note) } }
}

extension PerformanceReport {
  /// The metric with an id.
  func metric(_ id: String) throws -> Metric {
    try #require(metrics.first { $0.id == id }, "found \(metrics.map(\.id))")
  }
}

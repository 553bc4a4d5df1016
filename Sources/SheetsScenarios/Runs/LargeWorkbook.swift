// As many cells as Google lets a workbook hold: what they cost in memory, to fill and to read.

import HostMeasurement
import SheetsAPI
import SheetsSim

/// A workbook of one sheet whose every cell holds a number, filled through the backend's calls.
package struct LargeWorkbook {
  package static let columns = 10
  private static let rowsPerWrite = 10_000
  private static let id = SpreadsheetID("large")
  private static let robot = Identity("robot")

  package let cells: Int
  /// Wall time to fill all cells, in nanoseconds.
  package let fillNanoseconds: Int64
  /// The longest wall time to read 1,000 rows, in nanoseconds, over twenty ranges of the sheet.
  package let slowestReadNanoseconds: Int64
  /// The peak memory of the process at the end, in bytes.
  package let peakMemoryBytes: Int64
  /// The error that one more row was answered with.
  package let refusal: String?
  /// Whether every row that was read held what had been written.
  package let isRight: Bool

  /// Fills a workbook; `rows` must be a multiple of 10,000 and is 1,000,000 for all that a workbook may hold.
  ///
  /// - Throws: `SimulationError` when the run stalls or passes its horizon.
  package init(rows: Int = 1_000_000) throws {
    let simulation = Simulation(seed: suiteSeed, horizon: .seconds(1_000_000))
    let limits = QuotaLimits(
      readsPerIdentity: 100_000, writesPerIdentity: 100_000, readsPerProject: 100_000, writesPerProject: 100_000)
    let backend = SimulatedBackend(simulation, BackendConfiguration(quota: limits, keepsCallLog: false))
    let sheet = SheetProperties(sheetID: 0, title: "Data", index: 0, rowCount: rows, columnCount: Self.columns)
    backend.addSpreadsheet(id: Self.id, title: "Large", sheets: [sheet], sharedWith: [Self.robot])
    let found = try simulation.run {
      let fill = try await HostStopwatch.measureWall {
        for first in stride(from: 0, to: rows, by: Self.rowsPerWrite) { try await Self.write(first, to: backend) }
      }
      let reads = try await Self.reads(of: rows, from: backend)
      let peak = HostStopwatch.peakMemoryBytes
      return (fill: fill.nanoseconds, reads: reads, peak: peak, refusal: await Self.refusal(of: rows, by: backend))
    }
    cells = rows * Self.columns
    fillNanoseconds = found.fill
    slowestReadNanoseconds = found.reads.slowest
    isRight = found.reads.areRight
    peakMemoryBytes = found.peak
    refusal = found.refusal
  }

  private static func write(_ first: Int, to backend: SimulatedBackend) async throws {
    let values = (first..<first + rowsPerWrite).map(row)
    let write = ValuesUpdate(spreadsheetID: id, data: ValueRange(range: "Data!A\(first + 1)", values: values))
    _ = try await backend.call(write, as: robot)
  }

  /// Reads 1,000 rows in twenty ranges; the fastest of five reads of a range counts, as other processes only add time.
  private static func reads(of rows: Int, from backend: SimulatedBackend) async throws -> (
    slowest: Int64, areRight: Bool
  ) {
    var slowest: Int64 = 0
    var areRight = true
    for first in stride(from: 0, to: rows, by: max(1000, rows / 20)) {
      let range = "Data!A\(first + 1):J\(first + 1000)"
      let call = ValuesGet(spreadsheetID: id, range: range, valueRenderOption: .unformattedValue)
      var fastest = Int64.max
      for _ in 0..<5 {
        let read = try await HostStopwatch.measureWall { try await backend.call(call, as: robot) }
        fastest = min(fastest, read.nanoseconds)
        areRight = areRight && read.value.values == (first..<first + 1000).map(row)
      }
      slowest = max(slowest, fastest)
    }
    return (slowest, areRight)
  }

  private static func refusal(of row: Int, by backend: SimulatedBackend) async -> String? {
    let append = ValuesAppend(spreadsheetID: id, data: ValueRange(range: "Data!A1", values: [Self.row(row)]))
    do throws(SheetsError) {
      _ = try await backend.call(append, as: robot)
      return nil
    } catch {
      return "\(error)"
    }
  }

  /// Numbers that no two cells share.
  private static func row(_ row: Int) -> [CellValue] {
    (0..<columns).map { .number(Double(row * columns + $0) + 0.5) }
  }
}

// The batching service over HTTP: acknowledged rows are in the sheet, and unknown outcomes are reported.

import BatchedSheets
import Foundation
import SheetsAPI
import SheetsHTTP
import SheetsSim
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(5))) struct `The batching service over HTTP` {
  private static let robot = Identity("robot@example.com")

  /// An account with one spreadsheet, a wire to it, and a service that uses the wire.
  private struct Line {
    let server = SimulatedBackend(seed: 1, quota: QuotaLimits())
    let clock = LeapingClock()
    let wire: Wire
    let id: SpreadsheetID
    let service: BatchedSheetsService<LeapingClock>

    /// Creates a service over a wire; `spoil` replaces answers, by the number of their request from 0.
    init(_ mode: FlushMode, spoil: @escaping @Sendable (Int, RESTAnswer) -> Wire.Ending = { .answer($1) }) throws {
      let (server, clock) = (server, clock)
      let sheets = [
        SheetProperties(sheetID: 1, title: "Cells", index: 0), SheetProperties(sheetID: 2, title: "Log", index: 1),
      ]
      let create = SpreadsheetsCreate(title: "Shop", sheets: sheets).request
      let created = try server.immediateAnswer(to: create.rest, as: robot).reply(to: create.method)
      guard case .spreadsheetsCreate(let spreadsheet) = created else { throw URLError(.badServerResponse) }
      let count = Mutex(0)
      wire = Wire { arrival in
        let number = count.withLock { count in
          defer { count += 1 }
          return count
        }
        return spoil(
          number, server.immediateAnswer(to: arrival.request, as: Identity(arrival.token), at: clock.now.nanoseconds))
      }
      id = spreadsheet.spreadsheetID
      service = try BatchedSheetsService(
        configuration: ServiceConfiguration(
          spreadsheetID: id, log: SheetReference(sheetID: 2, title: "Log"), identities: [robot], mode: mode),
        transport: wire.transport(), clock: clock, jitter: SplitMix64(seed: 1))
    }

    /// The values of a sheet, read without the wire.
    func values(_ sheet: String) throws -> [[CellValue]] {
      let read = ValuesGet(spreadsheetID: id, range: sheet, valueRenderOption: .unformattedValue).request
      let reply = try server.immediateAnswer(to: read.rest, as: robot, at: clock.now.nanoseconds + 60_000_000_000)
        .reply(to: read.method)
      guard case .valuesGet(let range) = reply else { return [] }
      return range.values ?? []
    }
  }

  private static func operation(_ number: Int) -> SheetOperation {
    SheetOperation(
      updates: [
        CellUpdate(
          sheet: SheetReference(sheetID: 1, title: "Cells"), row: number, column: 0, values: [.number(Double(number))])
      ],
      rows: [["row", .number(Double(number))]])
  }

  /// Performs operations in rounds of ten at once; returns their results by number.
  private static func perform(_ count: Int, through line: Line) async throws -> [Result<Receipt, any Error>] {
    try await line.service.whileRunning {
      var results: [Result<Receipt, any Error>] = []
      for round in stride(from: 0, to: count, by: 10) {
        results += await withTaskGroup(of: (Int, Result<Receipt, any Error>).self) { group in
          for number in round..<min(count, round + 10) {
            group.addTask {
              do { return (number, .success(try await line.service.perform(operation(number)))) } catch {
                return (number, .failure(error))
              }
            }
          }
          return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
        }
      }
      return results
    }
  }

  private static func numbers(_ rows: [[CellValue]]) -> [Double] {
    rows.compactMap { if case .number(let number)? = $0.last { number } else { nil } }.sorted()
  }

  @Test(arguments: FlushMode.allCases)
  func `acknowledges the rows in the sheet, within the quota`(mode: FlushMode) async throws {
    let line = try Line(mode)
    let results = try await Self.perform(400, through: line)
    let receipts = try results.map { try $0.get() }
    #expect(receipts.allSatisfy { receipt in receipt.calls.allSatisfy { $0.failure == nil && $0.attempt == 1 } })
    #expect(Self.numbers(try line.values("Log")) == (0..<400).map(Double.init))
    #expect(Self.numbers(try line.values("Cells")) == (0..<400).map(Double.init))
    #expect(line.wire.arrivals.count < 400)
  }

  @Test func `applies a flush once although its answers are lost`() async throws {
    let line = try Line(.oneCall) { number, answer in number % 3 == 0 ? .failure(.timedOut) : .answer(answer) }
    let results = try await Self.perform(30, through: line)
    #expect(try results.map { try $0.get() }.count == 30)
    #expect(Self.numbers(try line.values("Log")) == (0..<30).map(Double.init))
    #expect(line.wire.arrivals.count > 3)
  }

  @Test func `reports the outcome of an append without an answer as unknown`() async throws {
    let line = try Line(.twoCalls) { number, answer in number == 1 ? .failure(.networkConnectionLost) : .answer(answer)
    }
    let results = try await Self.perform(1, through: line)
    guard case .failure(let error as ServiceError)? = results.first, case .partiallyApplied(let outcome) = error
    else {
      Issue.record("\(results)")
      return
    }
    #expect(outcome.parts.map(\.state) == [.applied, .unknown])
    #expect(Self.numbers(try line.values("Log")) == [0])
  }
}

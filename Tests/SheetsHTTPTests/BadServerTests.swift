// The service over a real connection to Scripts/support/bad_server.py, which Scripts/check-bad-server starts.

import BatchedSheets
import Foundation
import SheetsAPI
import SheetsHTTP
import SheetsSim
import Synchronization
import Testing

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Where the bad server listens, and what it wrote down.
private enum BadServer {
  /// What the server applied, and how many requests came.
  struct Log: Decodable {
    var rows: [String]
    var requests: Int
    /// How many connections it will still reset.
    var armed: Int
  }

  static let address = ProcessInfo.processInfo.environment["SHEETS_BAD_SERVER"]
  static let robot = Identity("robot@example.com")
  static let token = "secret-0123456789"
  static let operations = 5

  /// A transport that gives up after 1 s of silence, or 2 s in all, to a behavior of the server.
  static func transport(
    _ behavior: String, at address: String? = address,
    token: @escaping URLSessionTransport.TokenProvider = { _, _ in token }
  ) -> URLSessionTransport {
    URLSessionTransport(baseURL: "\(address ?? "")/\(behavior)", timeout: .seconds(1), limit: .seconds(2), token: token)
  }

  static func log(_ behavior: String) async throws -> Log {
    let url = try #require(URL(string: "\(address ?? "")/\(behavior)/log"))
    return try JSONDecoder().decode(Log.self, from: try await URLSession.shared.data(from: url).0)
  }

  /// Performs operations one after the other, each with one row that has its number; returns their errors by number.
  static func perform(over transport: URLSessionTransport) async throws -> [(any Error)?] {
    let service = try BatchedSheetsService(
      configuration: ServiceConfiguration(
        spreadsheetID: SpreadsheetID("S"), log: SheetReference(sheetID: 2, title: "Log"), identities: [robot],
        mode: .oneCall),
      transport: transport, clock: LeapingClock(), jitter: SplitMix64(seed: 1))
    return try await service.whileRunning {
      var errors: [(any Error)?] = []
      for number in 0..<operations {
        do {
          _ = try await service.perform(SheetOperation(rows: [[.string("row \(number)")]]))
          errors.append(nil)
        } catch {
          errors.append(error)
        }
      }
      return errors
    }
  }

  /// Prints a row of the table that the check shows.
  static func show(_ behavior: String, _ outcome: String, _ log: Log, _ time: Duration) {
    print(
      "bad server | \(behavior) | \(outcome) | \(log.rows.count) | \(log.requests) | \(Int(time / .milliseconds(1))) ms |"
    )
  }

  static func peakOfMemory() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line.flatMap { $0.split(separator: " ").dropLast().last }.flatMap { Int($0) } ?? 0
  }
}

@Suite(.serialized, .timeLimit(.minutes(1)), .enabled(if: BadServer.address != nil, "Scripts/check-bad-server runs it"))
struct `A bad server` {
  @Test(arguments: [
    "good", "accept", "reset-early", "reset", "close", "cut", "garbage", "silence", "drip", "html", "truncated",
    "other", "busy",
    "away", "conflict", "late", "huge", "huge-chunked", "kept",
  ])
  func `delays operations, and neither loses nor doubles them`(behavior: String) async throws {
    let memory = BadServer.peakOfMemory()
    let start = ContinuousClock.now
    if behavior == "accept" {
      let url = try #require(URL(string: "\(BadServer.address ?? "")/accept/arm"))
      _ = try await URLSession.shared.data(from: url)
    }
    let errors = try await BadServer.perform(over: BadServer.transport(behavior))
    let time = ContinuousClock.now - start
    let log = try await BadServer.log(behavior)
    BadServer.show(behavior, "\(errors.count { $0 == nil }) of \(errors.count) acknowledged", log, time)
    #expect(errors.allSatisfy { $0 == nil }, "\(errors)")
    #expect(log.armed == 0)
    #expect(log.rows == (0..<BadServer.operations).map { "row \($0)" })
    #expect(time < .seconds(5))
    #expect(BadServer.peakOfMemory() - memory < 400_000, "kB of memory")
  }

  @Test(arguments: ["redirect", "echo", "unauthorized", "forbidden", "gone"])
  func `that refuses every call fails every operation, at once`(behavior: String) async throws {
    let count = Mutex(0)
    let transport = BadServer.transport(behavior) { _, _ in
      // A 401 with a fresh token each time must end too.
      "\(BadServer.token)-\(count.withLock { $0 += 1; return $0 })"
    }
    let start = ContinuousClock.now
    let errors = try await BadServer.perform(over: transport)
    let time = ContinuousClock.now - start
    let log = try await BadServer.log(behavior)
    BadServer.show(behavior, "\(errors.count { $0 == nil }) of \(errors.count) acknowledged", log, time)
    for error in errors {
      let error = try #require(error)
      #expect(!"\(error) \(String(reflecting: error))".contains(BadServer.token))
    }
    #expect(log.rows.isEmpty)
    #expect(log.requests <= 4 * BadServer.operations)
    #expect(try await BadServer.log("elsewhere").requests == 0)
    #expect(time < .seconds(5))
  }

  @Test(arguments: [
    ("http://127.0.0.1:1", SheetsError.NotSent.noConnection), ("http://nowhere.invalid", .noHost),
    (BadServer.address?.replacing("http:", with: "https:") ?? "", .notSecure),
  ])
  func `that cannot be reached was sent nothing`(address: String, reason: SheetsError.NotSent) async throws {
    let transport = BadServer.transport("good", at: address)
    let write = SpreadsheetsBatchUpdate(spreadsheetID: SpreadsheetID("S"), requests: [])
    await #expect(throws: SheetsError.notSent(reason)) { _ = try await transport.call(write, as: BadServer.robot) }
  }

  @Test(arguments: [("busy.once", 7), ("away.once", 11)])
  func `tells when to try again`(behavior: String, seconds: Int) async throws {
    let read = SpreadsheetsGet(spreadsheetID: SpreadsheetID("S"))
    let error = await #expect(throws: SheetsError.self) {
      _ = try await BadServer.transport(behavior).call(read, as: BadServer.robot)
    }
    #expect(error?.retryAfter == .seconds(seconds))
  }

  /// In a process of its own, which URL loading on Linux ends in Swift 6.3.1 and before.
  @Test func `that cuts the headers of an answer`() async throws {
    let hasEnded = Mutex(false)
    let start = ContinuousClock.now
    await withKnownIssue("swift-corelibs-foundation, issue 5285", isIntermittent: true) {
      await #expect(processExitsWith: .success) {
        _ = try? await BadServer.perform(over: BadServer.transport("cut-headers"))
      }
    } matching: { _ in
      hasEnded.withLock { $0 = true }
      return true
    }
    let log = try await BadServer.log("cut-headers")
    let outcome =
      hasEnded.withLock { $0 } ? "KNOWN: ends the process (swift-corelibs-foundation, issue 5285)" : "goes on"
    BadServer.show("cut-headers", outcome, log, ContinuousClock.now - start)
    #expect(log.rows.count == Set(log.rows).count)
  }
}

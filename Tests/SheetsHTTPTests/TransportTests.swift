// How the transport handles requests, answers and failures; a wire replaces the network.

import Foundation
import SheetsAPI
import SheetsHTTP
import SheetsSim
import Synchronization
import Testing

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

@Suite(.timeLimit(.minutes(5))) struct `The transport over HTTP` {
  static let robot = Identity("robot@example.com")

  /// Every method, with names that need quotes, percent signs and non-ASCII characters.
  private static func requests(_ id: SpreadsheetID) -> [SheetsRequest] {
    let title = "Ünï & co/100%?+#:"
    let row = [ValueRange(range: "'\(title)'!B2:C3", values: [["a/b", 1.5], [.boolean(true), "é\"\n"]])]
    return [
      SpreadsheetsBatchUpdate(
        spreadsheetID: id,
        requests: [.addSheet(.init(sheetID: 7, title: title))]
      ).request,
      ValuesUpdate(spreadsheetID: id, data: row[0]).request,
      ValuesBatchUpdate(spreadsheetID: id, data: row).request,
      ValuesAppend(spreadsheetID: id, data: ValueRange(range: "'\(title)'!B2", values: [["x", 2]])).request,
      ValuesGet(spreadsheetID: id, range: "'\(title)'!A1:D9", valueRenderOption: .unformattedValue).request,
      ValuesBatchGet(spreadsheetID: id, ranges: ["'\(title)'!A1:B2", "Sheet1"], majorDimension: .columns).request,
      ValuesClear(spreadsheetID: id, range: "'\(title)'!B2").request,
      ValuesBatchClear(spreadsheetID: id, ranges: ["'\(title)'!C3", "Sheet1!A1"]).request,
      SpreadsheetsGet(spreadsheetID: id).request,
    ]
  }

  @Test(arguments: ["", "/proxy/sheets"])
  func `carries every request and every reply unchanged`(path: String) async throws {
    let near = SimulatedBackend(seed: 1)
    let far = SimulatedBackend(seed: 1)
    let wire = Wire { arrival in
      var request = arrival.request
      request.path.removeFirst(path.count)
      return .answer(far.immediateAnswer(to: request, as: Identity(arrival.token)))
    }
    let transport = wire.transport(path: path)
    let create = SpreadsheetsCreate(title: "Shop").request
    let created = try near.immediateAnswer(to: create.rest, as: Self.robot).reply(to: .spreadsheetsCreate)
    #expect(try await transport.send(create, as: Self.robot) == created)
    guard case .spreadsheetsCreate(let spreadsheet) = created else { return }
    for request in Self.requests(spreadsheet.spreadsheetID) {
      let expected = try near.immediateAnswer(to: request.rest, as: Self.robot).reply(to: request.method)
      #expect(try await transport.send(request, as: Self.robot) == expected, "\(request.method)")
    }
    #expect(wire.arrivals.count == 10)
  }

  private static let read = ValuesGet(spreadsheetID: SpreadsheetID("none"), range: "A1").request

  private static func error(_ wire: Wire) async throws -> SheetsError? {
    let transport = wire.transport()
    do throws(SheetsError) {
      _ = try await transport.send(read, as: robot)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    ErrorEnvelope(.invalidArgument, "Unable to parse range: X"), ErrorEnvelope(.failedPrecondition, "an Office file"),
    ErrorEnvelope(.permissionDenied, "The caller does not have permission"),
    ErrorEnvelope(.notFound, "Requested entity was not found."), ErrorEnvelope(.aborted, "The operation was aborted."),
    ErrorEnvelope(
      .resourceExhausted, "Quota exceeded",
      details: [
        .errorInfo(
          reason: "RATE_LIMIT_EXCEEDED", domain: "googleapis.com", metadata: [.init("quota_limit_value", "60")])
      ]), .unavailable,
  ])
  func `passes on Google's error envelope`(envelope: ErrorEnvelope) async throws {
    #expect(try await Self.error(Wire { _ in .answer(RESTAnswer(envelope)) }) == .refused(envelope))
  }

  @Test(arguments: [
    (502, "<html>Bad Gateway</html>"), (200, "{"), (200, "[]"), (200, "{}"), (302, ""), (404, "{}"), (204, ""),
    // Google's body with a different status from a proxy is not a refusal by Google.
    (502, #"{"error":{"code":400,"message":"x","status":"INVALID_ARGUMENT"}}"#),
  ])
  func `reports anything but an answer of the API as unreadable`(status: Int, body: String) async throws {
    let error = try await Self.error(Wire { _ in .answer(RESTAnswer(status: status, body: Array(body.utf8))) })
    guard case .unreadable(status, _, _)? = error else {
      Issue.record("\(error.map(String.init(describing:)) ?? "a reply")")
      return
    }
  }

  @Test(arguments: [
    RESTAnswer(status: 502, body: Array(repeating: 45, count: 10_000)),
    RESTAnswer(ErrorEnvelope(.invalidArgument, String(repeating: "-", count: 10_000))),
  ])
  func `quotes no more than the beginning of a long answer`(answer: RESTAnswer) async throws {
    let error = try await Self.error(Wire { _ in .answer(answer) })
    #expect(error?.quotes.count { $0 == "-" } == 500)
  }

  /// Calls the delegate directly, because a `URLProtocol` cannot redirect on every platform.
  @Test func `does not follow a redirect with the token`() throws {
    let here = try #require(URL(string: "https://here.test/"))
    let response = try #require(HTTPURLResponse(url: here, statusCode: 302, httpVersion: nil, headerFields: nil))
    let followed = Mutex<URLRequest?>(URLRequest(url: here))
    let task = URLSession.shared.dataTask(with: here)
    AnswerReceiver(bytesPerAnswer: 0).urlSession(
      .shared, task: task, willPerformHTTPRedirection: response, newRequest: URLRequest(url: here)
    ) { request in
      followed.withLock { $0 = request }
    }
    #expect(followed.withLock { $0 } == nil)
  }

  @Test(arguments: [
    (URLError.Code.timedOut, SheetsError.noAnswer(.timedOut)),
    (.networkConnectionLost, .noAnswer(.connectionLost)), (.badServerResponse, .noAnswer(.connectionLost)),
    (.cancelled, .noAnswer(.connectionLost)), (.cannotConnectToHost, .notSent(.noConnection)),
    (.notConnectedToInternet, .notSent(.noConnection)), (.cannotFindHost, .notSent(.noHost)),
    (.dnsLookupFailed, .notSent(.noHost)), (.secureConnectionFailed, .notSent(.notSecure)),
    (.serverCertificateUntrusted, .notSent(.notSecure)),
  ])
  func `tells a request that never left from a missing answer`(code: URLError.Code, expected: SheetsError) async throws
  {
    #expect(try await Self.error(Wire { _ in .failure(code) }) == expected)
  }

  /// URL loading on Linux says no more when TLS fails, and the same when it loses a connection.
  @Test func `takes an unknown failure for one of TLS only if a body was not sent`() async throws {
    let wire = Wire { _ in .failure(.unknown) }
    #expect(try await Self.error(wire) == .noAnswer(.connectionLost))
    let transport = wire.transport()
    await #expect(throws: SheetsError.notSent(.notSecure)) {
      _ = try await transport.call(SpreadsheetsCreate(title: "Shop"), as: Self.robot)
    }
  }

  @Test(arguments: [
    (Duration.milliseconds(1500), 2.0), (.milliseconds(900), 1), (.zero, 1), (.seconds(-5), 1),
    (.seconds(Int64.max), 86_400),
  ])
  func `passes its timeout to the session in whole seconds`(timeout: Duration, seconds: TimeInterval) async throws {
    let wire = Wire(to: SimulatedBackend(seed: 1))
    let transport = wire.transport(timeout: timeout)
    _ = try await transport.call(SpreadsheetsCreate(title: "Shop"), as: Self.robot)
    #expect(wire.arrivals.map(\.timeout) == [seconds])
  }

  @Test(arguments: ["sheets.googleapis.com", "ftp://sheets.googleapis.com", "https:", ""])
  func `refuses a base URL that is none of HTTP`(baseURL: String) async throws {
    let transport = URLSessionTransport(baseURL: baseURL) { _, _ in "token" }
    let error = await #expect(throws: SheetsError.self) { _ = try await transport.send(Self.read, as: Self.robot) }
    #expect(error?.kind == .refused)
  }

  @Test func `ends a call whose task is canceled`() async throws {
    let (hasArrived, arrival) = AsyncStream.makeStream(of: Void.self)
    let wire = Wire { _ in
      arrival.yield()
      return .silence
    }
    let error = await withTaskGroup(of: SheetsError?.self) { group in
      group.addTask { try? await Self.error(wire) }
      var arrivals = hasArrived.makeAsyncIterator()
      await arrivals.next()
      group.cancelAll()
      return await group.next() ?? nil
    }
    #expect(error == .noAnswer(.canceled))
  }
}

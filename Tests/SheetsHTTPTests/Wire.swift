// Replaces the network: requests of a session reach the simulator, or a handler of the test.

import Foundation
import SheetsAPI
import SheetsHTTP
import SheetsSim
import Synchronization

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// A wire to a unique host, where the test decides what happens to requests.
final class Wire: Sendable {
  /// What happens to a request.
  enum Ending {
    case answer(RESTAnswer, headers: [String: String] = [:])
    case failure(URLError.Code)
    /// There is never an answer.
    case silence
    /// The answer begins, with status 200, and never ends.
    case beginning([UInt8])
  }

  /// A request as it arrived.
  struct Arrival: Sendable {
    let request: RESTRequest
    let token: String
    let timeout: TimeInterval
  }

  private let host = "host-\(UUID().uuidString.lowercased()).test"
  private let far: @Sendable (Arrival) -> Ending
  private let arrived = Mutex<[Arrival]>([])
  private let (stops, stop) = AsyncStream.makeStream(of: Void.self)

  init(_ far: @escaping @Sendable (Arrival) -> Ending) {
    self.far = far
    WireProtocol.wires.withLock { $0[host] = self }
  }

  /// Creates a wire to an account of the simulator, where the token is the name of the identity.
  convenience init(to server: SimulatedBackend, clock: LeapingClock = LeapingClock()) {
    self.init { .answer(server.immediateAnswer(to: $0.request, as: Identity($0.token), at: clock.now.nanoseconds)) }
  }

  var arrivals: [Arrival] { arrived.withLock { $0 } }

  /// Returns once the loading of a request was stopped.
  func waitForStop() async {
    for await _ in stops { return }
  }

  /// A transport through this wire; by default, the token is the name of the identity.
  func transport(
    path: String = "", timeout: Duration = .seconds(180), limit: Duration = .seconds(240),
    bytesPerAnswer: Int = 10_000_000, clock: some Clock<Duration> = ContinuousClock(),
    token: @escaping URLSessionTransport.TokenProvider = { identity, _ in identity.name }
  ) -> URLSessionTransport {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.protocolClasses = [WireProtocol.self]
    return URLSessionTransport(
      baseURL: "https://\(host)\(path)", timeout: timeout, limit: limit, bytesPerAnswer: bytesPerAnswer,
      configuration: configuration, clock: clock, token: token)
  }

  fileprivate func stopped() { stop.yield() }

  fileprivate func end(_ arrival: Arrival) -> Ending {
    arrived.withLock { $0.append(arrival) }
    return far(arrival)
  }
}

/// Passes the requests of a session to the wire of their host.
final class WireProtocol: URLProtocol {
  fileprivate static let wires = Mutex<[String: Wire]>([:])

  override class func canInit(with request: URLRequest) -> Bool { true }

  override class func canonicalRequest(for request: URLRequest) -> URLRequest { request }

  override func startLoading() {
    guard let url = request.url, let parts = URLComponents(url: url, resolvingAgainstBaseURL: true), let wire
    else {
      client?.urlProtocol(self, didFailWithError: URLError(.cannotFindHost))
      return
    }
    let message = RESTRequest(
      method: request.httpMethod ?? "", path: parts.percentEncodedPath, query: parts.percentEncodedQuery ?? "",
      body: body)
    let authorization = request.value(forHTTPHeaderField: "Authorization") ?? ""
    let arrival = Wire.Arrival(
      request: message, token: String(authorization.dropFirst("Bearer ".count)), timeout: request.timeoutInterval)
    switch wire.end(arrival) {
    case .answer(let answer, let headers):
      begin(url, answer.status, headers, answer.body)
      client?.urlProtocolDidFinishLoading(self)
    case .failure(let code): client?.urlProtocol(self, didFailWithError: URLError(code))
    case .silence: break
    case .beginning(let body): begin(url, 200, [:], body)
    }
  }

  override func stopLoading() { wire?.stopped() }

  private var wire: Wire? { Self.wires.withLock { $0[request.url?.host ?? ""] } }

  /// A session may have turned the body into a stream.
  private var body: [UInt8] {
    if let body = request.httpBody { return Array(body) }
    guard let stream = request.httpBodyStream else { return [] }
    stream.open()
    defer { stream.close() }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = stream.read(&part, maxLength: part.count)
      guard count > 0 else { return bytes }
      bytes += part[..<count]
    }
  }

  private func begin(_ url: URL, _ status: Int, _ headers: [String: String], _ body: [UInt8]) {
    guard
      let response = HTTPURLResponse(url: url, statusCode: status, httpVersion: "HTTP/1.1", headerFields: headers)
    else { return }
    client?.urlProtocol(self, didReceive: response, cacheStoragePolicy: .notAllowed)
    client?.urlProtocol(self, didLoad: Data(body))
  }
}

extension SheetsError {
  /// All that an error quotes of an answer.
  var quotes: String {
    switch self {
    case .refused(let envelope): "\(envelope.message) \(envelope.details)"
    case .unreadable(_, let body, _): body
    case .noAnswer, .notSent: ""
    }
  }
}

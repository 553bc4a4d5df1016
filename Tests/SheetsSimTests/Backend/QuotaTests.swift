import SheetsAPI
import SheetsSim
import Testing

@Suite struct `A quota` {
  private static let second: Int64 = 1_000_000_000

  @Test(arguments: [QuotaWindowKind.sliding, .fixed])
  func `refuses the 61st write of a minute until the minute is over`(kind: QuotaWindowKind) {
    var quota = Quota(QuotaLimits(window: kind), projectNumber: 42)
    for call in 0..<60 { #expect(quota.admit(.write, identity: 0, at: Int64(call)) == nil) }
    #expect(quota.admit(.write, identity: 0, at: 60 * Self.second - 1)?.code == 429)
    #expect(quota.admit(.write, identity: 0, at: 60 * Self.second) == nil)
  }

  @Test(arguments: [(QuotaWindowKind.sliding, false), (.fixed, true)])
  func `with fixed minutes admits twice the limit around a boundary`(
    kind: QuotaWindowKind, isAccepted: Bool
  ) {
    var quota = Quota(QuotaLimits(window: kind), projectNumber: 42)
    for _ in 0..<60 { #expect(quota.admit(.write, identity: 0, at: 59 * Self.second) == nil) }
    #expect((quota.admit(.write, identity: 0, at: 60 * Self.second) == nil) == isAccepted)
    #expect(quota.admit(.write, identity: 0, at: 119 * Self.second) == nil)
  }

  @Test func `counts a call for exactly 60 seconds`() {
    var quota = Quota(QuotaLimits(writesPerIdentity: 2), projectNumber: 42)
    let moments: [(Int64, Bool)] = [
      (0, true), (10, true), (59, false), (60, true), (69, false), (70, true), (119, false), (120, true),
    ]
    for (seconds, isAccepted) in moments {
      #expect((quota.admit(.write, identity: 0, at: seconds * Self.second) == nil) == isAccepted)
    }
  }

  @Test func `is not consumed by refused calls`() {
    var quota = Quota(QuotaLimits(writesPerIdentity: 1), projectNumber: 42)
    #expect(quota.admit(.write, identity: 0, at: 0) == nil)
    for moment in 1..<60 { #expect(quota.admit(.write, identity: 0, at: Int64(moment) * Self.second) != nil) }
    #expect(quota.admit(.write, identity: 0, at: 60 * Self.second) == nil)
  }

  @Test func `counts reads, writes and identities separately`() {
    var quota = Quota(QuotaLimits(readsPerIdentity: 1, writesPerIdentity: 1), projectNumber: 42)
    #expect(quota.admit(.write, identity: 0, at: 0) == nil)
    #expect(quota.admit(.read, identity: 0, at: 0) == nil)
    #expect(quota.admit(.write, identity: 1, at: 0) == nil)
    #expect(quota.admit(.write, identity: 0, at: 0) != nil)
  }

  @Test func `of the project covers all identities`() {
    var quota = Quota(QuotaLimits(), projectNumber: 42)
    for identity in 0..<5 {
      for _ in 0..<60 { #expect(quota.admit(.write, identity: identity, at: 0) == nil) }
    }
    let refusal = quota.admit(.write, identity: 5, at: 0)
    #expect(refusal?.message.contains("'Write requests per minute per project'") == true)
    #expect(Self.metadata(refusal)["quota_limit"] == "WriteRequestsPerMinutePerProject")
    #expect(Self.metadata(refusal)["quota_limit_value"] == "300")
    #expect(Self.metadata(refusal)["quota_unit"] == "1/min/{project}")
  }

  @Test(arguments: QuotaWindowKind.allKinds)
  func `does not charge an identity for a call that the project refuses`(kind: QuotaWindowKind) {
    var quota = Quota(QuotaLimits(writesPerIdentity: 2, writesPerProject: 2, window: kind), projectNumber: 42)
    for _ in 0..<2 { #expect(quota.admit(.write, identity: 0, at: 0) == nil) }
    for _ in 0..<5 { #expect(quota.admit(.write, identity: 1, at: 59 * Self.second) != nil) }
    for _ in 0..<2 { #expect(quota.admit(.write, identity: 1, at: 60 * Self.second) == nil) }
  }

  @Test(arguments: QuotaWindowKind.allKinds)
  func `agrees with a count of the calls in every window`(kind: QuotaWindowKind) {
    var chance = SplitMix64(seed: 3)
    var quota = Quota(QuotaLimits(writesPerIdentity: 7, window: kind), projectNumber: 42)
    var accepted: [Int64] = []
    var now: Int64 = 0
    for _ in 0..<2000 {
      now += Int64(chance.draw(below: 10)) * Self.second
      let start = kind == .sliding ? now - 60 * Self.second : now / (60 * Self.second) * 60 * Self.second - 1
      let isRoom = accepted.filter { $0 > start }.count < 7
      #expect((quota.admit(.write, identity: 0, at: now) == nil) == isRoom)
      if isRoom { accepted.append(now) }
    }
  }

  @Test(arguments: [
    (SheetsMethod.Access.write, "Write requests", "write_requests", "WriteRequestsPerMinutePerUser"),
    (.read, "Read requests", "read_requests", "ReadRequestsPerMinutePerUser"),
  ])
  func `refuses in Google's words`(access: SheetsMethod.Access, noun: String, metric: String, limit: String) {
    var quota = Quota(QuotaLimits(readsPerIdentity: 1, writesPerIdentity: 1, window: .fixed), projectNumber: 42)
    _ = quota.admit(access, identity: 0, at: 61 * Self.second)
    let refusal = quota.admit(access, identity: 0, at: 62 * Self.second)
    #expect(
      refusal
        == ErrorEnvelope(
          .resourceExhausted,
          "Quota exceeded for quota metric '\(noun)' and limit '\(noun) per minute per user' of service "
            + "'sheets.googleapis.com' for consumer 'project_number:42'.",
          details: [
            .errorInfo(
              reason: "RATE_LIMIT_EXCEEDED", domain: "googleapis.com",
              metadata: [
                .init("consumer", "projects/42"), .init("quota_limit", limit), .init("quota_limit_value", "1"),
                .init("quota_location", "global"), .init("quota_metric", "sheets.googleapis.com/\(metric)"),
                .init("quota_unit", "1/min/{project}/{user}"), .init("service", "sheets.googleapis.com"),
                .init("window_start_time", "60"),
              ]),
            .help(links: [
              .init(
                description: "Request a higher quota limit.",
                url: "https://cloud.google.com/docs/quotas/help/request_increase")
            ]),
          ]))
  }

  private static func metadata(_ envelope: ErrorEnvelope?) -> [String: String] {
    guard case .errorInfo(_, _, let metadata)? = envelope?.details.first else { return [:] }
    return Dictionary(uniqueKeysWithValues: metadata.map { ($0.key, $0.value) })
  }
}

extension QuotaWindowKind {
  fileprivate static let allKinds = [QuotaWindowKind.sliding, .fixed]
}

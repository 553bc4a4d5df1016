// A transport that records which service makes a call, since several may act as one identity.

import SheetsAPI
import SheetsSim

/// Records the calls of one service and passes them on.
struct RecordingTransport: SheetsTransport {
  let base: any SheetsTransport
  let service: Int
  let recorder: WorldRecorder
  let clock: SimulatedClock

  nonisolated(nonsending) func send(
    _ request: SheetsRequest, as identity: Identity
  ) async throws(SheetsError) -> SheetsReply {
    recorder.send(
      SentCall(service: service, access: request.method.access, identity: identity, at: clock.now.nanoseconds))
    return try await base.send(request, as: identity)
  }
}

// What a failed call leads to: another try, another batch, another identity, or the end.

import SheetsAPI

extension Flush {
  /// Decides about a failed call.
  ///
  /// | kind of error | what follows |
  /// | --- | --- |
  /// | not sent, retryable, quota | the same call again, after a wait |
  /// | ambiguous | the same, unless it is an append, which would add its rows twice |
  /// | refused for the key, after an ambiguous try | a question: if the key exists, the earlier try was applied |
  /// | refused for a removal | the batch at once without removals |
  /// | refused for one batch member, or a sheet that does not exist | it is rejected; the others leave again at once |
  /// | refused, naming nobody | halves, each apart from all others |
  /// | permission, gone | everybody leaves again with another identity, if there is one that has not failed so |
  /// | no more tries | everybody is rejected |
  mutating func failed(
    _ error: SheetsError, now: Nanoseconds, hasOtherIdentity: Bool, keys: inout IdempotencyKeys,
    jitter: inout some RandomNumberGenerator
  ) -> [Action] {
    if let question {
      if let wait = backOff(after: error, attempt: question.attempt, now: now, jitter: &jitter) {
        self.question?.attempt += 1
        return wait
      }
      return fail(question.refusal, now: now, keys: &keys)
    }
    let call = plan.calls[current.index]
    let isAppend = call.request.method == .valuesAppend
    if access == .write, error.isAmbiguous { current.isAmbiguous = true }
    if !isAppend || !error.isAmbiguous,
      let wait = backOff(after: error, attempt: current.attempt, now: now, jitter: &jitter)
    {
      current.attempt += 1
      return wait
    }
    switch error.kind {
    case .refused:
      return refused(error, call, now: now, keys: &keys)
    case .permission where hasOtherIdentity && !current.isAmbiguous,
      .gone where hasOtherIdentity && !current.isAmbiguous:
      recordRefusal(now: now, keys: &keys)
      return [.deny(access), .requeue(open.map { returned($0, now: now, cause: error) }, apart: false), .end]
    case .notSent, .retryable, .ambiguous, .quota, .permission, .gone, .canceled:
      return fail(error, now: now, keys: &keys)
    }
  }

  /// Decides about a call whose content was refused.
  private mutating func refused(
    _ error: SheetsError, _ call: FlushPlan.Call, now: Nanoseconds, keys: inout IdempotencyKeys
  ) -> [Action] {
    guard case .refused(let envelope) = error, envelope.code == 400 else { return fail(error, now: now, keys: &keys) }
    let refusal = Refusal(envelope.message, of: call, key: current.key)
    if current.isAmbiguous, current.key != nil, refusal.isOfKeys {
      question = Question(refusal: error, isForRemoval: refusal.removal != nil)
      return proceed(now: now)
    }
    // Writing cells twice does no harm, so the others go on even if an earlier try may have been applied.
    guard !current.isAmbiguous || call.request.method == .valuesBatchUpdate else {
      return fail(error, now: now, keys: &keys)
    }
    switch refusal {
    case .removal(let index):
      return withoutRemoval(index, error, now: now, keys: &keys)
    case .key(sheetIsMissing: false):
      // A stranger has a key of this name. The next one has another name.
      recordRefusal(now: now, keys: &keys)
      current.attempt += 1
      return current.attempt > 3 ? fail(error, now: now, keys: &keys) : begin(now: now, keys: &keys)
    case .key(sheetIsMissing: true):
      recordRefusal(now: now, keys: &keys)
      guard let sheet = keySheet else { return fail(error, now: now, keys: &keys) }
      return reject(touching: sheet, error, now: now)
    case .sheet(let sheet):
      recordRefusal(now: now, keys: &keys)
      return reject(touching: sheet, error, now: now)
    case .members(let members) where members.count == 1:
      recordRefusal(now: now, keys: &keys)
      return reject(members, error, now: now)
    case .members(let members):
      recordRefusal(now: now, keys: &keys)
      return halve(members, error, now: now)
    case .unnamed:
      recordRefusal(now: now, keys: &keys)
      return halve(open, error, now: now)
    }
  }

  /// Takes in whether the key exists.
  ///
  /// The message of the refusal is not proof: a key is also refused if its sheet no longer exists. Without the key the
  /// refusal has another cause, and the earlier try may still take effect.
  mutating func answer(_ reply: SheetsReply, now: Nanoseconds, keys: inout IdempotencyKeys) -> [Action] {
    guard let asked = question, let key = current.key else { return [.end] }
    question = nil
    guard case .spreadsheetsGet(let spreadsheet) = reply else { return fail(asked.refusal, now: now, keys: &keys) }
    if spreadsheet.namedRanges.contains(where: { $0.namedRangeID == key.id }) {
      let applied = SpreadsheetsBatchUpdate.Reply(spreadsheetID: key.spreadsheetID, replies: [])
      return self.applied(.spreadsheetsBatchUpdate(applied), now: now, keys: &keys)
    }
    guard asked.isForRemoval else { return fail(asked.refusal, now: now, keys: &keys) }
    // Ids are never used twice, so an earlier try with this removal can never be applied.
    current.isAmbiguous = false
    keys.recordOutcome(.removalRefused, of: key, now: now)
    return begin(now: now, keys: &keys)
  }

  /// Sends the batch again without removals; a batch of nothing but removals goes without the refused one.
  private mutating func withoutRemoval(
    _ index: Int, _ error: SheetsError, now: Nanoseconds, keys: inout IdempotencyKeys
  ) -> [Action] {
    if let key = current.key {
      keys.recordOutcome(.removalRefused, of: key, now: now)
      return begin(now: now, keys: &keys)
    }
    guard case .spreadsheetsBatchUpdate(var batch) = plan.calls[current.index].request,
      batch.requests.indices.contains(index), batch.requests.count > 1
    else { return [.end] }
    batch.requests.remove(at: index)
    plan.calls[current.index].request = batch.request
    return begin(now: now, keys: &keys)
  }

  private func recordRefusal(now: Nanoseconds, keys: inout IdempotencyKeys) {
    if let key = current.key { keys.recordOutcome(.refused, of: key, now: now) }
  }

  /// The batch members that the current call or a later one carries.
  private var open: [Int] { members.indices.filter { plan.callsOfMember[$0].upperBound > current.index } }

  /// Rejects everybody who would write to a sheet that does not exist; the others leave again at once.
  private func reject(touching sheet: SheetReference, _ error: SheetsError, now: Nanoseconds) -> [Action] {
    let calls = plan.calls[current.index...]
    return reject(
      open.filter { member in
        calls.contains { call in call.items.contains { $0.sheet == sheet && $0.members.contains(member) } }
      }, error, now: now)
  }

  private func reject(_ named: [Int], _ error: SheetsError, now: Nanoseconds) -> [Action] {
    let others = open.filter { !named.contains($0) }
    let rejected = named.map { Action.reject($0, self.error(for: $0, error)) }
    guard !named.isEmpty, !others.isEmpty else { return rejected + [.end] }
    return rejected + [.requeue(others.map { returned($0, now: now, cause: error) }, apart: false), .end]
  }

  /// Tries suspects in halves, apart from all others, so that the invalid one among n is found in 2 · log₂(n) calls.
  private func halve(_ suspects: [Int], _ error: SheetsError, now: Nanoseconds) -> [Action] {
    guard suspects.count > 1 else { return reject(suspects, error, now: now) }
    let others = open.filter { !suspects.contains($0) }
    let middle = suspects.count / 2
    let halves = [suspects[..<middle], suspects[middle...]].map { half in
      Action.requeue(half.map { returned($0, now: now, cause: error) }, apart: true)
    }
    guard !others.isEmpty else { return halves + [.end] }
    return halves + [.requeue(others.map { returned($0, now: now, cause: error) }, apart: false), .end]
  }

  /// Ends the flush: nobody else is told that all is well.
  mutating func fail(_ cause: SheetsError, now: Nanoseconds, keys: inout IdempotencyKeys) -> [Action] {
    if let key = current.key { keys.recordOutcome(current.isAmbiguous ? .unknown : .refused, of: key, now: now) }
    return open.map { .reject($0, error(for: $0, cause)) } + [.end]
  }

  /// A batch member as it goes back to the queue, with what has been applied of it.
  private func returned(_ index: Int, now: Nanoseconds, cause: SheetsError) -> QueuedRequest {
    var member = members[index]
    member.calls = calls(of: index)
    member.spans += log.spans
    member.applied = parts(of: index).filter { $0.state == .applied }
    let hasUpdates = plan.calls[current.index].shares.contains { $0.member == index && !$0.updates.isEmpty }
    member.mayHaveUpdated = member.mayHaveUpdated || current.isAmbiguous && hasUpdates
    member.waitingSince = log.end
    member.hasReturned = true
    member.errorIfStopped = member.applied.isEmpty && !member.mayHaveUpdated ? nil : error(for: index, cause)
    return member
  }

  private func error(for index: Int, _ cause: SheetsError) -> ServiceError {
    let calls = calls(of: index)
    return ServiceError(parts: parts(of: index), cause: cause, calls: calls) ?? .callFailed(cause, calls: calls)
  }

  /// What is known of the parts of a batch member while the current call has failed.
  private func parts(of index: Int) -> [PartialOutcome.Part] {
    let member = members[index]
    return member.applied
      + plan.callsOfMember[index].flatMap { call in
        plan.calls[call].shares.filter { $0.member == index }.map { share in
          let mayBeApplied =
            call == current.index && current.isAmbiguous || member.mayHaveUpdated && !share.updates.isEmpty
          let state: PartialOutcome.State =
            call < current.index ? .applied : mayBeApplied ? .unknown : .notApplied
          return PartialOutcome.Part(updates: share.updates, rows: share.rows, state: state)
        }
      }
  }
}

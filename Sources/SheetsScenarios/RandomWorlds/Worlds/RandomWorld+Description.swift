// Describes a world, for the report of a failure.

import BatchedSheets
import SheetsAPI
import SheetsSim

extension RandomWorld: CustomStringConvertible {
  /// The size of the world, such as `2 workers, 5 operations, 7 rows, 1 fault`.
  package var size: String {
    func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
    return [
      count(workers.count, "worker"), count(operationCount, "operation"), count(rowCount, "row"),
      count(faults.count, "fault"),
    ].joined(separator: ", ")
  }

  package var description: String {
    let service = configuration
    var lines = [
      "  service  \(service.mode), identities: \(service.identities.count), rows a chunk: \(service.rowsPerChunk), "
        + "bytes a call: \(service.bytesPerCall), pacing: \(service.pacing), queue: \(service.queueLimit)",
      "           writes a minute: \(service.writeBudget.perIdentity), all \(service.writeBudget.perProject); "
        + "reads: \(service.readBudget.perIdentity), all \(service.readBudget.perProject); "
        + "tries: \(service.retry.maximumAttempts), waits to \(service.retry.maximumDelay)",
      "  backend  latency \(latency.name), \(quota.window) quota of \(quota.writesPerIdentity) writes, all "
        + "\(quota.writesPerProject); \(quota.readsPerIdentity) reads, all \(quota.readsPerProject)",
    ]
    lines += faults.map { "  fault    \($0.words)" }
    if let stranger {
      lines.append("  stranger \(stranger.calls) writes as \(service.identities[0]) every \(stranger.every)")
    }
    if let move { lines.append("  move     to the second spreadsheet at \(move)") }
    lines += mishaps.map { "  mishap   \($0.words)" }
    if let restart {
      lines.append("  restart  at \(restart.at), the first service \(restart.drains ? "drains" : "is canceled")")
    }
    if isShared { lines.append("  shared   with a second service, which serves every other worker") }
    switch end {
    case .whenDone: break
    case .drain(let moment): lines.append("  end      drains at \(moment)")
    case .stop(let moment): lines.append("  end      is canceled at \(moment)")
    }
    for worker in workers {
      lines += worker.steps.map { "  worker \(worker.number)  step \($0.id): \($0.words)" }
    }
    return lines.joined(separator: "\n")
  }
}

extension RandomWorld.Step {
  /// The request, with the pause before it.
  package var words: String {
    (thinking > .zero ? "after \(thinking) " : "") + what + (deadline.map { ", deadline \($0)" } ?? "")
      + (patience.map { ", withdrawn after \($0)" } ?? "")
  }

  private var what: String {
    switch work {
    case .read(let targets): "read \(targets.map(\.range).joined(separator: ", "))"
    case .write(let write):
      [
        write.updates.isEmpty
          ? nil
          : "write "
            + write.updates.map { "\($0.isWritten.count { $0 }) cells of row \($0.row) from column \($0.column)" }
            .joined(separator: " and "),
        "append \(write.rowCount) rows" + (write.padding > 0 ? " of \(write.padding) characters" : ""),
        write.flaw.map { "with \($0.rawValue)" },
      ].compactMap(\.self).joined(separator: ", ")
    }
  }
}

extension RandomWorld.Mishap {
  fileprivate var words: String {
    switch self {
    case .guardsDeleted(let moment): "all named ranges are deleted at \(moment)"
    case .logDeleted(let moment): "the log of the first spreadsheet is deleted at \(moment)"
    case .accessLost(let identity, let role, let from, let until):
      "identity \(identity + 1) has \(role.map { "the role \($0)" } ?? "no access") from \(from)"
        + (until.map { " to \($0)" } ?? "")
    }
  }
}

extension FaultRule {
  fileprivate var words: String {
    switch self {
    case .errors(let error, let rate, let methods, let after):
      "refuses \(rate / 10_000) % of \(Self.words(methods)) with \(error)" + (after.map { " after \($0)" } ?? "")
    case .outage(let from, let until): "outage from \(from) to \(until)"
    case .answersLost(let error, let rate, let methods):
      "loses the answer of \(rate / 10_000) % of \(Self.words(methods)): \(error)"
    case .appliedLate(let error, let rate, let methods, let delay):
      "applies \(rate / 10_000) % of \(Self.words(methods)) late, by \(delay.lowerBound) to \(delay.upperBound): \(error)"
    case .slowdown(let from, let until, let percent): "\(percent) % of the latency from \(from) to \(until)"
    case .appendsCollide(let rate): "lets \(rate / 10_000) % of the appends find their place too early"
    case .quotaChanged(let change): "changes the quota: \(change)"
    }
  }

  private static func words(_ methods: [SheetsMethod]?) -> String {
    methods?.map(\.description).joined(separator: ", ") ?? "all calls"
  }
}

// Which services a world has, and when they begin and end.

import BatchedSheets
import SheetsAPI

extension RandomWorld {
  /// The index of the service that a worker asks: the first, the one beside it, or the one after a restart.
  func service(of worker: Int, at now: Duration) -> Int {
    if isShared && worker.isMultiple(of: 2) { return 1 }
    return restart.map { $0.at <= now } ?? false ? 2 : 0
  }

  /// The configuration of a service, which starts after a move where the restart is later.
  func configuration(ofService index: Int) -> ServiceConfiguration {
    var own = configuration
    if index == 2, let move, let restart, move <= restart.at { own.spreadsheetID = Self.spreadsheetIDs[1] }
    return own
  }

  /// When the task of a service is canceled.
  var canceledAt: Duration? {
    if let restart { return restart.drains ? nil : restart.at }
    if case .stop(let moment) = end { return moment }
    return nil
  }
}

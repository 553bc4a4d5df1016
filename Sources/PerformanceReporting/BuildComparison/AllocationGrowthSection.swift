// Which places of the code allocate more, for who must find out why.

import PerformanceMetrics

/// The places at which a call allocates more in the tree than in the base.
package struct AllocationGrowth: Sendable {
  /// The id of the metric that grew.
  let id: String
  let sites: [AllocationSites.Growth]

  /// Puts the places to the metric that they explain, the largest growth first.
  package init(id: String, sites: [AllocationSites.Growth]) {
    self.id = id
    self.sites = sites
  }

  /// How many places and how many functions of each are shown.
  private static let (siteCount, functionCount) = (5, 6)

  var table: DocumentTable? {
    guard !sites.isEmpty else { return nil }
    return DocumentTable(
      "\(id): \(count(sites.count, "place")) allocate more",
      [.number("base"), .number("tree"), .text("in, called by")],
      sites.prefix(Self.siteCount).map { growth in
        let functions = growth.site.functions.prefix(Self.functionCount).map { $0.shortened(to: 60) }
        return [
          DocumentCell("\(growth.base)"), DocumentCell("\(growth.tree)", .bad),
          DocumentCell(functions.first ?? "(unknown)", remarks: Array(functions.dropFirst())),
        ]
      })
  }
}

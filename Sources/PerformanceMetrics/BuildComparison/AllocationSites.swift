// Where calls allocate, in two builds: which of the places make more allocations than before.

/// The allocations of one call by the functions under which they are made; pure.
package struct AllocationSites: Sendable, Hashable {
  /// A place: the functions, the innermost first.
  package struct Site: Sendable, Hashable {
    /// The functions, the innermost first.
    package let functions: [String]

    /// Names a place by its functions.
    package init(_ functions: [String]) { self.functions = functions }
  }

  /// A place that allocates more in the tree than in the base.
  package struct Growth: Sendable, Hashable {
    /// The place.
    package let site: Site
    /// The allocations of a call there, in each build.
    package let base: Int
    package let tree: Int

    /// Puts the allocations of both builds to a place.
    package init(site: Site, base: Int, tree: Int) {
      (self.site, self.base, self.tree) = (site, base, tree)
    }
  }

  /// How many allocations each place makes.
  package let counts: [Site: Int]

  /// Takes what each place allocates.
  package init(_ counts: [Site: Int]) { self.counts = counts }

  /// The places that allocate more than in another build, the largest growth first.
  package func growth(since base: AllocationSites) -> [Growth] {
    counts.compactMap { site, count in
      let before = base.counts[site] ?? 0
      return count > before ? Growth(site: site, base: before, tree: count) : nil
    }.sorted { one, other in
      let sizes = (one.tree - one.base, other.tree - other.base)
      let names = [one, other].map { $0.site.functions.joined(separator: "\n") }
      return sizes.0 == sizes.1 ? names[0] < names[1] : sizes.0 > sizes.1
    }
  }
}

// The offline optimum: the least waiting possible with all arrivals known in advance. No policy can undercut it.

import BatchedSheets

/// The least waiting with which given arrivals can be split into at most so many flushes.
///
/// With every arrival known, each flush leaves at the arrival of its last member: earlier would exclude that member,
/// later would only make all of them wait. So a split of the sorted arrivals a₁ … aₙ into at most K runs decides
/// everything, and a run from i+1 to j costs (aⱼ − aᵢ₊₁) + … + (aⱼ − aⱼ). What is bounded is the time before the flush
/// leaves, queued and paced; not the calls. Chunks, bytes, latencies and identities that are busy are left out, and
/// each of them can only add waiting, so it stays a lower bound.
///
/// Worked example: arrivals at 0, 1, 2, 10 and 11 s. One flush costs 11 + 10 + 9 + 1 = 31 s. Two cost (2 + 1) + 1 = 4 s,
/// three (1) + 0 + (1) = 2 s as 0, 1 | 2 | 10, 11, four 1 s, five nothing.
///
/// The cost falls ever more slowly with K (it is convex), so a price λ for each flush finds it: the cheapest split at
/// that price, less λK, is a lower bound for every λ and exact for the best one. The cheapest split is one pass over
/// the arrivals with a lower hull of lines, as the cost of a run is a product of an index and a moment.
///
/// Sources: A. Aggarwal, B. Schieber, T. Tokuyama, "Finding a minimum-weight k-link path in graphs with the concave
/// Monge property", Discrete & Computational Geometry 12 (1994), for the price; Z. Galil, K. Park,
/// "Dynamic programming with convexity, concavity and sparsity", Theoretical Computer Science 92 (1992), for the pass.
package struct OfflineOptimum {
  /// All waiting together, in nanoseconds.
  package let totalWaiting: Int64
  /// The number of arrivals that the waiting is of.
  package let arrivals: Int

  /// Finds the bound for arrivals in ascending order, in nanoseconds, and at most so many flushes, at least one.
  package init(arrivals: [Int64], flushes: Int) {
    precondition(flushes >= 1, "nobody leaves without a flush")
    self.arrivals = arrivals.count
    guard let first = arrivals.first, arrivals.count > flushes else {
      totalWaiting = 0
      return
    }
    let split = PricedSplit(arrivals.map { Int128($0 - first) })
    // The bound at a price is concave in the price: the last price up to which it rises is the best.
    func bound(_ price: Int128) -> Int128 { split.cheapest(price: price) - price * Int128(flushes) }
    var low: Int128 = 0
    var high = split.costOfOne
    while low < high {
      let middle = (low + high) / 2
      if bound(middle + 1) > bound(middle) { low = middle + 1 } else { high = middle }
    }
    totalWaiting = Int64(max(0, bound(low)))
  }

  /// The most flushes among which the arrivals of a stretch of time can have been split.
  ///
  /// All that leaves after the last arrival could as well have left with it, in one flush. Every flush before it leaves
  /// in a half-open stretch of that length, which ⌈length / 60 s⌉ windows cover, each with the budget's calls at most.
  /// An identity carries one flush at a time, so that of its flushes only the last can have calls still to come.
  ///
  /// Worked values, for 600 s and 29 calls in 60 s: one call a flush, one identity 290 + 1, five identities 1,450 + 1;
  /// two calls a flush, one identity 145 + 1.
  package static func mostFlushes(over length: Int64, policy: Policy, budget: CallBudget = .writes) -> Int {
    let window: Int64 = 60_000_000_000
    let windows = Int((length + window - 1) / window)
    let calls = policy.mode == .twoCalls ? 2 : 1
    let ofIdentity = (windows * budget.perIdentity + calls - 1) / calls
    let ofProject = (windows * budget.perProject + policy.identities * (calls - 1)) / calls
    return min(policy.identities * ofIdentity, ofProject) + 1
  }
}

/// Arrivals that are split into runs at a price for each.
private struct PricedSplit {
  private let arrivals: [Int128]
  /// The sum of the arrivals before each index.
  private let sums: [Int128]

  init(_ arrivals: [Int128]) {
    self.arrivals = arrivals
    sums = arrivals.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
  }

  /// What it costs when all leave together.
  var costOfOne: Int128 { Int128(arrivals.count) * (arrivals.last ?? 0) - sums[arrivals.count] }

  /// The least cost of any split, the price of its runs included.
  ///
  /// Best(j) = price + min over i < j of Best(i) + (j − i)·aⱼ − (sum(j) − sum(i)): the lowest at aⱼ of the lines with
  /// slope −i and height Best(i) + sum(i). Slopes fall and aⱼ rises, so a line once left behind never leads again.
  func cheapest(price: Int128) -> Int128 {
    var heights: [Int128] = []
    var slopes: [Int128] = []
    var leader = 0
    var best: Int128 = 0
    for index in arrivals.indices {
      let height = best + sums[index]
      let slope = -Int128(index)
      while heights.count - leader >= 2 {
        let last = heights.count - 1
        let isBelow =
          (height - heights[last - 1]) * (slopes[last - 1] - slopes[last])
          <= (heights[last] - heights[last - 1]) * (slopes[last - 1] - slope)
        guard isBelow else { break }
        heights.removeLast()
        slopes.removeLast()
      }
      heights.append(height)
      slopes.append(slope)
      let moment = arrivals[index]
      while leader + 1 < heights.count,
        heights[leader + 1] + slopes[leader + 1] * moment <= heights[leader] + slopes[leader] * moment
      {
        leader += 1
      }
      best = price + heights[leader] + slopes[leader] * moment + Int128(index + 1) * moment - sums[index + 1]
    }
    return best
  }
}

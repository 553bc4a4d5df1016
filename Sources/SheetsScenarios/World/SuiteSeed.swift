// One seed for all suites, so that another run repeats every number of a report.

/// The seed of every scenario that does not choose its own.
package let suiteSeed: UInt64 = 1

// One seed for all suites, so that a number in a report is repeated by running it again.

/// The seed of every scenario that names no other.
package let suiteSeed: UInt64 = 1

// The tag that marks a suite as one of the performance suites.

import Testing

extension Tag {
  /// Marks the suites whose metrics are collected and judged.
  @Tag public static var performance: Self
}

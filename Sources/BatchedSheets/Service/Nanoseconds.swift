// Time inside the service: integers, since a 128-bit duration costs a call for each sum and a division for each part.

/// A time in whole nanoseconds: a length, or a moment since the service was created; enough for 292 years.
///
/// `Duration` is for the surface: the configuration, receipts, events and errors.
package typealias Nanoseconds = Int64

extension Nanoseconds {
  /// A number of whole seconds.
  package static func seconds(_ seconds: Int) -> Nanoseconds { Nanoseconds(seconds) * 1_000_000_000 }

  /// A number of whole milliseconds.
  package static func milliseconds(_ milliseconds: Int) -> Nanoseconds { Nanoseconds(milliseconds) * 1_000_000 }

  /// A duration, rounded toward zero; the longest representable time if it is longer.
  package init(_ duration: Duration) {
    self = Nanoseconds(clamping: duration.attoseconds / 1_000_000_000)
  }

  /// The time divided by a positive number, rounded up: a clock cannot wait for less than a nanosecond.
  func divided(by parts: Int) -> Nanoseconds {
    let (whole, rest) = quotientAndRemainder(dividingBy: Nanoseconds(parts))
    return rest > 0 ? whole + 1 : whole
  }
}

extension Duration {
  /// A time in whole nanoseconds.
  package init(_ nanoseconds: Nanoseconds) {
    self.init(attoseconds: Int128(nanoseconds) * 1_000_000_000)
  }
}

// The evidence for each behavior of the simulator, in one word.

/// The evidence for a behavior.
package enum Fidelity: String, Sendable {
  /// The simulator gives the answers that were recorded from Google.
  case recorded
  /// Google's documentation says so, or published answers of Google show it.
  case documented
  /// It is likely, without evidence.
  case assumed
  /// It is refused with an error that names it.
  case notSimulated = "not simulated"
}

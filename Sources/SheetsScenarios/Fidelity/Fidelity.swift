// What the simulator's behavior rests on, one word for each thing it does.

/// What a behavior rests on.
package enum Fidelity: String, Sendable {
  /// Traffic recorded from Google is answered alike here.
  case recorded
  /// Google's documentation says so, or answers of Google's that others published show it.
  case documented
  /// It is likely, and nobody has shown it.
  case assumed
  /// It is refused with an error that names it.
  case notSimulated = "not simulated"
}

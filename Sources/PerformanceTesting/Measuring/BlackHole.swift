// Where results of measured work go, so that the optimizer cannot take the work away.

/// Takes a value and does nothing with it, which the optimizer cannot know.
@inline(never) @_optimize(none)
func blackHole<Value>(_ value: borrowing Value) {}

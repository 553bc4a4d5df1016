// What is said to a reader, as a value without a format. Renderers turn it into text, Markdown or a page.

import PerformanceMetrics

/// A document: a title, the verdict and what to do next, then sections.
///
/// Equal inputs give equal documents: no clock is read, every figure comes from a run, a baseline or a history.
package struct Document: Sendable, Hashable {
  /// What a reader must see before any number.
  package enum State: String, Sendable, Hashable, CaseIterable {
    /// Nothing is worse than the baseline, and every requirement is met.
    case passing
    /// Something is worse than the baseline, or a requirement is not met.
    case failing
    /// Not all of it was measured, or there was nothing to compare with.
    case partial
  }

  /// What the document is, in a few words.
  package let title: String
  /// Whether it is good news; `nil` where nothing is judged.
  package let state: State?
  /// The verdict in one sentence; `nil` where nothing is judged.
  package let verdict: String?
  /// What to do next; `nil` when there is nothing to do.
  package let next: NextStep?
  /// The sections in the order in which a reader needs them; sections without content are left out.
  package let sections: [DocumentSection]

  /// Makes a document; sections that are `nil` or empty are left out.
  package init(
    _ title: String, state: State? = nil, verdict: String? = nil, next: NextStep? = nil, _ sections: [DocumentSection?]
  ) {
    self.title = title
    self.state = state
    self.verdict = verdict
    self.next = next
    self.sections = sections.compactMap(\.self).filter { !$0.blocks.isEmpty }
  }

  /// The charts of all sections, in their order.
  package var charts: [ChartImage] { sections.flatMap { $0.blocks.flatMap(\.charts) } }

  /// The same document without its verdict, for a caller that ends with one of its own.
  package var withoutVerdict: Document { Document(title, state: state, sections) }
}

/// Advice, and the command to type for it.
package struct NextStep: Sendable, Hashable {
  /// What to do, without a full stop.
  package let advice: String
  /// A command that works as it stands; `nil` where none helps.
  package let command: String?

  /// Advises something, with a command where one helps.
  package init(_ advice: String, command: String? = nil) {
    self.advice = advice
    self.command = command
  }
}

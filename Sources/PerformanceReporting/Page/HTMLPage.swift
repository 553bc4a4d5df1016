// A document as one page that needs nothing else: no network, no file beside it, and no script to be read.

import PerformanceMetrics

/// A document as HTML: the same content as its Markdown, with charts, sortable and filterable tables.
///
/// Works from a file, as an artifact and on a site. Its policy admits its own script and nothing from elsewhere.
package struct HTMLPage: Sendable {
  private let document: Document
  /// The metrics that links can lead to.
  private let targets: Set<String>

  /// The page of a document.
  package init(_ document: Document) {
    self.document = document
    targets = Set(
      document.sections.flatMap(\.blocks).flatMap(\.tables).flatMap { table in
        table.rows.joined().filter { $0.kind == .metric(isTarget: true) }.map(\.text)
      })
  }

  /// The page's text; equal documents give equal bytes.
  package var text: String {
    var blocks = PageBlocks(targets: targets)
    let written = document.sections.map { section(of: $0, &blocks) }.joined(separator: "\n")
    let links = document.sections.filter { $0.title != nil }.map {
      Markup.element("li", [], Markup.element("a", [("href", "#\($0.anchor)")], Markup.text($0.title ?? "")))
    }.joined()
    let title = Markup.text([word, document.title].compactMap(\.self).joined(separator: ": "))
    let verdict = document.verdict.map { "<p>\(Markup.text($0))</p>" } ?? ""
    let content = title + verdict + next + links + written
    let nonce = Self.nonce(notIn: content)
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8"/>
      <meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; img-src data:; \
      style-src &#39;unsafe-inline&#39;; script-src &#39;nonce-\(nonce)&#39;; base-uri &#39;none&#39;; \
      form-action &#39;none&#39;"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="color-scheme" content="light dark"/>
      <title>\(title)</title>
      <link rel="icon" href="data:,"/>
      <style>
      \(PageStyle.sheet)</style>
      </head>
      <body>
      <a class="skip" href="#content">Skip to the content</a>
      <header class="verdict \(document.state?.rawValue ?? "")">
      <h1>\(title)</h1>
      \(verdict)
      \(next)
      </header>
      <nav aria-label="Sections"><ul>\(links)</ul></nav>
      <main id="content" tabindex="-1">
      \(written)
      </main>
      <footer><p>This page loads nothing from the network. Equal data give equal bytes.</p></footer>
      <script nonce="\(nonce)">\(PageScript.text)</script>
      </body>
      </html>

      """
  }

  /// The word by which the page's policy knows its own script: the first of its kind that the content does not hold.
  ///
  /// A name in the data that became markup in spite of everything could not run: a handler is never admitted, and a script
  /// would have to bear a word that its page does not contain. No digest is needed for that, and no chance.
  static func nonce(notIn content: String) -> String {
    var number = 1
    while content.contains("own-\(number)") { number += 1 }
    return "own-\(number)"
  }

  private var next: String {
    document.next.map { step in
      let command = step.command.map { ": " + Markup.element("code", [], Markup.text($0)) } ?? ""
      return "<p>Next: \(Markup.text(step.advice))\(command)</p>"
    } ?? ""
  }

  /// The state in a word that is read without colors.
  private var word: String? { document.state.map { "\($0.mark) \($0.rawValue.capitalizedFirst)" } }

  private func section(of section: DocumentSection, _ blocks: inout PageBlocks) -> String {
    let title = section.heading.map { Markup.element("h2", [("id", section.anchor)], Markup.text($0)) }
    let parts = [title].compactMap(\.self) + blocks.texts(of: section.blocks, under: section.title ?? document.title)
    return Markup.element(
      "section", [("aria-labelledby", section.title == nil ? nil : section.anchor)],
      "\n\(parts.joined(separator: "\n"))\n")
  }
}

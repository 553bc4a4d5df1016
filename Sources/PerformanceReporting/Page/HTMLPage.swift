// A document as one page that needs nothing else: no network, no file beside it, and no script to be read.

import PerformanceMetrics

/// A document as HTML: the same content as its Markdown, with charts, sortable and filterable tables.
///
/// Works from a file, as an artifact and on a site. Its policy admits its own script and nothing from elsewhere.
package struct HTMLPage: Sendable {
  private let document: PerformanceDocument
  private let charts: [ChartImage]
  /// The metrics that links can lead to.
  private let targets: Set<String>

  /// The page of a document, with charts of it.
  package init(_ document: PerformanceDocument, charts: [ChartImage]) {
    self.document = document
    self.charts = charts
    targets = Set(
      document.sections.flatMap(\.blocks).flatMap { block -> [String] in
        guard case .table(let table) = block else { return [] }
        return table.rows.joined().filter { $0.kind == .metric(isTarget: true) }.map(\.text)
      })
  }

  /// The page's text; equal documents and charts give equal bytes.
  package var text: String {
    let sections = document.sections
    var tables = PageTables(targets: targets)
    let written = sections.map { section(of: $0, &tables) }.joined(separator: "\n")
    let links = sections.map {
      Markup.element("li", [], Markup.element("a", [("href", "#\($0.anchor)")], Markup.text($0.title)))
    }.joined()
    let title = Markup.text("\(word): \(document.title)")
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8"/>
      <meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; img-src data:; \
      style-src &#39;unsafe-inline&#39;; script-src \(Markup.text(PageScript.source)); base-uri &#39;none&#39;; \
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
      <header class="verdict \(document.state.rawValue)">
      <h1>\(title)</h1>
      <p>\(Markup.text(document.verdict))</p>
      \(document.next.map { "<p>Next: \(Markup.text($0))</p>" } ?? "")
      </header>
      <nav aria-label="Sections"><ul>\(links)</ul></nav>
      <main id="content" tabindex="-1">
      \(written)
      </main>
      <footer><p>This page asks nothing of the network. It is made of data alone: equal data give equal bytes.</p></footer>
      <script>\(PageScript.text)</script>
      </body>
      </html>

      """
  }

  /// The state in a word that is read without colours.
  private var word: String {
    switch document.state {
    case .passing: "✔ Passing"
    case .failing: "✘ Failing"
    case .partial: "◐ Partial"
    }
  }

  private func section(of section: DocumentSection, _ tables: inout PageTables) -> String {
    var parts = [Markup.element("h2", [("id", section.anchor)], Markup.text(section.title))]
    // Charts that follow each other share a grid.
    var waiting: [ChartImage] = []
    for block in section.blocks {
      if case .charts(let prefix) = block {
        waiting += charts.filter { $0.name.hasPrefix(prefix) }
      } else {
        parts += figures(of: waiting, &tables)
        parts.append(text(of: block, &tables))
        waiting = []
      }
    }
    parts += figures(of: waiting, &tables)
    return Markup.element("section", [("aria-labelledby", section.anchor)], "\n\(parts.joined(separator: "\n"))\n")
  }

  private func text(of block: DocumentBlock, _ tables: inout PageTables) -> String {
    switch block {
    case .heading(let title): Markup.element("h3", [], Markup.text(title))
    case .paragraph(let text): Markup.element("p", [], Markup.text(text))
    case .list(let points): Markup.element("ul", [], points.map { Markup.element("li", [], Markup.text($0)) }.joined())
    case .table(let table): tables.text(of: table)
    // The section draws them, together with those that follow.
    case .charts: ""
    }
  }

  private func figures(of charts: [ChartImage], _ tables: inout PageTables) -> [String] {
    guard !charts.isEmpty else { return [] }
    let figures = charts.map { figure(of: $0, &tables) }.joined(separator: "\n")
    return [Markup.element("div", [("class", "charts")], "\n\(figures)\n")]
  }

  private func figure(of chart: ChartImage, _ tables: inout PageTables) -> String {
    let values = DocumentTable(
      "Values of “\(chart.title)”",
      chart.heading.enumerated().map { $0.offset == 0 ? .text($0.element) : .number($0.element) },
      chart.values.map { $0.map { DocumentCell($0) } })
    let summary = Markup.element("summary", [], Markup.text("Values of “\(chart.title)”"))
    let caption = Markup.element("details", [], "\(summary)\n\(tables.text(of: values))")
    return Markup.element(
      "figure", [("id", "chart-\(chart.name)")],
      "\n\(Markup.element("div", [("class", "drawing")], chart.svg))\n\(Markup.element("figcaption", [], caption))\n")
  }
}

// The blocks of a page: each kind of block has one way to be written.

import PerformanceMetrics

/// Writes blocks, and the tables and charts in them.
struct PageBlocks {
  private var tables: PageTables

  init(targets: Set<String>) {
    tables = PageTables(targets: targets)
  }

  /// The elements of some blocks; `name` says what a table without a caption shows.
  mutating func texts(of blocks: [DocumentBlock], under name: String) -> [String] {
    var heading = name
    var texts: [String] = []
    for block in blocks {
      if case .heading(let title) = block { heading = title }
      texts.append(text(of: block, under: heading))
    }
    return texts.filter { !$0.isEmpty }
  }

  private mutating func text(of block: DocumentBlock, under name: String) -> String {
    switch block {
    case .heading(let title): return Markup.element("h3", [], Markup.text(title))
    case .paragraph(let text): return Markup.element("p", [], Markup.text(text))
    case .list(let points):
      return Markup.element("ul", [], points.map { Markup.element("li", [], Markup.text($0)) }.joined())
    case .table(let table): return tables.text(of: table, named: name)
    case .tiles(let tiles):
      return Markup.element("ul", [("class", "tiles")], "\n\(tiles.map(\.markup).joined(separator: "\n"))\n")
    case .charts(let images):
      var figures: [String] = []
      for image in images { figures.append(figure(of: image)) }
      return images.isEmpty
        ? "" : Markup.element("div", [("class", "charts")], "\n\(figures.joined(separator: "\n"))\n")
    case .folded(let summary, let blocks):
      let inner = texts(of: blocks, under: summary).joined(separator: "\n")
      return Markup.element("details", [], "\(Markup.element("summary", [], Markup.text(summary)))\n\(inner)\n")
    }
  }

  private mutating func figure(of chart: ChartImage) -> String {
    let title = "Values of “\(chart.title)”"
    let values = DocumentTable(
      title, chart.heading.enumerated().map { $0.offset == 0 ? .text($0.element) : .number($0.element) },
      chart.values.map { $0.map { DocumentCell($0) } })
    let summary = Markup.element("summary", [], Markup.text(title))
    let caption = Markup.element("details", [], "\(summary)\n\(tables.text(of: values, named: title))")
    return Markup.element(
      "figure", [("id", "chart-\(chart.name)")],
      "\n\(Markup.element("div", [("class", "drawing")], chart.svg))\n\(Markup.element("figcaption", [], caption))\n")
  }
}

extension RequirementTile {
  /// The tile with its bar; the bar repeats what the words say.
  fileprivate var markup: String {
    let (style, mark) =
      switch status {
      case .met: ("good", "✔")
      case .unmet: ("bad", "✘")
      case .notMeasured: ("part", "◐")
      }
    let bar = used.map { used in
      let width = "width:\(used / 10).\(used % 10)%"
      return Markup.element(
        "div", [("class", "bar"), ("aria-hidden", "true")], Markup.element("div", [("style", width)], ""))
    }
    let head =
      Markup.element("strong", [], Markup.text(id)) + " "
      + Markup.element("span", [("class", "word \(style)")], Markup.text("\(mark) \(rows)"))
    let number =
      Markup.element("span", [("class", "actual")], Markup.text(actual)) + " "
      + Markup.element("span", [("class", "target")], Markup.text("target \(bound)"))
    let lines = [
      Markup.element("div", [("class", "head")], head), Markup.element("div", [], number), bar,
      headroom.isEmpty ? nil : Markup.element("div", [("class", "faint")], Markup.text(headroom)),
      Markup.element("div", [("class", "faint")], Markup.text(row)),
    ]
    return Markup.element("li", [("class", "tile \(style)")], lines.compactMap(\.self).joined(separator: "\n"))
  }
}

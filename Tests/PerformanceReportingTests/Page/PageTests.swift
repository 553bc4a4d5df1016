// The page: well-formed whatever the names, closed to the network, with a row for every metric.

import Foundation
import PerformanceExamples
import PerformanceMetrics
import PerformanceReporting
import Testing

@Suite struct `Pages` {
  @Test(arguments: ["", ChartExample.hostile.joined()])
  func `are well-formed, with names as text and one script`(suffix: String) throws {
    let page = try Self.page(suffix)
    let elements = try Self.read(page).elements
    #expect(elements.map(\.name).count { $0 == "script" } == 1)
    let known: Set = [
      "html", "head", "meta", "title", "link", "style", "body", "a", "header", "h1", "h2", "h3", "p", "nav", "ul", "li",
      "main",
      "section", "div", "table", "caption", "thead", "tbody", "tr", "th", "td", "strong", "span", "code", "pre",
      "footer",
      "script", "figure", "figcaption", "details", "summary", "svg", "desc", "rect", "path", "circle", "g", "text",
    ]
    #expect(Set(elements.map(\.name)).subtracting(known) == [])
    #expect(!elements.contains { $0.attributes.keys.contains { $0.hasPrefix("on") } })
    #expect(!page.unicodeScalars.contains { $0.value < 32 && $0 != "\n" || $0.properties.generalCategory == .format })
  }

  @Test func `show as text whatever stands anywhere in them`() throws {
    let hostile = "<i>&\"'</i>"
    let kinds: [DocumentCell.Kind] = [
      .plain, .faint, .strong, .good, .bad, .attention, .metric(isTarget: false), .metric(isTarget: true),
    ]
    let table = DocumentTable(
      hostile, [.text(hostile), .number(hostile)], kinds.map { [DocumentCell(hostile, $0, remarks: [hostile]), "1"] })
    let document = Document(
      hostile, state: .failing, verdict: hostile, next: NextStep(hostile, command: hostile),
      [
        DocumentSection(
          hostile, detail: hostile,
          [.heading(hostile), .paragraph(hostile), .list([hostile]), .table(table), .folded(hostile, [.table(table)])])
      ])
    let page = HTMLPage(document).text
    #expect(!page.contains("<i>"))
    // Title twice; verdict; advice and command; section, its link and its detail; heading, paragraph, point, fold; and of
    // each table the caption, its label, two columns, eight cells with a remark each.
    #expect(page.components(separatedBy: "&lt;i&gt;&amp;&quot;&#39;&lt;/i&gt;").count - 1 == 12 + 2 * 20)
    #expect(try Self.read(page).elements.count { $0.attributes["class"] == "remark" } == 16)
  }

  @Test func `use each id once, and their links lead to one of them`() throws {
    let elements = try Self.read(Self.page(" <b>&")).elements
    let ids = elements.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count)
    let links = elements.filter { $0.name == "a" }.compactMap { $0.attributes["href"] }
    #expect(links.count > 10)
    for link in links { #expect(link.first == "#" && ids.contains(String(link.dropFirst())), "\(link)") }
  }

  @Test func `have a row for every metric`() throws {
    let report = try Example.fullReport()
    let elements = try Self.read(HTMLPage(DocumentExample.first(report).document).text).elements
    let places = elements.filter { $0.name == "tr" }.compactMap { $0.attributes["id"] }
    #expect(places.sorted() == report.metrics.map { "metric-\($0.id)" }.sorted())
  }

  @Test func `give metrics that differ in one sign rows of their own`() throws {
    let report = try Example.report(["a_b", "a_5f_b", "a·b", "a\u{200B}b", "a\"b", "a%b"].map { Example.metric($0) })
    let page = HTMLPage(DocumentExample.first(report).document).text
    let places = try Self.read(page).elements.filter { $0.name == "tr" }.compactMap { $0.attributes["id"] }
    #expect(Set(places).count == 6)
    #expect(places.allSatisfy { $0.allSatisfy { $0.isASCII && !"\"%&#<> ".contains($0) } })
  }

  @Test func `ask nothing of the network, and admit one script only`() throws {
    let page = try Self.page()
    let elements = try Self.read(page).elements
    let policy = try #require(elements.first { $0.attributes["http-equiv"] == "Content-Security-Policy" })
    let script = try #require(elements.first { $0.name == "script" })
    #expect(script.attributes["nonce"] == "own-1")
    #expect(
      policy.attributes["content"]
        == "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'nonce-own-1'; base-uri 'none'; "
        + "form-action 'none'")
    for (_, attributes) in elements {
      #expect(attributes["src"] == nil)
      if let address = attributes["href"] { #expect(address.hasPrefix("#") || address == "data:,") }
    }
    #expect(!page.contains("url("))
  }

  @Test func `do not admit a script that bears the word of their own`() throws {
    let hostile = "</script><script nonce=\"own-1\">alert(1)</script>own-2"
    let document = Document(hostile, [DocumentSection("s", [.paragraph(hostile)])])
    let page = HTMLPage(document).text
    #expect(page.contains("&#39;nonce-own-3&#39;") && page.contains("<script nonce=\"own-3\">"))
  }

  @Test func `show a tile for each requirement id, with a bar of what is used`() throws {
    let page = HTMLPage(try DocumentExample.content(try DocumentExample.report()).document).text
    let elements = try Self.read(page).elements
    #expect(elements.count { $0.attributes["class"] == "tile good" } == 2)
    #expect(elements.compactMap { $0.attributes["style"] } == ["width:60.0%", "width:66.6%"])
  }

  @Test func `say in the first heading whether it is good news`() throws {
    let worse = Example.metric("latency", 200)
    let baseline = Baseline(from: try Example.report([Example.metric("latency", 100)]))
    let report = try Example.report([worse])
    let failing = ReportContent(
      run: report, baseline: baseline, comparison: Comparison(baseline: baseline, report: report),
      commands: DocumentExample.commands
    ).document
    for (document, words, style) in [
      (DocumentExample.first(report).document, "◐ Partial: ", "verdict partial"),
      (failing, "✘ Failing: ", "verdict failing"),
      (try Self.document(), "✔ Passing: ", "verdict passing"),
    ] {
      let page = HTMLPage(document).text
      #expect(page.contains("<h1>\(words)\(document.title)</h1>"))
      #expect(page.contains("<header class=\"\(style)\">"))
      #expect(page.contains("<title>\(words)\(document.title)</title>"))
    }
  }

  @Test func `are equal to the byte each time`() throws {
    #expect(try Self.page() == Self.page())
  }

  @Test func `show each chart that the document names, with its values`() throws {
    let document = try Self.document()
    let charts = document.charts
    let elements = try Self.read(HTMLPage(document).text).elements
    #expect(charts.count == 9)
    let figures = elements.filter { $0.name == "figure" }.compactMap { $0.attributes["id"] }
    #expect(figures.sorted() == charts.map { "chart-\($0.name)" }.sorted())
    #expect(elements.count { $0.name == "svg" } == charts.count)
  }

  private static func document(_ suffix: String = "") throws -> Document {
    let metrics = try ChartExample.metrics(suffix)
    let writes = Example.metric("load/five-identities/50.peak-writes", 140, unit: .calls, tags: ["load"])
    let report = try Example.report(
      metrics + [writes], requirements: ChartExample.requirements(metrics, suffix: suffix),
      series: ChartExample.series(suffix), warnings: suffix.isEmpty ? [] : [suffix])
    let baseline = Baseline(from: report)
    return ReportContent(
      run: report, baseline: baseline, comparison: Comparison(baseline: baseline, report: report),
      trend: try ChartExample.trend(metrics, commit: suffix + "7babb0c1d2e"), commands: DocumentExample.commands
    ).document
  }

  private static func page(_ suffix: String = "") throws -> String {
    HTMLPage(try document(suffix)).text
  }

  /// Reads a page as XML; what is in its script is no markup.
  private static func read(_ page: String) throws -> XMLReader {
    let begin = try #require(page.range(of: "<script nonce"))
    let open = try #require(page[begin.lowerBound...].firstIndex(of: ">"))
    let close = try #require(page.range(of: "</script>", options: .backwards))
    let reader = XMLReader(page[...open] + String(page[close.lowerBound...]))
    return try #require(reader, "not well-formed")
  }
}

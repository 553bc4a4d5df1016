// What the files for other tools ensure beyond their letter.

import Foundation
import PerformanceExamples
import PerformanceMetrics
import PerformanceReporting
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct `A comparison for other tools` {
  /// One comparison of each kind that has an exit code or a way to it of its own.
  static let kinds: [String: @Sendable () throws -> Comparison] = [
    "worse": Rendering.worse, "hostile": Rendering.hostile, "incomplete": Rendering.incomplete,
    "edited": Rendering.edited, "equal": { try comparison([("a", 1)], [("a", 1)]) },
    "improved": { try comparison([("a", 2)], [("a", 1)]) },
    "improved, any drift fails": { try comparison([("a", 2)], [("a", 1)], failure: .drift) },
    "missing": { try comparison([("a", 1), ("b", 1)], [("a", 1)]) },
    "missing from a part": { try comparison([("a", 1), ("b", 1)], [("a", 1)], scope: .partial) },
    "nothing measured": { try comparison([("a", 1)], []) },
    "an empty baseline": { try comparison([], [("a", 1)]) },
    "another tolerance": { try comparison([("a", 1)], [("a", 1)], tolerance: .absolute(3)) },
    "a requirement not measured": {
      try comparison([("a", 1)], [("a", 1)], requirements: [Example.requirement("PERF-03", "b", unit: .calls)])
    },
  ]

  @Test(arguments: kinds.keys.sorted())
  func `fails as JUnit exactly when it does not pass`(kind: String) throws {
    let make = try #require(Self.kinds[kind])
    let comparison = try make()
    let reader = JUnitReader(try ExportFormat.junit.export(comparison).data())
    #expect((reader.count("failure") + reader.count("error") > 0) == (comparison.exitCode != .nothingWorse))
    let root = try #require(reader.elements.first)
    #expect(root.attributes["failures"] == "\(reader.count("failure"))")
    #expect(root.attributes["errors"] == "\(reader.count("error"))")
    #expect(root.attributes["tests"] == "\(reader.count("testcase"))")
  }

  @Test func `is well-formed XML whatever names hold`() throws {
    let scalars = (1...0x2FF).compactMap(Unicode.Scalar.init).filter { !$0.properties.isWhitespace }
    let everything = String(String.UnicodeScalarView(scalars)) + "\u{FFFE}\u{1F600}]]>"
    let comparison = try Self.comparison([(everything, 1)], [(everything, 2)])
    let reader = JUnitReader(try ExportFormat.junit.export(comparison).data())
    let name = try #require(reader.elements.first { $0.name == "testcase" }?.attributes["name"])
    #expect(name.contains("\"#$%&'()*+,-./0123456789:;<=>?@AB") && name.hasSuffix("·😀]]>"))
  }

  @Test func `leaves out of smaller-is-better what is better when larger, and says so`() throws {
    let baseline = Baseline(from: try Example.report([Example.metric("gone", 1)]))
    let report = try Example.report([
      Example.metric("latency", 5), Example.metric("throughput", 7, unit: .callsPerSecond, better: .higher),
      Example.metric("host/memory", 9, basis: .host),
    ])
    let export = ExportFormat.githubActionBenchmark.export(Comparison(baseline: baseline, report: report))
    let entries = try #require(JSONSerialization.jsonObject(with: export.data()) as? [[String: Any]])
    #expect(entries.map { $0["name"] as? String } == ["latency"])
    #expect(export.omissions.count == 2)
    #expect(export.omissions.first?.contains("throughput") == true)
    #expect(export.omissions.last?.contains("gone") == true)
  }

  @Test(arguments: [
    (MetricUnit.nanoseconds, Direction.lower, Basis.simulated, "latency"),
    (.nanoseconds, .lower, .host, "host-latency"), (.callsPerSecond, .higher, .simulated, "throughput"),
    (.operations, .higher, .simulated, "operations-higher-is-better"),
    (.callsPerSecond, .lower, .simulated, "throughput-lower-is-better"), (.calls, .lower, .simulated, "calls"),
  ])
  func `has one direction for each of Bencher's measures`(
    unit: MetricUnit, better: Direction, basis: Basis, slug: String
  ) throws {
    let report = try Example.report([Example.metric("a/b", 3, unit: unit, better: better, basis: basis)])
    let comparison = Comparison(baseline: Baseline(from: report), report: report)
    let file = try JSONDecoder().decode(
      [String: [String: [String: Int]]].self, from: ExportFormat.bencher.export(comparison).data())
    #expect(file == ["a/b": [slug: ["value": 3]]])
  }

  @Test func `has as many CSV fields in each record as the header, and no formula`() throws {
    let id = "=HYPERLINK(\"http://x\"),\u{7}-1"
    let comparison = try Self.comparison([(id, 5), ("b", 1)], [(id, 3)])
    let text = String(decoding: try ExportFormat.csv.export(comparison).data(), as: UTF8.self)
    let records = CSVReader.records(text)
    #expect(text.hasSuffix("\r\n"))
    #expect(records.count == 3)
    #expect(Set(records.map(\.count)) == [14])
    #expect(
      records[1].prefix(9) == [
        "'=HYPERLINK(\"http://x\"),·-1", "simulated", "improved", "calls", "lower", "5", "3", "-2", "-400",
      ])
    #expect(records[2].prefix(8) == ["b", "simulated", "missing", "calls", "lower", "1", "", ""])
  }

  static func comparison(
    _ known: [(String, Int64)], _ measured: [(String, Int64)], scope: ComparisonScope = .complete,
    failure: FailureThreshold = .regression, tolerance: Tolerance? = nil, requirements: [Requirement] = []
  ) throws -> Comparison {
    let old = known.map { Example.metric($0.0, $0.1, unit: .calls) }
    let new = measured.map { Example.metric($0.0, $0.1, unit: .calls, tolerance: tolerance) }
    return Comparison(
      baseline: Baseline(from: try Example.report(old, requirements: requirements)),
      report: try Example.report(new, requirements: requirements), scope: scope, failure: failure)
  }
}

/// The elements of a document as Foundation's parser sees them; none at all of one that is not well-formed.
private final class JUnitReader: NSObject, XMLParserDelegate {
  private(set) var elements: [(name: String, attributes: [String: String])] = []

  init(_ data: Data) {
    super.init()
    let parser = XMLParser(data: data)
    parser.delegate = self
    if !parser.parse() { elements = [] }
  }

  func count(_ name: String) -> Int { elements.count { $0.name == name } }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    elements.append((name, attributes))
  }
}

/// Records and fields by the grammar of RFC 4180.
private enum CSVReader {
  static func records(_ text: String) -> [[String]] {
    var records: [[String]] = []
    var record: [String] = []
    var field = ""
    var isQuoted = false
    let scalars = Array(text.unicodeScalars)
    var index = 0
    while index < scalars.count {
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      switch (scalars[index], isQuoted) {
      case ("\"", true) where next == "\"":
        field += "\""
        index += 1
      case ("\"", _): isQuoted.toggle()
      case (",", false):
        record.append(field)
        field = ""
      case ("\r", false) where next == "\n":
        records.append(record + [field])
        (record, field) = ([], "")
        index += 1
      default: field.unicodeScalars.append(scalars[index])
      }
      index += 1
    }
    return records
  }
}

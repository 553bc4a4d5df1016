// Latency profiles: the arithmetic of quantiles, draws, and invalid files.

import SheetsAPI
import SheetsSim
import Testing
import TextFormats

@Suite struct `A table of quantiles` {
  private static let table = QuantileTable([
    .init(perMillion: 0, nanoseconds: 100), .init(perMillion: 500_000, nanoseconds: 300),
    .init(perMillion: 1_000_000, nanoseconds: 1301),
  ])

  @Test(arguments: [(0, 100), (250_000, 200), (500_000, 300), (750_000, 800), (999_999, 1300), (1_000_000, 1301)])
  func `is linear between its points`(perMillion: Int, nanoseconds: Int64) throws {
    let table = try #require(Self.table)
    #expect(table.quantile(perMillion: perMillion) == nanoseconds)
  }

  @Test func `has the mean of its parts`() throws {
    let table = try #require(Self.table)
    #expect(table.mean == 500)
  }

  @Test func `is drawn from in proportion`() throws {
    let table = try #require(Self.table)
    var chance = SplitMix64(seed: 1)
    let draws = (0..<20_000).map { _ in table.draw(from: &chance) }
    #expect(draws.allSatisfy { (100...1301).contains($0) })
    let mean = draws.reduce(0, +) / Int64(draws.count)
    #expect(abs(mean - table.mean) < 10)
    for perMillion in stride(from: 100_000, through: 900_000, by: 100_000) {
      let limit = table.quantile(perMillion: perMillion)
      let share = draws.count { $0 <= limit } * 1_000_000 / draws.count
      #expect(abs(share - perMillion) < 15_000, "\(perMillion)")
    }
  }

  @Test(arguments: [
    [], [(0, 1)], [(0, 1), (999_999, 2)], [(1, 1), (1_000_000, 2)], [(0, 2), (1_000_000, 1)],
    [(0, -1), (1_000_000, 1)],
    [(0, 1), (5, 2), (5, 3), (1_000_000, 4)],
  ])
  func `is refused if it is not a distribution`(points: [(Int, Int64)]) {
    #expect(QuantileTable(points.map { .init(perMillion: $0, nanoseconds: $1) }) == nil)
  }
}

@Suite struct `The recorded latency profile` {
  @Test(arguments: [
    (SheetsMethod.spreadsheetsGet, 448), (.valuesGet, 319), (.spreadsheetsBatchUpdate, 425), (.valuesClear, 406),
    (.valuesUpdate, 358), (.valuesAppend, 308),
  ])
  func `has the recorded means and a long tail`(method: SheetsMethod, milliseconds: Int) {
    let table = LatencyProfile.recorded.tables[method]
    #expect(abs(table.mean - Int64(milliseconds) * 1_000_000) < 1000)
    #expect(table.quantile(perMillion: 500_000) < table.mean)
    #expect(table.quantile(perMillion: 990_000) > 2 * table.mean)
  }
}

@Suite struct `A calibrated latency profile` {
  private static func text(_ methods: String, grid: String = "[0,500000,1000000]") -> String {
    #"{"schema":1,"perMillion":\#(grid),"methods":[\#(methods)]}"#
  }

  private static let get = #"{"method":"values.get","nanoseconds":[1000,2000,9000],"samples":100}"#

  @Test func `has the tables of its file, and recorded ones for other methods`() throws {
    let profile = try LatencyProfile(json: Self.text(Self.get))
    #expect(profile.tables[.valuesGet].points.map(\.nanoseconds) == [1000, 2000, 9000])
    #expect(profile.tables[.valuesAppend] == LatencyProfile.recorded.tables[.valuesAppend])
  }

  @Test func `has a name that depends on its numbers`() throws {
    let one = try LatencyProfile(json: Self.text(Self.get))
    let same = try LatencyProfile(json: Self.text(Self.get.replacing("100}", with: "101}")))
    let other = try LatencyProfile(json: Self.text(Self.get.replacing("9000", with: "9001")))
    #expect(one.name == "calibrated e16899c0")
    #expect(same.name == one.name)
    #expect(other.name != one.name)
  }

  @Test(arguments: [
    ("{", "line 1, column 2: found the end of the file, expected a key or }"),
    ("[]", "schema: found nothing, expected 1"),
    (#"{"schema":2}"#, "schema: found 2, expected 1"),
    (#"{"schema":1}"#, "perMillion: found nothing, expected an array of whole numbers"),
    (text(get, grid: "[0,0.5]"), "perMillion: found [0,0.5], expected an array of whole numbers"),
    (text(""), "methods: found [], expected an array of at least one method"),
    (text("\(get),\(get)"), "methods[1].method: found values.get twice, expected each method once"),
    (
      text(get, grid: "[0,1000000]"),
      "methods[0].nanoseconds: found 3 latencies, expected 2, one for each of perMillion"
    ),
    (
      text(get.replacing("2000", with: "500")),
      "methods[0].nanoseconds: found [1000,500,9000], expected latencies from 0 that never decrease, over perMillion "
        + "that increases from 0 to 1,000,000"
    ),
    (
      text(get.replacing("9000", with: "3600000000001")),
      "methods[0].nanoseconds: found a latency of more than an hour, expected nanoseconds, at most "
        + "3600000000000"
    ),
    (
      text(get.replacing("values.get", with: "values.gett")),
      "methods[0].method: found \"values.gett\", expected one of spreadsheets.create, spreadsheets.get, "
        + "spreadsheets.batchUpdate, values.get, values.batchGet, values.update, values.batchUpdate, values.append, "
        + "values.clear, values.batchClear"
    ),
  ])
  func `is refused with its place, what was found and expected`(text: String, message: String) {
    let error = #expect(throws: LatencyProfileError.self) { try LatencyProfile(json: text) }
    #expect(error?.description == message)
  }
}

import Testing
import TextFormats

@Suite struct `A civil date` {
  @Test(arguments: [
    (1970, 1, 1, 0), (1969, 12, 31, -1), (2000, 2, 29, 11_016), (2025, 6, 1, 20_240), (1899, 12, 30, -25_569),
    (9999, 12, 31, 2_932_896), (0, 1, 1, -719_528),
  ])
  func `counts days from 1 January 1970`(year: Int, month: Int, day: Int, days: Int) {
    #expect(CivilDate(year: year, month: month, day: day)?.daysSince1970 == days)
    #expect(CivilDate(daysSince1970: days) == CivilDate(year: year, month: month, day: day))
  }

  @Test(arguments: [
    (2025, 2, 29), (1900, 2, 29), (2025, 13, 1), (2025, 0, 1), (2025, 4, 31), (2025, 4, 0), (10_000, 1, 1),
  ])
  func `exists only where the calendar has it`(year: Int, month: Int, day: Int) {
    #expect(CivilDate(year: year, month: month, day: day) == nil)
  }

  @Test func `is written in ISO 8601`() {
    #expect(CivilDate(daysSince1970: 20_240).description == "2025-06-01")
    #expect(CivilDate(year: 33, month: 4, day: 3)?.description == "0033-04-03")
  }
}

@Suite struct `FNV-1a` {
  /// Source: the test vectors of the authors' reference code.
  @Test(arguments: [
    ("", UInt32(0x811C_9DC5), UInt64(0xCBF2_9CE4_8422_2325)), ("a", 0xE40C_292C, 0xAF63_DC4C_8601_EC8C),
    ("foobar", 0xBF9C_F968, 0x8594_4171_F739_67E8),
  ])
  func `hashes its authors' test vectors as they say`(text: String, short: UInt32, long: UInt64) {
    #expect(FNV1a.hash32(text) == short)
    #expect(FNV1a.hash64(text) == long)
  }
}

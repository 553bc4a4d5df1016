import Testing
import TextFormats

@Suite struct `A JSON document` {
  private let text = #"{"a": [1, {"é": 1.50}, "x"], "b": 99999999999999999999, "c": null, "d": {}}"#

  @Test(arguments: [
    ([JSONKey.name("a")], "an array of 3"), ([.name("a"), .index(0)], "1"),
    ([.name("a"), .index(2)], #"the text "x""#),
    ([.name("a"), .index(1), .name("é")], "1.50"), ([.name("b")], "99999999999999999999"), ([.name("c")], "null"),
    ([.name("d")], "an object with 0 keys"), ([.name("e")], nil), ([.name("a"), .index(3)], nil),
  ])
  func `describes what stands at a path, numbers by their source text`(path: [JSONKey], found: String?) throws {
    #expect(try JSONDocument(parsing: text.utf8).found(at: path) == found)
  }

  @Test(arguments: [
    (#"{"a": [1, 18446744073709551615, -1], "b": "1.5"}"#, nil), (#"{"a": [1, {"b": 0.5}]}"#, "a[1].b"),
    ("[99999999999999999999]", "[0]"), ("1.5", ""),
  ])
  func `finds the first number that is not a 64-bit integer`(text: String, path: String?) throws {
    #expect(try JSONDocument(parsing: text.utf8).firstNonInteger?.jsonPath == path)
  }

  @Test(arguments: [#"{"b": 1, "a": 2, "b": 3}"#, #"{"b": 1, "c": 2, "b": 3}"#])
  func `refuses a name that occurs twice in an object`(text: String) {
    let error = #expect(throws: JSONSyntaxError.self) { try JSONDocument(parsing: text.utf8) }
    #expect(
      error?.description
        == #"line 1, column 18: found the key "b" a second time, expected each key once in an object"#)
  }

  @Test(arguments: [
    (JSON.number(3), Int64(3)), (-3, -3), (.number(0.5), nil), ("3", nil), (.number(9_007_199_254_740_992), nil),
  ])
  func `holds whole numbers that a Double represents exactly`(value: JSON, whole: Int64?) {
    #expect(value.wholeNumber == whole)
  }
}

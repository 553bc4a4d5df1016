import Testing
import TextFormats

@Suite struct `The JSON parser` {
  @Test(arguments: [
    "null", "true", "[]", "{}", #"[1,-2,0.5,1e+20]"#, #"{"b":1,"a":[{"c":"\"\\\n\u0001é🌵"}]}"#,
    #"{"twice":1,"twice":2}"#,
  ])
  func `reads what the writer writes`(text: String) throws {
    #expect(try JSON(parsing: text).text == text)
  }

  @Test(arguments: [
    (#"  [ 1 , 2 ]  "#, JSON.array([1, 2])), (#""\u00e9\/\ud83c\udf35""#, "é/🌵"), (#""\ud83cx""#, "\u{FFFD}x"),
    ("1e2", 100), ("-0", .number(-0.0)), ("9007199254740993", .number(9_007_199_254_740_992)),
  ])
  func `follows RFC 8259`(text: String, value: JSON) throws {
    #expect(try JSON(parsing: text) == value)
  }

  @Test func `reads a decimal number as Swift does, with however many digits`() throws {
    for digits in [
      "0", "5", "1234567", "9007199254740991", "9007199254740993", "12345678901234567", "98765432109876543210",
    ] {
      for decimals in 0...30 {
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        let integer = padded.dropLast(decimals).drop { $0 == "0" }
        let text = "\(integer.isEmpty ? "0" : integer)" + (decimals > 0 ? ".\(padded.suffix(decimals))" : "")
        #expect(try JSON(parsing: text).number == Double(text), "\(text)")
        #expect(try JSON(parsing: "-" + text).number == Double("-" + text), "-\(text)")
      }
    }
  }

  @Test func `reads every ASCII character back wherever it stands in a text`() throws {
    for scalar in (0..<0x80).compactMap(Unicode.Scalar.init(_:)) {
      for text in ["\(scalar)", "a\(scalar)", "\(scalar)b", "é\(scalar)\(scalar)🌵"] {
        #expect(try JSON(parsing: JSON.string(text).bytes) == .string(text))
      }
    }
  }

  @Test(arguments: [
    ("", "line 1, column 1: found the end of the file, expected a value"),
    ("{}\n{}", "line 2, column 1: found {, expected the end of the file"),
    (#"{"é": 1,}"#, "line 1, column 9: found }, expected a key"),
    ("{", "line 1, column 2: found the end of the file, expected a key or }"),
    (#"{"a" 1}"#, #"line 1, column 6: found 1, expected : after the key "a""#),
    ("[1 2]", "line 1, column 4: found 2, expected , or ]"),
    ("01", "line 1, column 2: found 1, expected the end of the file"),
    ("[1.]", "line 1, column 4: found ], expected a digit"),
    ("-", "line 1, column 2: found the end of the file, expected a digit"),
    ("[NaN]", "line 1, column 2: found NaN, expected a value"),
    ("[nul]", "line 1, column 2: found nul, expected a value"),
    ("[1e999]", "line 1, column 2: found 1e999, expected a number of at most 1.8e308"),
    (#"["a"#, "line 1, column 4: found the end of the file, expected the closing quotation mark"),
    (#"["\u12"#, "line 1, column 7: found the end of the file, expected the closing quotation mark"),
    ("[\"a\nb\"]", "line 1, column 4: found a control character in a text, expected it escaped"),
    (
      #"["a\q"]"#,
      #"line 1, column 2: found a text with an unknown escape, expected one of JSON's escapes after each \"#
    ),
    (
      #"["\u00zz"]"#,
      #"line 1, column 2: found a text with an unknown escape, expected one of JSON's escapes after each \"#
    ),
  ])
  func `says where it stopped, what it found and what it expected`(text: String, message: String) {
    let error = #expect(throws: JSONSyntaxError.self) { try JSON(parsing: text) }
    #expect(error?.description == message)
  }

  @Test(arguments: [
    ([0xC3], "line 1, column 1: found the byte 0xC3, expected UTF-8 text"),
    (Array("{\"a\": \"é\"".utf8) + [0xFF], "line 1, column 10: found the byte 0xFF, expected UTF-8 text"),
    (Array("[\n\"é".utf8) + [0x80, 0x22, 0x5D], "line 2, column 3: found the byte 0x80, expected UTF-8 text"),
  ])
  func `names the first byte that is not UTF-8`(bytes: [UInt8], message: String) {
    let error = #expect(throws: JSONSyntaxError.self) { try JSON(parsing: bytes) }
    #expect(error?.description == message)
  }

  @Test func `allows 100 levels of nesting`() throws {
    #expect(throws: Never.self) {
      try JSON(parsing: String(repeating: "[", count: 100) + String(repeating: "]", count: 100))
    }
    let error = #expect(throws: JSONSyntaxError.self) { try JSON(parsing: String(repeating: "[", count: 200)) }
    #expect(error?.description == "line 1, column 101: found 100 levels of nesting, expected fewer than 100")
  }
}

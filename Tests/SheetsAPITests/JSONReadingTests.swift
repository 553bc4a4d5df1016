// How the fields of a body are named where they are invalid.

import SheetsAPI
import Testing
import TextFormats

@Suite struct `A field of a body` {
  @Test func `is named by its path`() throws {
    let body = JSONField(["a": ["b": [1, 2, ["c": 3]]]], "")
    let fields = try body["a"]["b"].elements(type: "T")
    #expect(fields.map(\.path) == ["a.b[0]", "a.b[1]", "a.b[2]"])
    let error = #expect(throws: ErrorEnvelope.self) { try fields[2]["c"].string() }
    #expect(error?.message == "Invalid value at 'a.b[2].c' (TYPE_STRING), 3")
    #expect(body.path == "")
    #expect(JSONField([1], "").path == "")
    #expect(try JSONField([1], "").elements(type: "T").map(\.path) == ["[0]"])
  }

  @Test(arguments: [
    (#"{"data":{"values":1}}"#, "Invalid value at 'data.values' (type.googleapis.com/google.protobuf.ListValue), 1"),
    (
      #"{"data":{"values":[[],null]}}"#,
      "Invalid value at 'data.values[1]' (type.googleapis.com/google.protobuf.ListValue), null"
    ),
    (#"{"data":{"values":[[],[1,2,[]]]}}"#, "Invalid values[1][2]: list_value {\n}\n"),
    (#"{"data":{"values":[[{}]]}}"#, "Invalid values[0][0]: struct_value {\n}\n"),
  ])
  func `with values names the row or the cell`(body: String, message: String) throws {
    let field = JSONField(try JSON(parsing: body), "")["data"]
    let error = #expect(throws: ErrorEnvelope.self) { try ValueRange(field) }
    #expect(error?.message == message)
  }
}

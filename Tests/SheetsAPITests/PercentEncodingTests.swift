// How paths and queries are encoded and decoded.

import SheetsAPI
import Testing

@Suite struct `Percent-encoding` {
  @Test(arguments: [
    ("Sheet1", "Sheet1"), ("-._~", "-._~"), ("'é' !A1:B2/+", "%27%C3%A9%27%20%21A1%3AB2%2F%2B"), ("", ""),
  ])
  func `keeps unreserved characters alone`(text: String, encoded: String) {
    #expect(PercentEncoding.encoded(text) == encoded)
    #expect(PercentEncoding.decoded(encoded) == text)
  }

  @Test(arguments: [("%4", "%4"), ("%", "%"), ("%zz%+1", "%zz%+1"), ("%c3%a9+%41", "é+A"), ("%ff", "\u{FFFD}")])
  func `leaves what is no code, and repairs what is no UTF-8`(encoded: String, text: String) {
    #expect(PercentEncoding.decoded(encoded) == text)
  }

  @Test func `of a query is undone for each name and value`() {
    let request = RESTRequest(method: "GET", path: "/", query: "a=1&&b+c=%26+%3D=x&=2&d&e=")
    let parameters: [RESTRequest.Parameter] = [
      .init("a", "1"), .init("b c", "& ==x"), .init("", "2"), .init("d", ""), .init("e", ""),
    ]
    #expect(request.parameters == parameters)
    let again = RESTRequest(method: "GET", path: "/", parameters: parameters)
    #expect(again.query == "a=1&b%20c=%26%20%3D%3Dx&=2&d=&e=")
    #expect(again.parameters == parameters)
  }
}

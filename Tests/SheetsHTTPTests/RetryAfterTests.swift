// The wait that a server asks for, in seconds or as a date.

import SheetsAPI
import SheetsHTTP
import SheetsSim
import Testing

@Suite(.timeLimit(.minutes(5))) struct `Retry-After` {
  private static let date = "Sun, 06 Nov 1994 08:49:37 GMT"

  @Test(arguments: [
    ("0", 0), ("7", 7), ("120", 120), ("86401", 86_400), ("99999999999999999999", 86_400),
    ("Sun, 06 Nov 1994 08:49:37 GMT", 0), ("Sun, 06 Nov 1994 08:50:07 GMT", 30), ("Sun, 06 Nov 1994 08:49:00 GMT", 0),
    ("Mon, 07 Nov 1994 00:00:01 GMT", 54_624), ("Sat, 01 Mar 2025 00:00:00 GMT", 86_400),
  ])
  func `is read`(text: String, seconds: Int) {
    #expect(Duration(retryAfter: text, date: Self.date) == .seconds(seconds))
  }

  @Test(arguments: [
    "", " ", "-1", "+1", "1.5", "soon", "Sun, 06 Nov 1994", "Sun, 06 Non 1994 08:49:37 GMT",
    "Sun, 31 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT",
  ])
  func `is ignored if it is not valid`(text: String) {
    #expect(Duration(retryAfter: text, date: Self.date) == nil)
  }

  @Test func `as a date means nothing without the date of the answer`() {
    #expect(Duration(retryAfter: Self.date, date: nil) == nil)
  }

  @Test(arguments: [
    (RESTAnswer(status: 429, body: Array("<html>".utf8)), SheetsError.Kind.quota(.identity)),
    (RESTAnswer(ErrorEnvelope(.resourceExhausted, "Quota exceeded")), .quota(.identity)),
    (RESTAnswer(status: 503, body: []), .ambiguous),
  ])
  func `is part of the error`(answer: RESTAnswer, kind: SheetsError.Kind) async throws {
    let transport = Wire { _ in .answer(answer, headers: ["Retry-After": "7"]) }.transport()
    let error = await #expect(throws: SheetsError.self) {
      _ = try await transport.call(SpreadsheetsCreate(title: "Shop"), as: Identity("robot@example.com"))
    }
    #expect(error?.retryAfter == .seconds(7))
    #expect(error?.kind == kind)
  }
}

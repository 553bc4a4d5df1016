// The Drive calls that spreadsheet clients make.

import SheetsAPI
import SheetsScenarios
import SheetsSim
import Testing
import TextFormats

@Suite struct `Files of an account` {
  private static let owner = Identity("owner@example.com")
  private static let friend = Identity("friend@example.com")
  private static let type = "application/vnd.google-apps.spreadsheet"

  private let server = SimulatedBackend(seed: 1)

  private func send(
    _ method: String, _ tail: String, _ query: [RESTRequest.Parameter] = [], _ body: JSON? = nil,
    as identity: Identity = owner, at now: Int64 = 0
  ) -> RESTAnswer {
    server.immediateAnswer(
      to: RESTRequest(method: method, path: "/drive/v3/files\(tail)", parameters: query, body: body), as: identity,
      at: now)
  }

  private func create(_ name: String, at now: Int64 = 0) -> String {
    let body: JSON = ["name": .string(name), "mimeType": .string(Self.type)]
    return send("POST", "", [], body, at: now).json["id"]?.string ?? ""
  }

  private func names(_ query: String, as identity: Identity = owner) -> [String]? {
    send("GET", "", [.init("q", query)], as: identity).json["files"]?.array?.compactMap { $0["name"]?.string }
  }

  @Test func `are created, read, renamed and deleted`() {
    let id = create("First")
    let plain: JSON = ["kind": "drive#file", "id": .string(id), "name": "First", "mimeType": .string(Self.type)]
    #expect(send("GET", "/\(id)").json == plain)
    #expect(send("PATCH", "/\(id)", [], ["name": "Second"]).json["name"] == "Second")
    let title = server.immediateAnswer(
      to: RESTRequest(method: "GET", path: "/v4/spreadsheets/\(id)", query: "fields=properties.title"), as: Self.owner)
    #expect(title.json == ["properties": ["title": "Second"]])
    #expect(send("DELETE", "/\(id)").status == 204)
    #expect(send("GET", "/\(id)").message == "File not found: \(id).")
  }

  @Test func `have times of creation and modification`() {
    let id = create("A", at: 1_500_000_000)
    _ = send("PATCH", "/\(id)", [], ["name": "B"], at: 86_400_000_000_000)
    #expect(
      send("GET", "/\(id)", [.init("fields", "createdTime,modifiedTime")]).json == [
        "createdTime": "1970-01-01T00:00:01.500Z", "modifiedTime": "1970-01-02T00:00:00.000Z",
      ])
  }

  private static let queries: [(query: String, names: [String])] = [
    ("", ["Beta", "Alpha"]), ("name = 'Alpha'", ["Alpha"]), ("name='Gamma'", []), ("name != 'Alpha'", ["Beta"]),
    ("mimeType=\"application/vnd.google-apps.spreadsheet\" and name contains 'al'", ["Alpha"]),
    ("trashed = false and name = \"Beta\"", ["Beta"]), ("mimeType = 'text/plain'", []),
  ]

  /// The last modified comes first; source: "Search for files and folders", Google Drive API guide.
  @Test(arguments: queries)
  func `are found by a query`(query: String, expected: [String]) {
    _ = create("Alpha", at: 1)
    _ = create("Beta", at: 2)
    #expect(names(query) == expected)
  }

  @Test(arguments: ["'me' in owners", "name = 'a' or name = 'b'", "fullText contains 'x'"])
  func `refuse a query that is not modeled by name`(query: String) {
    #expect(send("GET", "", [.init("q", query)]).message == "Not simulated: the Drive query \(query)")
  }

  @Test func `are copied with their cells and names`() {
    let id = create("Source")
    _ = server.immediateAnswer(
      to: RESTRequest(
        method: "PUT", path: "/v4/spreadsheets/\(id)/values/A1", query: "valueInputOption=RAW",
        body: Array(#"{"values": [["x"]]}"#.utf8)), as: Self.owner)
    let copy = send("POST", "/\(id)/copy").json
    #expect(copy["name"] == "Copy of Source")
    let read = server.immediateAnswer(
      to: RESTRequest(method: "GET", path: "/v4/spreadsheets/\(copy["id"]?.string ?? "")/values/A1"), as: Self.owner)
    #expect(read.json["values"] == [["x"]])
  }

  @Test func `are visible when shared, and changed only by writers`() {
    let id = create("Shared")
    func write() -> Int {
      server.immediateAnswer(
        to: RESTRequest(
          method: "PUT", path: "/v4/spreadsheets/\(id)/values/A1", query: "valueInputOption=RAW",
          body: Array(#"{"values": [["x"]]}"#.utf8)), as: Self.friend
      ).status
    }
    func share(_ role: String) -> String {
      let body: JSON = ["type": "user", "role": .string(role), "emailAddress": .string(Self.friend.name)]
      return send("POST", "/\(id)/permissions", [], body).json["id"]?.string ?? ""
    }
    #expect(write() == 403)
    #expect(names("", as: Self.friend) == [])
    let reading = share("reader")
    #expect(write() == 403)
    #expect(names("", as: Self.friend) == ["Shared"])
    #expect(send("DELETE", "/\(id)/permissions/\(reading)").status == 204)
    #expect(write() == 403)
    _ = share("writer")
    #expect(write() == 200)
    #expect(send("DELETE", "/\(id)", as: Self.friend).status == 403)
    let listed = send("GET", "/\(id)/permissions", [.init("fields", "permissions(role,emailAddress)")]).json
    #expect(
      listed["permissions"] == [
        ["emailAddress": .string(Self.owner.name), "role": "owner"],
        ["emailAddress": .string(Self.friend.name), "role": "writer"],
      ])
  }

  @Test func `of other types are not simulated`() {
    let answer = send("POST", "", [], ["name": "N", "mimeType": "text/plain"])
    #expect(answer.message == "Not simulated: files of the type text/plain")
  }
}

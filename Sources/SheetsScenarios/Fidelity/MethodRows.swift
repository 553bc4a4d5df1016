// The ledger on each method of the Sheets API and on the calls of Drive, with a request that shows it.

import SheetsAPI
import SheetsSim

/// The ledger's row on a method.
package struct MethodRow: Sendable, CustomStringConvertible {
  package var name: String
  /// The name of the method in a replay.
  var recordedName: String
  package var fidelity: Fidelity
  package var says: String
  package var method: String
  /// The path; `ID` stands for the spreadsheet of the scene.
  package var path: String
  package var query: String
  package var body: String

  package var description: String { name }

  private init(
    _ name: String, _ fidelity: Fidelity, _ says: String, _ request: String, query: String = "", body: String = "",
    recordedAs recordedName: String? = nil
  ) {
    let parts = request.split(separator: " ").map(String.init)
    (self.name, self.fidelity, self.says) = (name, fidelity, says)
    (self.method, self.path, self.query, self.body) = (parts[0], parts[1], query, body)
    self.recordedName = recordedName ?? name
  }

  package func answer(in scene: RESTScene) -> RESTAnswer {
    let path = path.replacing("ID", with: scene.id)
    let body = body.replacing("ID", with: scene.id)
    return scene.server.immediateAnswer(
      to: RESTRequest(method: method, path: path, query: query, body: Array(body.utf8)), as: scene.caller)
  }

  private static let root = "/v4/spreadsheets"
  private static let files = "/drive/v3/files"

  /// Source: the methods of the Google Sheets API v4.
  package static let sheets: [MethodRow] =
    SheetsMethod.allCases.map { modeled($0) } + [
      MethodRow(
        "sheets.copyTo", .documented, "a copy of a sheet in this spreadsheet or another",
        "POST \(root)/ID/sheets/0:copyTo", body: #"{"destinationSpreadsheetId": "ID"}"#),
      MethodRow(
        "spreadsheets.getByDataFilter", .notSimulated, "choosing by metadata or grid ranges",
        "POST \(root)/ID:getByDataFilter"),
      MethodRow(
        "values.batchGetByDataFilter", .notSimulated, "choosing by metadata or grid ranges",
        "POST \(root)/ID/values:batchGetByDataFilter"),
      MethodRow(
        "values.batchUpdateByDataFilter", .notSimulated, "choosing by metadata or grid ranges",
        "POST \(root)/ID/values:batchUpdateByDataFilter"),
      MethodRow(
        "values.batchClearByDataFilter", .notSimulated, "choosing by metadata or grid ranges",
        "POST \(root)/ID/values:batchClearByDataFilter"),
      MethodRow("developerMetadata.get", .notSimulated, "developer metadata", "GET \(root)/ID/developerMetadata/1"),
      MethodRow(
        "developerMetadata.search", .notSimulated, "developer metadata", "POST \(root)/ID/developerMetadata:search"),
    ]

  /// Exhaustive, so that a method of the contract cannot be forgotten.
  private static func modeled(_ method: SheetsMethod) -> MethodRow {
    let name = method.rawValue
    return switch method {
    case .spreadsheetsCreate:
      MethodRow(name, .documented, "properties and sheets; no cells, ranges or metadata", "POST \(root)")
    case .spreadsheetsGet:
      MethodRow(name, .recorded, "properties, features and grid data, by ranges and a mask of fields", "GET \(root)/ID")
    case .spreadsheetsBatchUpdate:
      MethodRow(
        name, .recorded, "the kinds of change below, all or none", "POST \(root)/ID:batchUpdate",
        body: #"{"requests": [{"addSheet": {}}]}"#)
    case .valuesGet:
      MethodRow(name, .recorded, "every option of rendering, in the locale en_US", "GET \(root)/ID/values/A1")
    case .valuesBatchGet:
      MethodRow(
        name, .recorded, "as values.get, for several ranges", "GET \(root)/ID/values:batchGet", query: "ranges=A1")
    case .valuesUpdate:
      MethodRow(
        name, .recorded, "raw or as a user enters it, by rows or columns", "PUT \(root)/ID/values/A1",
        query: "valueInputOption=RAW", body: #"{"values": [["x"]]}"#)
    case .valuesBatchUpdate:
      MethodRow(
        name, .recorded, "all ranges or none", "POST \(root)/ID/values:batchUpdate",
        body: #"{"valueInputOption": "RAW", "data": [{"range": "A1", "values": [["x"]]}]}"#)
    case .valuesAppend:
      MethodRow(
        name, .recorded, "after the last table in the range, over what is there or in new rows",
        "POST \(root)/ID/values/A1:append", query: "valueInputOption=RAW", body: #"{"values": [["x"]]}"#)
    case .valuesClear: MethodRow(name, .recorded, "values alone; formats stay", "POST \(root)/ID/values/A1:clear")
    case .valuesBatchClear:
      MethodRow(
        name, .documented, "as values.clear, all or none", "POST \(root)/ID/values:batchClear",
        body: #"{"ranges": ["A1"]}"#)
    }
  }

  /// What a client of spreadsheets needs of Drive.
  package static let drive: [MethodRow] = [
    MethodRow(
      "files.create", .recorded, "spreadsheets alone", "POST \(files)",
      body: #"{"name": "N", "mimeType": "application/vnd.google-apps.spreadsheet"}"#, recordedAs: "drive.files POST"),
    MethodRow(
      "files.list", .recorded, "by name, type and trash, joined with and; one page", "GET \(files)",
      recordedAs: "drive.files GET"),
    MethodRow("files.get", .recorded, "by a mask of fields", "GET \(files)/ID", recordedAs: "drive.files GET one"),
    MethodRow("files.update", .documented, "the name", "PATCH \(files)/ID", body: #"{"name": "N"}"#),
    MethodRow(
      "files.copy", .recorded, "with all sheets and names", "POST \(files)/ID/copy", body: #"{"name": "N"}"#,
      recordedAs: "drive.files POST copy"),
    MethodRow(
      "files.delete", .recorded, "by the owner, for good", "DELETE \(files)/ID", recordedAs: "drive.files DELETE one"),
    MethodRow(
      "comments.list", .recorded, "always none", "GET \(files)/ID/comments", recordedAs: "drive.files GET comments"),
    MethodRow("permissions.list", .documented, "of one file", "GET \(files)/ID/permissions"),
    MethodRow(
      "permissions.create", .documented, "users, groups, domains and everybody, as readers or writers",
      "POST \(files)/ID/permissions", body: #"{"type": "anyone", "role": "reader"}"#),
    MethodRow(
      "permissions.delete", .documented, "by its id", "DELETE \(files)/ID/permissions/01660558971427077493"),
    MethodRow("files.export", .notSimulated, "other formats of a file", "GET \(files)/ID/export"),
    MethodRow("revisions.list", .notSimulated, "earlier states of a file", "GET \(files)/ID/revisions"),
  ]
}

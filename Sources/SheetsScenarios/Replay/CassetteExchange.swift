// An exchange as VCR and its descendants keep it: a request with its address, a response with its headers.

import SheetsAPI
import TextFormats

/// An exchange of a cassette.
package struct CassetteExchange {
  /// The exchange in the form without headers that recordings are read in.
  let reduced: JSON

  /// Reads an exchange; `nil` for one in another form.
  init?(_ json: JSON) {
    guard let request = json["request"], let response = json["response"], let address = request["uri"]?.string,
      let match = address.wholeMatch(of: /https?:\/\/([^\/?]+)([^?]*)(?:\?(.*))?/)
    else { return nil }
    let headers = response["headers"]?.object?.members ?? []
    let date = headers.first { $0.name.lowercased() == "date" }?.value
    reduced = .members([
      "host": .string(String(match.1)), "method": request["method"], "path": .string(String(match.2)),
      "query": .string(String(match.3 ?? "")), "body": Self.content(request["body"]),
      "status": response["status"]?["code"] ?? response["status"], "response": Self.content(response["body"]),
      "date": date?.array?.first ?? date,
    ])
  }

  /// The JSON of a body, which is kept as text or as an object around it.
  private static func content(_ body: JSON?) -> JSON? {
    guard let text = body?.string ?? body?["string"]?.string, !text.isEmpty else { return nil }
    return (try? JSON(parsing: Array(text.utf8))) ?? .string(text)
  }
}

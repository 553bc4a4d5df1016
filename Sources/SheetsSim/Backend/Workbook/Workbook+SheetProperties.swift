// Sheet properties without a type in SheetsAPI: frozen rows, gridlines, tab colors.

import SheetsAPI
import TextFormats

extension Workbook {
  private static let known = ["sheetId", "title", "index", "sheetType", "hidden"]

  mutating func addSheet(_ body: JSONField) throws(ErrorEnvelope) -> BatchReply {
    let wanted = body["properties"]
    let grid = wanted["gridProperties"]
    let type = try wanted["sheetType"].string() ?? "GRID"
    guard type == "GRID" else { throw .notSimulated("sheets of the type \(type)") }
    var undo: [UndoStep] = []
    let properties = try addSheet(
      .init(
        sheetID: try wanted["sheetId"].integer(), title: try wanted["title"].string(),
        index: try wanted["index"].integer(), rowCount: try grid["rowCount"].integer() ?? 1000,
        columnCount: try grid["columnCount"].integer() ?? 26), &undo)
    setFurtherProperties(wanted.json ?? [:], ofSheet: properties.index)
    sheets[properties.index].properties.hidden = try wanted["hidden"].boolean() ?? false
    return .other(kind: "addSheet", ["properties": propertiesJSON(at: properties.index)])
  }

  /// Sets the properties without a type in SheetsAPI.
  mutating func setFurtherProperties(_ wanted: JSON, ofSheet index: Int) {
    for member in wanted.object?.members ?? [] where !Self.known.contains(member.name) {
      if member.name == "gridProperties" {
        for part in member.value.object?.members ?? [] where part.name != "rowCount" && part.name != "columnCount" {
          setProperty(["gridProperties", part.name], part.value, ofSheet: index)
        }
      } else {
        setProperty([member.name], member.value, ofSheet: index)
      }
    }
  }

  /// Changes the properties that the mask selects; missing ones return to their defaults.
  mutating func updateSheetProperties(_ body: JSONField) throws(ErrorEnvelope) {
    let wanted = body["properties"]
    guard let text = try body["fields"].string(), let mask = FieldMask(text) else { throw Self.noFields }
    let id = try wanted["sheetId"].integer() ?? 0
    let index = try sheetIndex(withID: id)
    var typed = BatchRequest.UpdateSheetProperties(sheetID: id)
    let grid = wanted["gridProperties"]
    let names = ["title", "index", "hidden", "tabColor", "tabColorStyle", "rightToLeft", "gridProperties"]
    let present = names.filter { wanted[$0].exists }
    for path in mask.paths.contains(["*"]) ? present.map({ [$0] }) : mask.paths {
      switch path {
      case ["title"]: typed.title = try wanted["title"].string() ?? ""
      case ["index"]: typed.index = try wanted["index"].integer() ?? 0
      case ["hidden"]: typed.hidden = try wanted["hidden"].boolean() ?? false
      case ["gridProperties", "rowCount"]: typed.rowCount = try grid["rowCount"].integer() ?? 0
      case ["gridProperties", "columnCount"]: typed.columnCount = try grid["columnCount"].integer() ?? 0
      case ["gridProperties"]:
        typed.rowCount = try grid["rowCount"].integer() ?? typed.rowCount
        typed.columnCount = try grid["columnCount"].integer() ?? typed.columnCount
        sheets[index].features.properties["gridProperties"] = nil
        for part in grid.json?.object?.members ?? [] where part.name != "rowCount" && part.name != "columnCount" {
          setProperty(["gridProperties", part.name], part.value, ofSheet: index)
        }
      case ["sheetId"], ["sheetType"]: break
      case _ where !names.contains(path[0]):
        throw .notSimulated("the sheet property \(path.joined(separator: "."))")
      default: setProperty(path, wanted.json?.at(path), ofSheet: index)
      }
    }
    for (count, kind, noun) in [
      ("frozenRowCount", "rowCount", "rows"), ("frozenColumnCount", "columnCount", "columns"),
    ] {
      guard let frozen = sheets[index].features.properties.at(["gridProperties", count])?.integer else { continue }
      let properties = sheets[index].properties
      let all = kind == "rowCount" ? typed.rowCount ?? properties.rowCount : typed.columnCount ?? properties.columnCount
      // The message is that of the editor.
      guard frozen < all else { throw .invalid("You can't freeze all visible \(noun) on the sheet.") }
    }
    var undo: [UndoStep] = []
    try updateSheetProperties(typed, &undo)
  }

  /// Sets a property; false, zero and an empty color are defaults, which answers omit.
  private mutating func setProperty(_ path: [String], _ value: JSON?, ofSheet index: Int) {
    var path = path
    var value = value
    if path[0] == "tabColor" || path[0] == "tabColorStyle" {
      // Both represent one color. A partial path sets the whole color, because recorded masks name the whole.
      let color = path[0] == "tabColor" ? value : value?["rgbColor"]
      path = ["tabColorStyle"]
      value = ["rgbColor": Self.storedColor(color ?? .null)]
      if color?.object == nil { value = nil }
    }
    if value == .number(0) || value == .boolean(false) || value == .null { value = nil }
    sheets[index].features.properties.set(path[...], to: value)
  }

  /// The stored form of a color, without components of zero.
  static func storedColor(_ color: JSON) -> JSON {
    func part(_ name: String) -> JSON? {
      guard let number = color[name]?.number else { return nil }
      let stored = SinglePrecision.colorPart(number)
      return stored == 0 ? nil : .number(stored)
    }
    return .members(["red": part("red"), "green": part("green"), "blue": part("blue")])
  }

  /// All properties of a sheet as JSON.
  func propertiesJSON(at index: Int) -> JSON {
    var json = properties(at: index).json
    let extra = sheets[index].features.properties
    for member in extra["gridProperties"]?.object?.members ?? [] {
      json.set(["gridProperties", member.name], to: member.value)
    }
    for member in extra.object?.members ?? [] where member.name != "gridProperties" {
      if member.name == "tabColorStyle" { json["tabColor"] = member.value["rgbColor"] }
      json[member.name] = member.value
    }
    return json
  }

  mutating func duplicateSheet(_ body: JSONField) throws(ErrorEnvelope) -> BatchReply {
    let source = try sheetIndex(withID: try body["sourceSheetId"].integer() ?? 0)
    let title = try body["newSheetName"].string() ?? copyTitle(of: sheets[source].properties.title)
    let newIndex = try body["insertSheetIndex"].integer() ?? 0
    let id = try body["newSheetId"].integer() ?? newSheetID()
    try insertCopy(of: sheets[source], id: id, title: title, at: newIndex)
    return .other(kind: "duplicateSheet", ["properties": propertiesJSON(at: newIndex)])
  }

  /// Adds a copy of a sheet of another workbook, or of this one, as the last sheet; returns its properties.
  ///
  /// - Throws: 400 if there is no sheet with this id, or the workbook would have too many cells; then nothing changes.
  mutating func copySheet(withID sheetID: Int, from source: Workbook) throws(ErrorEnvelope) -> JSON {
    let sheet = source.sheets[try source.sheetIndex(withID: sheetID)]
    let idsBefore = ids
    do {
      try insertCopy(of: sheet, id: newSheetID(), title: copyTitle(of: sheet.properties.title), at: sheets.count)
    } catch {
      ids = idsBefore
      throw error
    }
    return propertiesJSON(at: sheets.count - 1)
  }

  /// The protected ranges of all sheets as JSON, without their `range`.
  var protectedRanges: [JSON] { sheets.flatMap { $0.features.protectedRanges.map(\.json) } }

  /// Inserts a copy of a sheet of this or another workbook.
  mutating func insertCopy(of sheet: Sheet, id: Int, title: String, at newIndex: Int) throws(ErrorEnvelope) {
    guard newIndex >= 0, newIndex <= sheets.count else { throw .invalid("Sheet index \(newIndex) is out of bounds.") }
    var copy = sheet
    copy.properties.sheetID = id
    copy.properties.title = title
    for index in copy.features.protectedRanges.indices { copy.features.protectedRanges[index].range.sheetID = id }
    copy.features.basicFilter?.range.sheetID = id
    try insert(copy.properties, at: newIndex)
    sheets[newIndex] = copy
  }

  /// A free title `Copy of X`, with a number if necessary; recorded for files, documented for sheets.
  func copyTitle(of title: String) -> String {
    let base = "Copy of \(title)"
    var candidate = base
    var number = 1
    while sheetIndex(titled: candidate) != nil {
      number += 1
      candidate = "\(base) \(number)"
    }
    return candidate
  }
}

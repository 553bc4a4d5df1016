// The full resource of a spreadsheet, as spreadsheets.get returns it: properties, sheets, features and cells.

import SheetsAPI
import TextFormats

extension Workbook {
  /// The spreadsheet as JSON, with cells on request.
  ///
  /// - Parameters:
  ///   - ranges: the ranges whose sheets and cells to return; all sheets if empty.
  ///   - includesCells: whether sheets have `data`.
  ///   - caller: the identity that is listed as an editor of protected ranges.
  /// - Returns: the resource, before a field mask is applied.
  /// - Throws: 400 if a range is unknown or lies outside the grid.
  func resource(ranges: [String], includesCells: Bool, caller: Identity) throws(ErrorEnvelope) -> JSON {
    var areas: [(sheet: Int, area: GridArea)] = []
    for range in ranges {
      let (index, area) = try resolve(range)
      areas.append((index, try sheets[index].clipped(area)))
    }
    let wanted = sheets.indices.filter { index in ranges.isEmpty || areas.contains { $0.sheet == index } }
    var all: [JSON] = []
    for index in wanted {
      var own = areas.filter { $0.sheet == index }.map(\.area)
      if ranges.isEmpty { own = [try sheets[index].clipped(CellArea())] }
      all.append(sheetJSON(index, cells: includesCells ? own : [], caller: caller))
    }
    var top: JSON = ["title": .string(title)]
    for member in properties.object?.members ?? [] { top[member.name] = member.value }
    return .members([
      "spreadsheetId": .string(id.rawValue), "properties": top, "sheets": .array(all),
      "namedRanges": namedRanges.isEmpty ? nil : .array(namedRanges.map(\.json)),
      "spreadsheetUrl": .string("https://docs.google.com/spreadsheets/d/\(id)/edit"),
    ])
  }

  private func sheetJSON(_ index: Int, cells: [GridArea], caller: Identity) -> JSON {
    let features = sheets[index].features
    let sheetID = sheets[index].properties.sheetID
    let merges = features.merges.map { area in
      GridRange(
        sheetID: sheetID, startRowIndex: area.rows.lowerBound, endRowIndex: area.rows.upperBound,
        startColumnIndex: area.columns.lowerBound, endColumnIndex: area.columns.upperBound
      ).json
    }
    let protectedRanges = features.protectedRanges.map { feature in
      var json = feature.json(rangeFirst: true)
      // Recorded: a read lists the identity that protected the range among its editors.
      if json["warningOnly"] != true {
        var users = json["editors"]?["users"]?.array ?? []
        if !users.contains(.string(caller.name)) { users.append(.string(caller.name)) }
        json.set(["editors", "users"], to: .array(users))
      }
      return json
    }
    func list(_ elements: [JSON]) -> JSON? { elements.isEmpty ? nil : .array(elements) }
    return .members([
      "properties": propertiesJSON(at: index), "data": list(cells.map { gridData(ofSheet: index, $0) }),
      "merges": list(merges), "protectedRanges": list(protectedRanges),
      "basicFilter": features.basicFilter?.json(rangeFirst: true),
      "rowGroups": list(groupsJSON(.rows, ofSheet: index)),
      "columnGroups": list(groupsJSON(.columns, ofSheet: index)),
    ])
  }

  // MARK: Cells

  /// The cells of an area, without empty cells and rows at the end, as in the values methods.
  private func gridData(ofSheet index: Int, _ area: GridArea) -> JSON {
    let block = block(ofSheet: index, area)
    var rows: [[JSON]] = []
    for cell in block.cells {
      let row = cell.position.row - area.rows.lowerBound
      let column = cell.position.column - area.columns.lowerBound
      while rows.count <= row { rows.append([]) }
      while rows[row].count < column { rows[row].append([:]) }
      rows[row].append(cellJSON(cell))
    }
    let features = sheets[index].features
    func metadata(_ range: Range<Int>, _ properties: [Int: JSON], size: Int) -> JSON {
      .array(range.map { (properties[$0] ?? [:]).setting("pixelSize", properties[$0]?["pixelSize"] ?? JSON(size)) })
    }
    func unlessZero(_ number: Int) -> JSON? { number == 0 ? nil : JSON(number) }
    let rowData = rows.map { cells -> JSON in cells.isEmpty ? [:] : ["values": .array(cells)] }
    return .members([
      "startRow": unlessZero(area.rows.lowerBound), "startColumn": unlessZero(area.columns.lowerBound),
      "rowData": rowData.isEmpty ? nil : .array(rowData),
      "rowMetadata": metadata(area.rows, features.rowProperties, size: 21),
      "columnMetadata": metadata(area.columns, features.columnProperties, size: 100),
    ])
  }

  /// A cell as JSON.
  ///
  /// Seen in public answers: a cell with a value or a format has an effective format, an empty one is `{}`.
  private func cellJSON(_ cell: CellBlock.Cell) -> JSON {
    let value = cell.value ?? .null
    let hasValue = !value.isNull || cell.detail.formula != nil
    let entered = cell.detail.formula.map { ExtendedValue.formula($0) } ?? ExtendedValue(value)
    var effective = ExtendedValue(value)?.json
    if case .string(let text) = value, cell.detail.formula != nil, FormulaError.all.contains(text) {
      effective = ["errorValue": ["type": .string(Self.errorType(text))]]
    }
    let shown = value.rendered(.formattedValue, format: cell.detail.numberFormat)
    let format = cell.detail.format
    return .members([
      "userEnteredValue": entered?.json, "effectiveValue": effective,
      "formattedValue": shown.isNull ? nil : shown.json, "userEnteredFormat": format,
      "effectiveFormat": hasValue || format != nil ? effectiveFormat(cell) : nil,
      "hyperlink": cell.detail.formula.flatMap(Self.link).map { .string($0) },
      "note": cell.detail.note.map { .string($0) }, "dataValidation": cell.detail.validation,
    ])
  }

  /// The default format, overridden by that of the value, of a link and of the cell.
  ///
  /// Seen in public answers: numbers align right, texts left, Booleans center; the font is that of the theme.
  private func effectiveFormat(_ cell: CellBlock.Cell) -> JSON {
    var format = SpreadsheetDefaults.format
    format.set(["textFormat", "fontFamily"], to: properties.at(["spreadsheetTheme", "primaryFontFamily"]))
    switch cell.value {
    case .number?: format["horizontalAlignment"] = "RIGHT"
    case .string?: format["horizontalAlignment"] = "LEFT"
    case .boolean?: format["horizontalAlignment"] = "CENTER"
    case .null?, nil: break
    }
    let link = cell.detail.formula.flatMap(Self.link)
    format["hyperlinkDisplayType"] = link == nil ? "PLAIN_TEXT" : "LINKED"
    if let link {
      let color = SpreadsheetDefaults.linkColor
      format["textFormat"] = Self.merged(
        format["textFormat"] ?? [:],
        [
          "foregroundColor": color, "foregroundColorStyle": ["rgbColor": color], "underline": true,
          "link": ["uri": .string(link)],
        ])
    }
    return Self.merged(format, cell.detail.format ?? [:])
  }

  /// The address of a formula that calls HYPERLINK with a constant address.
  private static func link(_ formula: String) -> String? {
    guard case .call("HYPERLINK", let arguments)? = Formula(formula), case .value(.string(let link))? = arguments.first
    else { return nil }
    return link
  }

  private static func errorType(_ text: String) -> String {
    switch text {
    case "#DIV/0!": "DIVIDE_BY_ZERO"
    case "#VALUE!": "VALUE"
    case "#REF!": "REF"
    case "#NAME?": "NAME"
    case "#NUM!": "NUM"
    case "#N/A": "N_A"
    default: "ERROR"
    }
  }

  /// Merges two objects recursively; members of the second replace those of the first.
  private static func merged(_ base: JSON, _ over: JSON) -> JSON {
    guard base.object != nil, let members = over.object?.members else { return over }
    var result = base
    for member in members { result[member.name] = result[member.name].map { merged($0, member.value) } ?? member.value }
    return result
  }
}

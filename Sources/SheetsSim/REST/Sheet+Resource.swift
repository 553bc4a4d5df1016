// A sheet as spreadsheets.get returns it: properties, features and cells.

import SheetsAPI
import TextFormats

extension Sheet {
  /// The sheet as JSON; `caller` is listed as an editor of protected ranges.
  func json(index: Int, data: [JSON], caller: Identity) -> JSON {
    let protectedRanges = protectedRanges.map { range in
      var json = range.json
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
      "properties": propertiesJSON(index: index), "data": list(data),
      "merges": list(merges.map { $0.range(ofSheet: id).json }), "protectedRanges": list(protectedRanges),
      "basicFilter": basicFilter?.json, "rowGroups": list(groupsJSON(.rows)),
      "columnGroups": list(groupsJSON(.columns)),
    ])
  }

  /// The cells of an area, without empty cells and rows at the end, as in the values methods.
  func gridData(_ area: GridArea, font: JSON?) -> JSON {
    var rows: [[JSON]] = []
    for cell in block(area) {
      let row = cell.position.row - area.rows.lowerBound
      let column = cell.position.column - area.columns.lowerBound
      while rows.count <= row { rows.append([]) }
      while rows[row].count < column { rows[row].append([:]) }
      rows[row].append(cell.json(font: font))
    }
    func metadata(_ dimension: Dimension, size: Int) -> JSON {
      .array(
        area[dimension].map { line in
          let properties = lines[dimension].properties[line] ?? [:]
          return properties.setting("pixelSize", properties["pixelSize"] ?? JSON(size))
        })
    }
    func unlessZero(_ number: Int) -> JSON? { number == 0 ? nil : JSON(number) }
    let rowData = rows.map { cells -> JSON in cells.isEmpty ? [:] : ["values": .array(cells)] }
    return .members([
      "startRow": unlessZero(area.rows.lowerBound), "startColumn": unlessZero(area.columns.lowerBound),
      "rowData": rowData.isEmpty ? nil : .array(rowData), "rowMetadata": metadata(.rows, size: 21),
      "columnMetadata": metadata(.columns, size: 100),
    ])
  }
}

extension SheetCell {
  /// A cell as JSON.
  ///
  /// Seen in public answers: a cell with a value or a format has an effective format, an empty one is `{}`.
  fileprivate func json(font: JSON?) -> JSON {
    let value = self.value ?? .null
    let hasValue = !value.isNull || detail.formula != nil
    let entered = detail.formula.map { ExtendedValue.formula($0) } ?? ExtendedValue(value)
    var effective = ExtendedValue(value)?.json
    if case .string(let text) = value, detail.formula != nil, FormulaError.all.contains(text) {
      effective = ["errorValue": ["type": .string(Self.errorType(text))]]
    }
    let shown = value.rendered(.formattedValue, format: detail.numberFormat)
    let format = detail.format
    return .members([
      "userEnteredValue": entered?.json, "effectiveValue": effective,
      "formattedValue": shown.isNull ? nil : shown.json, "userEnteredFormat": format,
      "effectiveFormat": hasValue || format != nil ? effectiveFormat(font: font) : nil,
      "hyperlink": detail.formula.flatMap(Self.link).map { .string($0) },
      "note": detail.note.map { .string($0) }, "dataValidation": detail.validation,
    ])
  }

  /// The default format, overridden by that of the value, of a link and of the cell.
  ///
  /// Seen in public answers: numbers align right, texts left, Booleans center; the font is that of the theme.
  private func effectiveFormat(font: JSON?) -> JSON {
    var format = SpreadsheetDefaults.format
    format.set(["textFormat", "fontFamily"], to: font)
    switch value {
    case .number?: format["horizontalAlignment"] = "RIGHT"
    case .string?: format["horizontalAlignment"] = "LEFT"
    case .boolean?: format["horizontalAlignment"] = "CENTER"
    case .null?, nil: break
    }
    let link = detail.formula.flatMap(Self.link)
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
    return Self.merged(format, detail.format ?? [:])
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

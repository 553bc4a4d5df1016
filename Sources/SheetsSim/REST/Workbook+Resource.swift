// The full resource of a spreadsheet, as spreadsheets.get returns it.

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
  package func resource(ranges: [String], includesCells: Bool, caller: Identity) throws(ErrorEnvelope) -> JSON {
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
      let font = properties.at(["spreadsheetTheme", "primaryFontFamily"])
      let data = includesCells ? own.map { sheets[index].gridData($0, font: font) } : []
      all.append(sheets[index].json(index: index, data: data, caller: caller))
    }
    var top: JSON = ["title": .string(title)]
    for member in properties.object?.members ?? [] { top[member.name] = member.value }
    return .members([
      "spreadsheetId": .string(id.rawValue), "properties": top, "sheets": .array(all),
      "namedRanges": namedRanges.isEmpty ? nil : .array(namedRanges.map(\.json)),
      "spreadsheetUrl": .string("https://docs.google.com/spreadsheets/d/\(id)/edit"),
    ])
  }
}

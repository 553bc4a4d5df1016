// A spreadsheet with its cells, without time and quota; its only random numbers are new ids.

import SheetsAPI
import TextFormats

/// A spreadsheet with its cells: the sheets, which own what lies on them, and what belongs to the file.
///
/// Every method either succeeds completely, or throws and leaves the workbook unchanged.
package struct Workbook {
  /// The maximum number of cells of a workbook, including empty ones.
  ///
  /// Source: "Files you can store in Google Drive", Google Drive help.
  package static let cellLimit = 10_000_000
  /// The maximum number of characters in a cell.
  ///
  /// Source: "Files you can store in Google Drive", Google Drive help.
  package static let characterLimit = 50_000
  /// The functions that formulas may call, sorted.
  package static var formulaFunctions: [String] { Formula.functionNames.sorted() }

  /// The id, as in the URL of the spreadsheet.
  package let id: SpreadsheetID
  /// The title of the file.
  package internal(set) var title: String
  /// The members of the spreadsheet properties without a type in SheetsAPI.
  var properties = SpreadsheetDefaults.properties
  var sheets = SheetList()
  var namedRanges: [NamedRange] = []
  package var ids: IDSource

  /// Creates a workbook with these sheets, or with `Sheet1` if there are none.
  ///
  /// - Throws: 400 if two sheets share an id or a title, or the grids exceed the limits.
  package init(
    id: SpreadsheetID, title: String, sheets properties: [SheetProperties], ids: SplitMix64
  ) throws(ErrorEnvelope) {
    self.id = id
    self.title = title
    self.ids = IDSource(ids)
    let first = SheetProperties(sheetID: 0, title: "Sheet1")
    for (index, sheet) in (properties.isEmpty ? [first] : properties).enumerated() {
      do {
        try insert(Sheet(sheet), at: index)
      } catch {
        throw error.of("sheets[\(index)]")
      }
    }
  }

  // MARK: Inspection

  /// The spreadsheet without its cells, as spreadsheets.get returns it.
  package var spreadsheet: Spreadsheet {
    Spreadsheet(
      spreadsheetID: id, title: title, sheets: sheets.indices.map { properties(at: $0) }, namedRanges: namedRanges)
  }

  func properties(at index: Int) -> SheetProperties {
    var properties = sheets[index].properties
    properties.index = index
    return properties
  }

  /// All properties of a sheet as JSON.
  func propertiesJSON(at index: Int) -> JSON { sheets[index].propertiesJSON(index: index) }

  /// The protected ranges of all sheets, as JSON.
  var protectedRanges: [JSON] {
    var ranges: [JSON] = []
    for index in sheets.indices where !sheets[index].protectedRanges.isEmpty {
      ranges += sheets[index].protectedRanges.map(\.json)
    }
    return ranges
  }

  /// The locale, unless it is the modeled one, en_US.
  var foreignLocale: String? {
    properties["locale"]?.string.flatMap { $0 == "en_US" ? nil : $0 }
  }

  /// The rows of a sheet down to the last one with data, without empty cells at their ends.
  package func rows(ofSheet title: String) -> [[CellValue]]? {
    guard let index = sheetIndex(titled: title) else { return nil }
    let cells = sheets[index].cells
    return (0..<cells.dataRowCount).map { cells.values(row: $0, columns: 0..<Int.max) }
  }

  /// The cells of a column of a sheet, down to the last row with data.
  package func column(_ column: Int, ofSheet title: String) -> [CellValue?]? {
    sheetIndex(titled: title).map { sheets[$0].cells.values(column: column) }
  }

  /// The number of rows of a sheet down to the last one with data.
  package func dataRowCount(ofSheet title: String) -> Int? {
    sheetIndex(titled: title).map { sheets[$0].cells.dataRowCount }
  }

  // MARK: Changes

  /// Applies changes in order, all or none.
  ///
  /// - Throws: 400 `Invalid requests[i].kind: …`, without changes.
  package mutating func apply(_ requests: [BatchRequest]) throws(ErrorEnvelope) -> [BatchReply] {
    guard !requests.isEmpty else { throw .invalid("Must specify at least one request.") }
    return try atomically { (workbook) throws(ErrorEnvelope) in
      var replies: [BatchReply] = []
      replies.reserveCapacity(requests.count)
      for (index, request) in requests.enumerated() {
        do throws(ErrorEnvelope) {
          replies.append(try workbook.apply(request, at: "requests[\(index)].\(request.kind)"))
        } catch {
          throw error.of("requests[\(index)].\(request.kind)")
        }
      }
      return replies
    }
  }

  /// Changes the workbook, or leaves it unchanged if the changes throw.
  mutating func atomically<Result>(
    _ change: (inout Workbook) throws(ErrorEnvelope) -> Result
  ) throws(ErrorEnvelope) -> Result {
    let before = (title, properties, namedRanges, ids)
    sheets.startBatch()
    do {
      let result = try change(&self)
      sheets.endBatch()
      return result
    } catch {
      sheets.restore()
      (title, properties, namedRanges, ids) = before
      throw error
    }
  }

  /// Changes the text of every formula; `change` gets the index of its sheet.
  mutating func changeFormulas(_ change: (String, Int) -> String) {
    for index in sheets.indices where sheets[index].details.hasFormulas {
      sheets[index].details.changeFormulas { change($0, index) }
    }
  }
}

// Bodies that the REST interface takes, one for each kind of change that the simulator knows: the fuzz mutates them.

import SheetsAPI
import TextFormats

package enum RequestTemplates {
  /// What `requests[]` of a spreadsheets.batchUpdate may hold.
  package static let changes: [JSON] = [
    #"{"addSheet":{"properties":{"sheetId":77,"title":"New","index":1,"gridProperties":{"rowCount":5,"columnCount":3}}}}"#,
    #"{"deleteSheet":{"sheetId":2}}"#,
    #"{"duplicateSheet":{"sourceSheetId":0,"insertSheetIndex":1,"newSheetId":88,"newSheetName":"Copy"}}"#,
    #"{"updateSheetProperties":{"properties":{"sheetId":0,"title":"Named","index":2},"fields":"title,index"}}"#,
    #"{"updateSheetProperties":{"properties":{"sheetId":0,"gridProperties":{"rowCount":12,"frozenRowCount":1}},"fields":"gridProperties(rowCount,frozenRowCount)"}}"#,
    #"{"updateSpreadsheetProperties":{"properties":{"title":"Other","locale":"fr_FR"},"fields":"title,locale"}}"#,
    #"{"appendDimension":{"sheetId":0,"dimension":"ROWS","length":2}}"#,
    #"{"insertDimension":{"range":{"sheetId":0,"dimension":"COLUMNS","startIndex":1,"endIndex":3},"inheritFromBefore":true}}"#,
    #"{"deleteDimension":{"range":{"sheetId":0,"dimension":"ROWS","startIndex":1,"endIndex":2}}}"#,
    #"{"moveDimension":{"source":{"sheetId":0,"dimension":"ROWS","startIndex":1,"endIndex":3},"destinationIndex":6}}"#,
    #"{"updateDimensionProperties":{"range":{"sheetId":0,"dimension":"ROWS","startIndex":0,"endIndex":2},"properties":{"hiddenByUser":true,"pixelSize":40},"fields":"hiddenByUser,pixelSize"}}"#,
    #"{"autoResizeDimensions":{"dimensions":{"sheetId":0,"dimension":"COLUMNS","startIndex":0,"endIndex":2}}}"#,
    #"{"addDimensionGroup":{"range":{"sheetId":0,"dimension":"ROWS","startIndex":0,"endIndex":2}}}"#,
    #"{"deleteDimensionGroup":{"range":{"sheetId":0,"dimension":"ROWS","startIndex":4,"endIndex":6}}}"#,
    #"{"mergeCells":{"range":{"sheetId":0,"startRowIndex":0,"endRowIndex":2,"startColumnIndex":0,"endColumnIndex":2},"mergeType":"MERGE_ALL"}}"#,
    #"{"unmergeCells":{"range":{"sheetId":0,"startRowIndex":5,"endRowIndex":8,"startColumnIndex":1,"endColumnIndex":4}}}"#,
    #"{"repeatCell":{"range":{"sheetId":0,"startRowIndex":0,"endRowIndex":2,"startColumnIndex":0,"endColumnIndex":2},"cell":{"userEnteredValue":{"formulaValue":"=B2+1"},"userEnteredFormat":{"textFormat":{"bold":true},"numberFormat":{"type":"DATE","pattern":"yyyy-mm-dd"}},"note":"n"},"fields":"userEnteredValue,userEnteredFormat(textFormat,numberFormat),note"}}"#,
    #"{"updateCells":{"start":{"sheetId":0,"rowIndex":1,"columnIndex":1},"rows":[{"values":[{"userEnteredValue":{"numberValue":7}},{"userEnteredValue":{"stringValue":"x"}}]}],"fields":"userEnteredValue"}}"#,
    #"{"updateCells":{"range":{"sheetId":0,"startRowIndex":0,"endRowIndex":1,"startColumnIndex":0,"endColumnIndex":2},"rows":[{"values":[{"userEnteredValue":{"boolValue":true},"note":"hm"}]}],"fields":"*"}}"#,
    #"{"appendCells":{"sheetId":0,"rows":[{"values":[{"userEnteredValue":{"numberValue":7}},{"userEnteredValue":{"formulaValue":"=A1"}}]}],"fields":"userEnteredValue"}}"#,
    #"{"updateBorders":{"range":{"sheetId":0,"startRowIndex":0,"endRowIndex":2,"startColumnIndex":0,"endColumnIndex":2},"top":{"style":"SOLID","width":1,"color":{"red":1}}}}"#,
    #"{"setDataValidation":{"range":{"sheetId":0,"startRowIndex":0,"endRowIndex":2,"startColumnIndex":0,"endColumnIndex":2},"rule":{"condition":{"type":"NUMBER_GREATER","values":[{"userEnteredValue":"10"}]},"strict":true}}}"#,
    #"{"addProtectedRange":{"protectedRange":{"protectedRangeId":9,"range":{"sheetId":0,"startRowIndex":0,"endRowIndex":2,"startColumnIndex":0,"endColumnIndex":2},"warningOnly":false,"editors":{"users":[]}}}}"#,
    #"{"updateProtectedRange":{"protectedRange":{"protectedRangeId":5,"description":"d"},"fields":"description"}}"#,
    #"{"deleteProtectedRange":{"protectedRangeId":5}}"#,
    #"{"setBasicFilter":{"filter":{"range":{"sheetId":0,"startRowIndex":0,"endRowIndex":4,"startColumnIndex":0,"endColumnIndex":3}}}}"#,
    #"{"clearBasicFilter":{"sheetId":0}}"#,
    #"{"sortRange":{"range":{"sheetId":0,"startRowIndex":0,"endRowIndex":5,"startColumnIndex":0,"endColumnIndex":4},"sortSpecs":[{"dimensionIndex":1,"sortOrder":"DESCENDING"}]}}"#,
    #"{"copyPaste":{"source":{"sheetId":0,"startRowIndex":0,"endRowIndex":2,"startColumnIndex":0,"endColumnIndex":1},"destination":{"sheetId":1,"startRowIndex":3,"endRowIndex":8,"startColumnIndex":1,"endColumnIndex":3},"pasteType":"PASTE_NORMAL","pasteOrientation":"TRANSPOSE"}}"#,
    #"{"cutPaste":{"source":{"sheetId":0,"startRowIndex":0,"endRowIndex":2,"startColumnIndex":0,"endColumnIndex":1},"destination":{"sheetId":0,"rowIndex":4,"columnIndex":2},"pasteType":"PASTE_NORMAL"}}"#,
    #"{"pasteData":{"coordinate":{"sheetId":0,"rowIndex":1,"columnIndex":1},"data":"a,1\nb,2","type":"PASTE_NORMAL","delimiter":","}}"#,
    #"{"findReplace":{"find":"a","replacement":"b","matchCase":true,"allSheets":true}}"#,
    #"{"addNamedRange":{"namedRange":{"namedRangeId":"n2","name":"Costs","range":{"sheetId":0,"startRowIndex":0,"endRowIndex":2,"startColumnIndex":0,"endColumnIndex":2}}}}"#,
    #"{"updateNamedRange":{"namedRange":{"namedRangeId":"n1","name":"Prices2"},"fields":"name"}}"#,
    #"{"deleteNamedRange":{"namedRangeId":"n1"}}"#, #"{"addChart":{"chart":{}}}"#,
  ].map(json)

  /// Values as texts that USER_ENTERED reads, and of every type that RAW takes.
  package static let values: [JSON] = [
    json(#"[["a",1,true,null],["=A1+B2","2020-01-01","12%","$1,234.50"],[]]"#),
    json(#"[["=SUM(A1:A3)","=B1/0","'text","1:30 PM","TRUE","1e400","-0","=A1&\"x\""]]"#), json("[[]]"), json("[]"),
  ]

  /// What the spreadsheet of the fuzz begins with: three sheets, values, formulas and one of each ranged feature.
  static let beginning = json(
    #"""
    [{"updateCells":{"start":{"sheetId":0,"rowIndex":0,"columnIndex":0},"rows":[{"values":[{"userEnteredValue":
    {"stringValue":"head"}},{"userEnteredValue":{"numberValue":3}}]},{"values":[{"userEnteredValue":{"formulaValue":
    "=B1*2"}},{"userEnteredValue":{"boolValue":true}}]}],"fields":"userEnteredValue"}},
    {"addNamedRange":{"namedRange":{"namedRangeId":"n1","name":"Prices","range":{"sheetId":0,"startRowIndex":0,
    "endRowIndex":3,"startColumnIndex":1,"endColumnIndex":2}}}},
    {"mergeCells":{"range":{"sheetId":0,"startRowIndex":5,"endRowIndex":7,"startColumnIndex":1,"endColumnIndex":3},
    "mergeType":"MERGE_ALL"}},
    {"addProtectedRange":{"protectedRange":{"protectedRangeId":5,"range":{"sheetId":0,"startRowIndex":8}}}},
    {"setBasicFilter":{"filter":{"range":{"sheetId":1}}}},
    {"addDimensionGroup":{"range":{"sheetId":0,"dimension":"ROWS","startIndex":4,"endIndex":6}}}]
    """#)

  private static func json(_ text: String) -> JSON {
    guard let json = try? JSON(parsing: text) else { preconditionFailure("a template is no JSON: \(text)") }
    return json
  }
}

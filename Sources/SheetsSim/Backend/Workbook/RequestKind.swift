// All kinds of requests of a spreadsheets.batchUpdate, so that a switch covers every one.

/// A kind of request of spreadsheets.batchUpdate, by its name in the API.
///
/// Source: `Request`, Google Sheets API reference.
package enum RequestKind: String, Sendable, Hashable, CaseIterable {
  case addBanding, addChart, addConditionalFormatRule, addDataSource, addDimensionGroup, addFilterView, addNamedRange
  case addProtectedRange, addSheet, addSlicer, addTable, appendCells, appendDimension, autoFill, autoResizeDimensions
  case cancelDataSourceRefresh, clearBasicFilter, copyPaste, createDeveloperMetadata, cutPaste, deleteBanding
  case deleteConditionalFormatRule, deleteDataSource, deleteDeveloperMetadata, deleteDimension, deleteDimensionGroup
  case deleteDuplicates, deleteEmbeddedObject, deleteFilterView, deleteNamedRange, deleteProtectedRange, deleteRange
  case deleteSheet, deleteTable, duplicateFilterView, duplicateSheet, findReplace, insertDimension, insertRange
  case mergeCells, moveDimension, pasteData, randomizeRange, refreshDataSource, repeatCell, setBasicFilter
  case setDataValidation, sortRange, textToColumns, trimWhitespace, unmergeCells, updateBanding, updateBorders
  case updateCells, updateChartSpec, updateConditionalFormatRule, updateDataSource, updateDeveloperMetadata
  case updateDimensionGroup, updateDimensionProperties, updateEmbeddedObjectBorder, updateEmbeddedObjectPosition
  case updateFilterView, updateNamedRange, updateProtectedRange, updateSheetProperties, updateSlicerSpec
  case updateSpreadsheetProperties, updateTable
}

// The kinds of change of a spreadsheets.batchUpdate, and the table that finds the one a request names.

import SheetsAPI
import TextFormats

/// A change of a workbook as a value, which reads itself from JSON and applies itself.
///
/// A change need not undo anything: if it throws, the batch puts the workbook back as it was.
protocol SheetChange {
  /// Reads the change from its body in a request.
  ///
  /// - Throws: 400 if it is invalid, 501 if it asks for something that is not simulated.
  init(_ body: JSONField) throws(ErrorEnvelope)

  /// Applies the change.
  ///
  /// - Throws: 400 if the workbook does not allow it, 501 if its effect is not simulated.
  func apply(to workbook: inout Workbook) throws(ErrorEnvelope) -> BatchReply
}

/// A change of the cells in a range of one sheet.
protocol RangeChange: SheetChange {
  var range: GridRange? { get }

  func apply(to sheet: inout Sheet, _ area: GridArea) throws(ErrorEnvelope)
}

extension RangeChange {
  func apply(to workbook: inout Workbook) throws(ErrorEnvelope) -> BatchReply {
    let (index, area) = try workbook.resolve(range)
    try apply(to: &workbook.sheets[index], area)
    return .none
  }
}

/// A change of rows or columns of one sheet that moves none.
protocol LineChange: SheetChange {
  var range: DimensionRange { get }

  func apply(to sheet: inout Sheet, _ lines: Range<Int>) throws(ErrorEnvelope) -> BatchReply
}

extension LineChange {
  func apply(to workbook: inout Workbook) throws(ErrorEnvelope) -> BatchReply {
    let (index, lines) = try workbook.resolve(range)
    return try apply(to: &workbook.sheets[index], lines)
  }
}

extension RequestKind {
  /// Whether the simulator applies changes of the kind, or refuses them by name.
  package var isSimulated: Bool { change != nil }

  /// The type of the change; `nil` if the kind is not simulated.
  var change: (any SheetChange.Type)? {
    switch self {
    case .addDimensionGroup: AddDimensionGroup.self
    case .addNamedRange: AddNamedRange.self
    case .addProtectedRange: AddProtectedRange.self
    case .addSheet: AddSheet.self
    case .appendCells: AppendCells.self
    case .appendDimension: AppendDimension.self
    case .autoResizeDimensions: AutoResizeDimensions.self
    case .clearBasicFilter: ClearBasicFilter.self
    case .copyPaste: CopyPaste.self
    case .cutPaste: CutPaste.self
    case .deleteDimension: DeleteDimension.self
    case .deleteDimensionGroup: DeleteDimensionGroup.self
    case .deleteNamedRange: DeleteNamedRange.self
    case .deleteProtectedRange: DeleteProtectedRange.self
    case .deleteSheet: DeleteSheet.self
    case .duplicateSheet: DuplicateSheet.self
    case .findReplace: FindReplace.self
    case .insertDimension: InsertDimension.self
    case .mergeCells: MergeCells.self
    case .moveDimension: MoveDimension.self
    case .pasteData: PasteData.self
    case .repeatCell: RepeatCell.self
    case .setBasicFilter: SetBasicFilter.self
    case .setDataValidation: SetDataValidation.self
    case .sortRange: SortRange.self
    case .unmergeCells: UnmergeCells.self
    case .updateBorders: UpdateBorders.self
    case .updateCells: UpdateCells.self
    case .updateDimensionGroup: UpdateDimensionGroup.self
    case .updateDimensionProperties: UpdateDimensionProperties.self
    case .updateNamedRange: UpdateNamedRange.self
    case .updateProtectedRange: UpdateProtectedRange.self
    case .updateSheetProperties: UpdateSheetProperties.self
    case .updateSpreadsheetProperties: UpdateSpreadsheetProperties.self
    default: nil
    }
  }
}

extension Workbook {
  /// Applies one request of a batch, which lies at this path of the body.
  ///
  /// - Throws: 400 if it is invalid, 501 if it is not simulated.
  mutating func apply(_ request: BatchRequest, at path: @autoclosure () -> String) throws(ErrorEnvelope) -> BatchReply {
    switch request {
    case .addSheet(let request): return try AddSheet(request).apply(to: &self)
    case .deleteSheet(let id): return try DeleteSheet(sheetID: id).apply(to: &self)
    case .updateSheetProperties(let request): return try UpdateSheetProperties(request).apply(to: &self)
    case .appendDimension(let id, let dimension, let length):
      return try AppendDimension(sheetID: id, dimension: dimension, length: length).apply(to: &self)
    case .updateCells(let request): return try UpdateCells(request).apply(to: &self)
    case .appendCells(let request): return try AppendCells(request).apply(to: &self)
    case .addNamedRange(let request): return try AddNamedRange(request).apply(to: &self)
    case .deleteNamedRange(let id): return try DeleteNamedRange(id: id).apply(to: &self)
    case .other(let name, let body):
      guard let kind = RequestKind(rawValue: name) else { throw .unknownName(name, at: "requests") }
      guard let change = kind.change else { throw .notSimulated(name) }
      return try change.init(JSONField(body, path())).apply(to: &self)
    }
  }
}

// MARK: Reading

extension FieldMask {
  /// The mask in the `fields` of a change.
  ///
  /// - Throws: 400 if there is none, or it is malformed.
  init(of body: JSONField) throws(ErrorEnvelope) {
    guard let mask = FieldMask(try body["fields"].string() ?? "") else {
      throw .invalid("At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)")
    }
    self = mask
  }

  /// The paths, with `*` expanded to these names.
  func expanded(_ names: [String]) -> [[String]] {
    paths.flatMap { $0 == ["*"] ? names.map { [$0] } : [$0] }
  }

  /// The paths, with `*` expanded to these names, each of which starts with one of them.
  ///
  /// - Throws: 501 for another path; `what` goes before it in the message.
  func paths(
    amongst names: [String], _ what: (String) -> String
  ) throws(ErrorEnvelope) -> [[String]] {
    let paths = expanded(names)
    for path in paths where !names.contains(path[0]) { throw .notSimulated(what(path.joined(separator: "."))) }
    return paths
  }
}

extension JSONField {
  /// The range in a member; `nil` if there is none.
  func range(_ name: String = "range") throws(ErrorEnvelope) -> GridRange? {
    self[name].exists ? try GridRange(self[name]) : nil
  }
}

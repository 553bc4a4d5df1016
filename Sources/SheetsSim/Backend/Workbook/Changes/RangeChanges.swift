// Changes of named ranges: add, update, delete.

import SheetsAPI
import TextFormats

/// Adds a named range, with a new id if it has none.
struct AddNamedRange: SheetChange {
  let request: BatchRequest.AddNamedRange

  init(_ request: BatchRequest.AddNamedRange) { self.request = request }

  init(_ body: JSONField) throws(ErrorEnvelope) {
    let wanted = body["namedRange"]
    request = BatchRequest.AddNamedRange(
      namedRangeID: try wanted["namedRangeId"].string(), name: try wanted["name"].string() ?? "",
      range: try GridRange(wanted["range"]))
  }

  func apply(to workbook: inout Workbook) throws(ErrorEnvelope) -> BatchReply {
    let taken = workbook.namedRanges
    let id =
      request.namedRangeID ?? String(workbook.ids.number { id in taken.contains { $0.namedRangeID == String(id) } })
    let range = NamedRange(namedRangeID: id, name: request.name, range: request.range)
    try workbook.insert(range, at: taken.count)
    return .addNamedRange(range)
  }
}

/// Changes the name or the cells of a named range.
struct UpdateNamedRange: SheetChange {
  let id: String
  let name: String
  let range: GridRange?
  let paths: [[String]]

  init(_ body: JSONField) throws(ErrorEnvelope) {
    let wanted = body["namedRange"]
    id = try wanted["namedRangeId"].string() ?? ""
    name = try wanted["name"].string() ?? ""
    range = try wanted.range()
    paths = try FieldMask(of: body).expanded(["name", "range"])
  }

  func apply(to workbook: inout Workbook) throws(ErrorEnvelope) -> BatchReply {
    let index = try workbook.namedRangeIndex(id)
    var changed = workbook.namedRanges.remove(at: index)
    if paths.contains(["name"]) { changed.name = name }
    if paths.contains(["range"]) {
      _ = try workbook.resolve(range)
      changed.range = range ?? changed.range
    }
    try workbook.insert(changed, at: index)
    return .none
  }
}

/// Removes a named range.
struct DeleteNamedRange: SheetChange {
  let id: String

  func apply(to workbook: inout Workbook) throws(ErrorEnvelope) -> BatchReply {
    workbook.namedRanges.remove(at: try workbook.namedRangeIndex(id))
    return .none
  }
}

extension DeleteNamedRange {
  init(_ body: JSONField) throws(ErrorEnvelope) { id = try body["namedRangeId"].string() ?? "" }
}

extension Workbook {
  /// The index of a named range; the message is assumed.
  ///
  /// - Throws: 400 if there is no range with this id.
  func namedRangeIndex(_ id: String) throws(ErrorEnvelope) -> Int {
    guard let index = namedRanges.firstIndex(where: { $0.namedRangeID == id }) else {
      throw .invalid("No named range with id: \(id)")
    }
    return index
  }

  /// Inserts a named range.
  ///
  /// Documented: an id that already exists is an error. The messages are assumed.
  ///
  /// - Throws: 400 if the id or the name already exists, or the id, the name or the range is invalid.
  fileprivate mutating func insert(_ range: NamedRange, at rangeIndex: Int) throws(ErrorEnvelope) {
    let index = try sheetIndex(withID: range.range.sheetID)
    guard !range.namedRangeID.isEmpty, !namedRanges.contains(where: { $0.namedRangeID == range.namedRangeID }) else {
      throw .invalid("A named range with id: \(range.namedRangeID) already exists.")
    }
    guard Self.isName(range.name) else { throw .invalid("The name of a named range is not valid: \(range.name)") }
    guard !namedRanges.contains(where: { $0.name == range.name }) else {
      throw .invalid("A named range with the name \"\(range.name)\" already exists.")
    }
    for dimension in Dimension.both {
      let (start, end) = range.range[dimension]
      guard start ?? 0 >= 0, end ?? .max > start ?? 0 else { throw .invalid("The range of a named range is empty.") }
    }
    _ = try sheets[index].writable(range.range.area)
    namedRanges.insert(range, at: rangeIndex)
  }

  /// Whether a name is valid: up to 250 letters, digits and underscores, not a Boolean or a reference to cells.
  ///
  /// Source: "Name a range of cells", Google Docs Editors help. That only ASCII letters count is assumed.
  private static func isName(_ name: String) -> Bool {
    func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }
    let bytes = name.utf8
    guard let first = bytes.first, bytes.count <= 250, !isDigit(first),
      bytes.allSatisfy({ isDigit($0) || isLetter($0) || $0 == UInt8(ascii: "_") })
    else { return false }
    let lowered = name.lowercased()
    guard lowered != "true", lowered != "false", case .name = A1Reference(parsing: name) else { return false }
    return true
  }
}

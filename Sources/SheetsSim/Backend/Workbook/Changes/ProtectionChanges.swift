// Changes of protected ranges and of the basic filter.

import SheetsAPI
import TextFormats

/// Protects a range.
///
/// Recorded: the reply has no editors, and omits a null description and an unset warning; the caller may always edit.
struct AddProtectedRange: SheetChange {
  let id: Int?
  let namedRangeID: String?
  let range: GridRange?
  let members: JSON

  init(_ body: JSONField) throws(ErrorEnvelope) {
    let wanted = body["protectedRange"]
    guard wanted.exists else { throw .invalid("No protected range specified.") }
    id = try wanted["protectedRangeId"].integer()
    namedRangeID = try wanted["namedRangeId"].string()
    range = try wanted.range()
    // Empty lists and false are omitted.
    let editors = (wanted["editors"].json?.object?.members ?? []).filter {
      $0.value.array?.isEmpty != true && $0.value != .null && $0.value != .boolean(false)
    }
    members = .members([
      "description": try wanted["description"].string().map { .string($0) },
      "warningOnly": try wanted["warningOnly"].boolean() == true ? true : nil, "requestingUserCanEdit": true,
      "editors": .object(JSONObject(editors)),
    ])
  }

  func apply(to workbook: inout Workbook) throws(ErrorEnvelope) -> BatchReply {
    let range: GridRange
    if let namedRangeID {
      range = workbook.namedRanges[try workbook.namedRangeIndex(namedRangeID)].range
    } else {
      _ = try workbook.resolve(self.range)
      range = self.range ?? GridRange(sheetID: 0)
    }
    let index = try workbook.sheetIndex(withID: range.sheetID)
    let taken = workbook.protectedRanges.compactMap { $0["protectedRangeId"]?.integer }
    let id = id ?? workbook.ids.number { taken.contains($0) }
    if taken.contains(id) { throw .invalid("A protected range with id: \(id) already exists.") }
    var json: JSON = ["protectedRangeId": JSON(id), "range": range.json]
    for member in members.object?.members ?? [] { json[member.name] = member.value }
    workbook.sheets[index].protectedRanges.append(RangedFeature(range: range, members: json))
    return .other(kind: "addProtectedRange", ["protectedRange": json])
  }
}

struct UpdateProtectedRange: SheetChange {
  let id: Int
  let wanted: JSON?
  let range: GridRange?
  let paths: [[String]]

  init(_ body: JSONField) throws(ErrorEnvelope) {
    wanted = body["protectedRange"].json
    id = try body["protectedRange"]["protectedRangeId"].integer() ?? 0
    range = try body["protectedRange"].range()
    paths = try FieldMask(of: body).paths(amongst: ["range", "description", "warningOnly", "editors"]) {
      "the field \($0) of a protected range"
    }
  }

  func apply(to workbook: inout Workbook) throws(ErrorEnvelope) -> BatchReply {
    let (index, rangeIndex) = try workbook.protectedRangeIndex(id)
    var feature = workbook.sheets[index].protectedRanges[rangeIndex]
    for path in paths {
      if path == ["range"] {
        guard try workbook.resolve(range).sheet == index else {
          throw .notSimulated("a protected range that moves to another sheet")
        }
        feature.range = range ?? feature.range
      } else {
        feature.members.set(path[...], to: wanted?.at(path))
      }
    }
    workbook.sheets[index].protectedRanges[rangeIndex] = feature
    return .none
  }
}

struct DeleteProtectedRange: SheetChange {
  let id: Int

  init(_ body: JSONField) throws(ErrorEnvelope) { id = try body["protectedRangeId"].integer() ?? 0 }

  func apply(to workbook: inout Workbook) throws(ErrorEnvelope) -> BatchReply {
    let (index, rangeIndex) = try workbook.protectedRangeIndex(id)
    workbook.sheets[index].protectedRanges.remove(at: rangeIndex)
    return .none
  }
}

extension Workbook {
  fileprivate func protectedRangeIndex(_ id: Int) throws(ErrorEnvelope) -> (sheet: Int, rangeIndex: Int) {
    for index in sheets.indices {
      let ranges = sheets[index].protectedRanges
      if let rangeIndex = ranges.firstIndex(where: { $0.members["protectedRangeId"]?.integer == id }) {
        return (index, rangeIndex)
      }
    }
    throw .invalid("No protected range with id: \(id)")
  }
}

/// Sets the basic filter; recorded: an open range becomes that of the whole grid.
struct SetBasicFilter: RangeChange {
  let range: GridRange?
  let members: JSON

  init(_ body: JSONField) throws(ErrorEnvelope) {
    let filter = body["filter"]
    for name in ["criteria", "filterSpecs", "sortSpecs"] where filter[name].exists {
      throw .notSimulated("the \(name) of a filter, which hide or sort rows")
    }
    range = try filter.range()
    members = filter.json ?? [:]
  }

  func apply(to sheet: inout Sheet, _ area: GridArea) throws(ErrorEnvelope) {
    sheet.basicFilter = RangedFeature(range: area.range(ofSheet: sheet.id), members: members)
  }
}

struct ClearBasicFilter: SheetChange {
  let sheetID: Int

  init(_ body: JSONField) throws(ErrorEnvelope) { sheetID = try body["sheetId"].integer() ?? 0 }

  func apply(to workbook: inout Workbook) throws(ErrorEnvelope) -> BatchReply {
    workbook.sheets[try workbook.sheetIndex(withID: sheetID)].basicFilter = nil
    return .none
  }
}

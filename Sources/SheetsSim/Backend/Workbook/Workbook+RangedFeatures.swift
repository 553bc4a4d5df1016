// Requests about protected ranges, the basic filter and changed named ranges.

import SheetsAPI
import TextFormats

extension Workbook {
  /// Protects a range.
  ///
  /// Recorded: the reply has no editors, and omits a null description and an unset warning; the caller may always edit.
  mutating func addProtectedRange(_ body: JSONField) throws(ErrorEnvelope) -> BatchReply {
    let wanted = body["protectedRange"]
    guard wanted.exists else { throw .invalid("No protected range specified.") }
    let range: GridRange
    if let name = try wanted["namedRangeId"].string() {
      guard let named = namedRanges.first(where: { $0.namedRangeID == name }) else {
        throw .invalid("No named range with id: \(name)")
      }
      range = named.range
    } else {
      _ = try gridArea(wanted["range"])
      range = try GridRange(wanted["range"])
    }
    let index = try sheetIndex(withID: range.sheetID)
    let taken = sheets.flatMap { $0.features.protectedRanges.compactMap { $0.json["protectedRangeId"]?.integer } }
    let id = try wanted["protectedRangeId"].integer() ?? ids.number { taken.contains($0) }
    if taken.contains(id) { throw .invalid("A protected range with id: \(id) already exists.") }
    var json: JSON = ["protectedRangeId": JSON(id), "range": range.json]
    let editors = Self.withoutEmpty(wanted["editors"].json)
    if let description = try wanted["description"].string() { json["description"] = .string(description) }
    if try wanted["warningOnly"].boolean() == true { json["warningOnly"] = true }
    json["requestingUserCanEdit"] = true
    json["editors"] = editors
    sheets[index].features.protectedRanges.append(RangedFeature(range: range, json: json))
    return .other(kind: "addProtectedRange", ["protectedRange": json])
  }

  /// The editors, without empty lists.
  private static func withoutEmpty(_ json: JSON?) -> JSON {
    let members = (json?.object?.members ?? []).filter { $0.value.array?.isEmpty != true && $0.value != .null }
    return .object(JSONObject(members.filter { $0.value != .boolean(false) }))
  }

  private func indexOfProtectedRange(_ id: Int) throws(ErrorEnvelope) -> (sheet: Int, rangeIndex: Int) {
    for index in sheets.indices {
      let ranges = sheets[index].features.protectedRanges
      if let rangeIndex = ranges.firstIndex(where: { $0.json["protectedRangeId"]?.integer == id }) {
        return (index, rangeIndex)
      }
    }
    throw .invalid("No protected range with id: \(id)")
  }

  mutating func updateProtectedRange(_ body: JSONField) throws(ErrorEnvelope) {
    let wanted = body["protectedRange"]
    let (index, rangeIndex) = try indexOfProtectedRange(try wanted["protectedRangeId"].integer() ?? 0)
    guard let mask = FieldMask(try body["fields"].string() ?? "") else { throw Self.noFields }
    var feature = sheets[index].features.protectedRanges[rangeIndex]
    let names = ["range", "description", "warningOnly", "editors"]
    for path in mask.expanded(names) {
      guard names.contains(path[0]) else {
        throw .notSimulated("the field \(path.joined(separator: ".")) of a protected range")
      }
      if path == ["range"] {
        _ = try gridArea(wanted["range"])
        feature.range = try GridRange(wanted["range"])
        guard feature.range.sheetID == sheets[index].properties.sheetID else {
          throw .notSimulated("a protected range that moves to another sheet")
        }
      } else {
        feature.json.set(path[...], to: wanted.json?.at(path))
      }
    }
    sheets[index].features.protectedRanges[rangeIndex] = feature
  }

  mutating func deleteProtectedRange(_ body: JSONField) throws(ErrorEnvelope) {
    let (index, rangeIndex) = try indexOfProtectedRange(try body["protectedRangeId"].integer() ?? 0)
    sheets[index].features.protectedRanges.remove(at: rangeIndex)
  }

  /// Sets the basic filter; recorded: an open range becomes that of the whole grid.
  mutating func setBasicFilter(_ body: JSONField) throws(ErrorEnvelope) {
    let filter = body["filter"]
    for name in ["criteria", "filterSpecs", "sortSpecs"] where filter[name].exists {
      throw .notSimulated("the \(name) of a filter, which hide or sort rows")
    }
    let (index, area) = try gridArea(filter["range"])
    let range = GridRange(
      sheetID: sheets[index].properties.sheetID, startRowIndex: area.rows.lowerBound,
      endRowIndex: area.rows.upperBound, startColumnIndex: area.columns.lowerBound,
      endColumnIndex: area.columns.upperBound)
    sheets[index].features.basicFilter = RangedFeature(
      range: range, json: filter.json?.setting("range", range.json) ?? [:])
  }

  mutating func updateNamedRange(_ body: JSONField) throws(ErrorEnvelope) {
    let wanted = body["namedRange"]
    let id = try wanted["namedRangeId"].string() ?? ""
    guard let rangeIndex = namedRanges.firstIndex(where: { $0.namedRangeID == id }) else {
      throw .invalid("No named range with id: \(id)")
    }
    guard let mask = FieldMask(try body["fields"].string() ?? "") else { throw Self.noFields }
    var changed = namedRanges[rangeIndex]
    for path in mask.expanded(["name", "range"]) {
      if path == ["name"] { changed.name = try wanted["name"].string() ?? "" }
      if path == ["range"] {
        _ = try gridArea(wanted["range"])
        changed.range = try GridRange(wanted["range"])
      }
    }
    namedRanges.remove(at: rangeIndex)
    var undo: [UndoStep] = []
    _ = try addNamedRange(.init(namedRangeID: id, name: changed.name, range: changed.range), &undo)
    namedRanges.insert(namedRanges.removeLast(), at: rangeIndex)
  }
}

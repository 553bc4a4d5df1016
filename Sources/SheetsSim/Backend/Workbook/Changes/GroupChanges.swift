// Changes of groups of rows and columns: add, delete, collapse.

import SheetsAPI
import TextFormats

struct AddDimensionGroup: LineChange {
  let range: DimensionRange

  init(_ body: JSONField) throws(ErrorEnvelope) { range = try DimensionRange(body["range"]) }

  /// Recorded: the first group sets the position of the group control.
  func apply(to sheet: inout Sheet, _ lines: Range<Int>) throws(ErrorEnvelope) -> BatchReply {
    guard lines.upperBound <= sheet.properties[count: range.dimension] else {
      throw .invalid("The range of a dimension group must lie on the grid.")
    }
    try sheet.lines[range.dimension].addGroup(over: lines)
    sheet.setFurtherProperty(["gridProperties", "\(range.dimension.noun)GroupControlAfter"], to: true)
    let groups = sheet.groupsJSON(range.dimension)
    return .other(kind: "addDimensionGroup", ["dimensionGroups": .array(groups)])
  }
}

struct DeleteDimensionGroup: LineChange {
  let range: DimensionRange

  init(_ body: JSONField) throws(ErrorEnvelope) { range = try DimensionRange(body["range"]) }

  func apply(to sheet: inout Sheet, _ lines: Range<Int>) throws(ErrorEnvelope) -> BatchReply {
    try sheet.lines[range.dimension].deleteGroup(over: lines)
    let left = sheet.groupsJSON(range.dimension)
    return .other(kind: "deleteDimensionGroup", left.isEmpty ? [:] : ["dimensionGroups": .array(left)])
  }
}

struct UpdateDimensionGroup: LineChange {
  let range: DimensionRange
  let depth: Int
  let collapsed: Bool

  init(_ body: JSONField) throws(ErrorEnvelope) {
    let wanted = body["dimensionGroup"]
    range = try DimensionRange(wanted["range"])
    depth = try wanted["depth"].integer() ?? 0
    collapsed = try wanted["collapsed"].boolean() ?? false
    guard try FieldMask(of: body).paths.allSatisfy({ $0 == ["collapsed"] || $0 == ["*"] }) else {
      throw .notSimulated("a change of a group's range or depth")
    }
  }

  func apply(to sheet: inout Sheet, _ lines: Range<Int>) throws(ErrorEnvelope) -> BatchReply {
    try sheet.lines[range.dimension].setCollapsed(collapsed, range: lines, depth: depth)
    return .none
  }
}

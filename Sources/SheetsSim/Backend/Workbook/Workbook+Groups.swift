// Adds, collapses and deletes groups of rows and columns.

import SheetsAPI
import TextFormats

extension Workbook {
  /// Adds a group; a group inside another one is deeper.
  ///
  /// Recorded: the first group sets the position of the group control.
  mutating func addDimensionGroup(_ body: JSONField) throws(ErrorEnvelope) -> BatchReply {
    let (index, dimension, range) = try dimensionRange(body["range"])
    let grid = sheets[index].properties
    guard range.upperBound <= (dimension == .rows ? grid.rowCount : grid.columnCount) else {
      throw .invalid("The range of a dimension group must lie on the grid.")
    }
    var groups = self.groups(dimension, ofSheet: index)
    if groups.contains(where: { $0.range.overlaps(range) && !nested($0.range, range) }) {
      throw .notSimulated("groups that overlap in part")
    }
    for groupIndex in groups.indices
    where range.lowerBound <= groups[groupIndex].range.lowerBound
      && range.upperBound >= groups[groupIndex].range.upperBound
    {
      groups[groupIndex].depth += 1
    }
    let around = groups.filter { $0.range.lowerBound <= range.lowerBound && $0.range.upperBound >= range.upperBound }
    let outer = around.filter { $0.range != range }.map(\.depth).max() ?? 0
    groups.append(DimensionGroup(range: range, depth: outer + 1))
    guard (groups.map(\.depth).max() ?? 0) <= 8 else { throw .invalid("Groups can be at most 8 deep.") }
    setGroups(groups, dimension, ofSheet: index)
    let control = dimension == .rows ? "rowGroupControlAfter" : "columnGroupControlAfter"
    sheets[index].features.properties.set(["gridProperties", control], to: true)
    return .other(kind: "addDimensionGroup", ["dimensionGroups": .array(groupsJSON(dimension, ofSheet: index))])
  }

  private func nested(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    left.clamped(to: right) == left || right.clamped(to: left) == right
  }

  mutating func deleteDimensionGroup(_ body: JSONField) throws(ErrorEnvelope) -> BatchReply {
    let (index, dimension, range) = try dimensionRange(body["range"])
    var groups = self.groups(dimension, ofSheet: index)
    guard let groupIndex = groups.lastIndex(where: { $0.range == range }) else {
      throw .invalid("No dimension group over the range.")
    }
    let removed = groups.remove(at: groupIndex)
    for inner in groups.indices
    where groups[inner].depth > removed.depth
      && removed.range.clamped(to: groups[inner].range) != removed.range
      && groups[inner].range.clamped(to: removed.range) == groups[inner].range
    {
      groups[inner].depth -= 1
    }
    setGroups(groups, dimension, ofSheet: index)
    let left = groupsJSON(dimension, ofSheet: index)
    return .other(kind: "deleteDimensionGroup", left.isEmpty ? [:] : ["dimensionGroups": .array(left)])
  }

  /// Collapses or expands a group, which hides or shows its rows or columns.
  ///
  /// Source: `DimensionGroup.collapsed`, Google Sheets API reference.
  mutating func updateDimensionGroup(_ body: JSONField) throws(ErrorEnvelope) {
    let wanted = body["dimensionGroup"]
    let (index, dimension, range) = try dimensionRange(wanted["range"])
    let depth = try wanted["depth"].integer() ?? 0
    var groups = self.groups(dimension, ofSheet: index)
    guard let groupIndex = groups.firstIndex(where: { $0.range == range && $0.depth == depth }) else {
      throw .invalid("No dimension group over the range with the depth \(depth).")
    }
    guard let mask = FieldMask(try body["fields"].string() ?? "") else { throw Self.noFields }
    guard mask.paths.allSatisfy({ $0 == ["collapsed"] || $0 == ["*"] }) else {
      throw .notSimulated("a change of a group's range or depth")
    }
    groups[groupIndex].collapsed = try wanted["collapsed"].boolean() ?? false
    setGroups(groups, dimension, ofSheet: index)
    for line in range { hide(line, groups[groupIndex].collapsed, dimension, ofSheet: index) }
  }

  private mutating func hide(_ line: Int, _ isHidden: Bool, _ dimension: Dimension, ofSheet index: Int) {
    func changed(_ properties: JSON?) -> JSON? {
      let result = (properties ?? [:]).setting("hiddenByUser", isHidden ? true : nil)
      return result.object?.members.isEmpty == true ? nil : result
    }
    if dimension == .rows {
      sheets[index].features.rowProperties[line] = changed(sheets[index].features.rowProperties[line])
    } else {
      sheets[index].features.columnProperties[line] = changed(sheets[index].features.columnProperties[line])
    }
  }

  private func groups(_ dimension: Dimension, ofSheet index: Int) -> [DimensionGroup] {
    dimension == .rows ? sheets[index].features.rowGroups : sheets[index].features.columnGroups
  }

  private mutating func setGroups(_ groups: [DimensionGroup], _ dimension: Dimension, ofSheet index: Int) {
    if dimension == .rows {
      sheets[index].features.rowGroups = groups
    } else {
      sheets[index].features.columnGroups = groups
    }
  }

  func groupsJSON(_ dimension: Dimension, ofSheet index: Int) -> [JSON] {
    groups(dimension, ofSheet: index).map { group in
      .members([
        "range": .members([
          "sheetId": sheets[index].properties.sheetID == 0 ? nil : JSON(sheets[index].properties.sheetID),
          "dimension": .string(dimension.rawValue), "startIndex": JSON(group.range.lowerBound),
          "endIndex": JSON(group.range.upperBound),
        ]),
        "depth": JSON(group.depth), "collapsed": group.collapsed ? true : nil,
      ])
    }
  }
}

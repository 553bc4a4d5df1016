// What a sheet has once for its rows and once for its columns: groups, and the properties of single lines.

import SheetsAPI
import TextFormats

/// A group of rows or columns that can be collapsed.
struct DimensionGroup: Hashable {
  var range: Range<Int>
  var depth: Int
  var collapsed = false
}

/// The groups and properties of the rows, or of the columns, of a sheet.
struct SheetLines: Hashable {
  private(set) var groups: [DimensionGroup] = []
  /// The properties of lines that differ from the default.
  private(set) var properties: [Int: JSON] = [:]

  /// Sets a property of a line; false is a default, which answers omit.
  mutating func set(_ path: [String], to value: JSON?, of line: Int) {
    var own = properties[line] ?? [:]
    own.set(path[...], to: value == .boolean(false) ? nil : value)
    properties[line] = own.unlessEmpty
  }

  /// Adds a group; a group inside another one is deeper.
  ///
  /// - Throws: 400 for more than 8 groups inside each other, 501 for groups that overlap in part.
  mutating func addGroup(over range: Range<Int>) throws(ErrorEnvelope) {
    guard groups.allSatisfy({ !$0.range.overlaps(range) || $0.range.covers(range) || range.covers($0.range) }) else {
      throw .notSimulated("groups that overlap in part")
    }
    for index in groups.indices where range.covers(groups[index].range) { groups[index].depth += 1 }
    let around = groups.filter { $0.range.covers(range) && $0.range != range }
    groups.append(DimensionGroup(range: range, depth: (around.map(\.depth).max() ?? 0) + 1))
    guard (groups.map(\.depth).max() ?? 0) <= 8 else { throw .invalid("Groups can be at most 8 deep.") }
  }

  /// Removes the last group over exactly this range.
  ///
  /// - Throws: 400 if there is none.
  mutating func deleteGroup(over range: Range<Int>) throws(ErrorEnvelope) {
    guard let index = groups.lastIndex(where: { $0.range == range }) else {
      throw .invalid("No dimension group over the range.")
    }
    let removed = groups.remove(at: index)
    for index in groups.indices
    where groups[index].depth > removed.depth && groups[index].range != range && range.covers(groups[index].range) {
      groups[index].depth -= 1
    }
  }

  /// Collapses or expands a group, which hides or shows its lines.
  ///
  /// Source: `DimensionGroup.collapsed`, Google Sheets API reference.
  ///
  /// - Throws: 400 if there is no group with this range and depth.
  mutating func setCollapsed(_ collapsed: Bool, range: Range<Int>, depth: Int) throws(ErrorEnvelope) {
    guard let index = groups.firstIndex(where: { $0.range == range && $0.depth == depth }) else {
      throw .invalid("No dimension group over the range with the depth \(depth).")
    }
    groups[index].collapsed = collapsed
    for line in range { set(["hiddenByUser"], to: .boolean(collapsed), of: line) }
  }

  mutating func shift(_ shift: DimensionShift) {
    groups = groups.compactMap { group in
      shift.moved(group.range).map { DimensionGroup(range: $0, depth: group.depth, collapsed: group.collapsed) }
    }
    properties = properties.reduce(into: [:]) { moved, line in
      if let index = shift.moved(line.key) { moved[index] = line.value }
    }
  }
}

/// A value for the rows and one for the columns.
struct PerDimension<Value: Hashable>: Hashable {
  private var rows: Value
  private var columns: Value

  init(_ value: Value) { (rows, columns) = (value, value) }

  subscript(dimension: Dimension) -> Value {
    get { dimension == .rows ? rows : columns }
    set { if dimension == .rows { rows = newValue } else { columns = newValue } }
  }
}

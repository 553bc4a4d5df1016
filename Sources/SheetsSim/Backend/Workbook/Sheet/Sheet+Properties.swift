// Sheet properties without a type in SheetsAPI: frozen rows, gridlines, tab colors.

import SheetsAPI
import TextFormats

extension Sheet {
  /// The properties with a type, which are stored apart.
  private static let typed = ["sheetId", "title", "index", "sheetType", "hidden"]

  /// Sets the properties without a type in SheetsAPI.
  mutating func setFurtherProperties(_ wanted: JSON) {
    for member in wanted.object?.members ?? [] where !Self.typed.contains(member.name) {
      if member.name == "gridProperties" {
        setFurtherGridProperties(member.value)
      } else {
        setFurtherProperty([member.name], to: member.value)
      }
    }
  }

  mutating func setFurtherGridProperties(_ wanted: JSON?) {
    for part in wanted?.object?.members ?? [] where part.name != "rowCount" && part.name != "columnCount" {
      setFurtherProperty(["gridProperties", part.name], to: part.value)
    }
  }

  /// Sets a property; false, zero and an empty color are defaults, which answers omit.
  mutating func setFurtherProperty(_ path: [String], to value: JSON?) {
    var path = path
    var value = value
    if path[0] == "tabColor" || path[0] == "tabColorStyle" {
      // Both represent one color. A partial path sets the whole color, because recorded masks name the whole.
      let color = path[0] == "tabColor" ? value : value?["rgbColor"]
      path = ["tabColorStyle"]
      value = color?.object == nil ? nil : ["rgbColor": StoredFormat.color(color ?? .null)]
    }
    if value == .number(0) || value == .boolean(false) || value == .null { value = nil }
    furtherProperties.set(path[...], to: value)
  }

  /// Checks that a row and a column remain that are not frozen; the message is that of the editor.
  ///
  /// - Throws: 400 if all rows or all columns are frozen.
  func checkFrozen() throws(ErrorEnvelope) {
    for (dimension, name) in [(Dimension.rows, "frozenRowCount"), (.columns, "frozenColumnCount")] {
      guard let frozen = furtherProperties.at(["gridProperties", name])?.integer,
        frozen >= properties[count: dimension]
      else { continue }
      throw .invalid("You can't freeze all visible \(dimension.noun)s on the sheet.")
    }
  }

  /// All properties as JSON, those without a type in SheetsAPI last.
  func propertiesJSON(index: Int) -> JSON {
    var typed = properties
    typed.index = index
    var json = typed.json
    for member in furtherProperties["gridProperties"]?.object?.members ?? [] {
      json.set(["gridProperties", member.name], to: member.value)
    }
    for member in furtherProperties.object?.members ?? [] where member.name != "gridProperties" {
      if member.name == "tabColorStyle" { json["tabColor"] = member.value["rgbColor"] }
      json[member.name] = member.value
    }
    return json
  }

  func groupsJSON(_ dimension: Dimension) -> [JSON] {
    lines[dimension].groups.map { group in
      .members([
        "range": .members([
          "sheetId": id == 0 ? nil : JSON(id), "dimension": .string(dimension.rawValue),
          "startIndex": JSON(group.range.lowerBound), "endIndex": JSON(group.range.upperBound),
        ]),
        "depth": JSON(group.depth), "collapsed": group.collapsed ? true : nil,
      ])
    }
  }
}

extension JSON {
  /// The object with one member changed.
  func setting(_ name: String, _ value: JSON?) -> JSON {
    var result = self
    result[name] = value
    return result
  }

  /// The value, unless it is an object without members.
  var unlessEmpty: JSON? { object?.members.isEmpty == true ? nil : self }
}

// Normalizes formats for storage: eight-bit colors in both notations, borders with their width.

import SheetsAPI
import TextFormats

/// The stored form of formats, in which they are read back.
enum StoredFormat {
  /// The stored form of a format.
  ///
  /// Documented: the style of a color takes precedence over the color, and the style of a border sets its width. Seen in
  /// public answers: both notations of a color are read back, and a border without a color is black.
  static func of(_ format: JSON) -> JSON {
    guard let members = format.object?.members else { return format }
    var result = JSON.object(JSONObject())
    for member in members {
      let name = member.name
      if name == "borders" {
        result[name] = borders(member.value)
      } else if isColor(name), member.value.object != nil {
        color(name, &result, style: format["\(name)Style"], plain: member.value)
      } else if name.hasSuffix("Style"), isColor(String(name.dropLast(5))), member.value.object != nil {
        color(String(name.dropLast(5)), &result, style: member.value, plain: nil)
      } else {
        result[name] = of(member.value)
      }
    }
    return result
  }

  private static func isColor(_ name: String) -> Bool { name == "color" || name.hasSuffix("Color") }

  private static func color(_ name: String, _ format: inout JSON, style: JSON?, plain: JSON?) {
    // A theme color has no components here.
    if let style, style["themeColor"] != nil {
      format["\(name)Style"] = style
      return
    }
    let stored = color(style?["rgbColor"] ?? plain ?? [:])
    format[name] = stored
    format["\(name)Style"] = ["rgbColor": stored]
  }

  private static func borders(_ borders: JSON) -> JSON {
    var result = JSON.object(JSONObject())
    for member in borders.object?.members ?? [] { result[member.name] = border(member.value) }
    return result
  }

  /// The stored form of a border; `nil` for the style NONE.
  static func border(_ border: JSON) -> JSON? {
    guard let style = border["style"]?.string, style != "NONE" else { return nil }
    let width = style == "SOLID_MEDIUM" ? 2 : style == "SOLID_THICK" || style == "DOUBLE" ? 3 : 1
    var result: JSON = ["style": .string(style), "width": JSON(width)]
    color("color", &result, style: border["colorStyle"], plain: border["color"])
    return result
  }

  /// The stored form of a color, without components of zero.
  static func color(_ color: JSON) -> JSON {
    func part(_ name: String) -> JSON? {
      guard let number = color[name]?.number else { return nil }
      let stored = SinglePrecision.colorPart(number)
      return stored == 0 ? nil : .number(stored)
    }
    return .members(["red": part("red"), "green": part("green"), "blue": part("blue")])
  }
}

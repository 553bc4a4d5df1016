// Formats as they are stored: colours in eight bits and in both ways of writing them, borders with their width.

import SheetsAPI
import TextFormats

/// The form in which a format is kept and read back.
enum StoredFormat {
  /// A format as it is stored.
  ///
  /// Documented: a colour's style counts more than the colour, and a border's style makes its width. Seen in public
  /// answers: both ways of writing a colour are read back, and a border without a colour is black.
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
    // A colour of the theme has no parts of its own here.
    if let style, style["themeColor"] != nil {
      format["\(name)Style"] = style
      return
    }
    let stored = Workbook.storedColor(style?["rgbColor"] ?? plain ?? [:])
    format[name] = stored
    format["\(name)Style"] = ["rgbColor": stored]
  }

  private static func borders(_ borders: JSON) -> JSON {
    var result = JSON.object(JSONObject())
    for member in borders.object?.members ?? [] { result[member.name] = border(member.value) }
    return result
  }

  /// A border as it is stored; `nil` for the style that means none.
  static func border(_ border: JSON) -> JSON? {
    guard let style = border["style"]?.string, style != "NONE" else { return nil }
    let width = style == "SOLID_MEDIUM" ? 2 : style == "SOLID_THICK" || style == "DOUBLE" ? 3 : 1
    var result: JSON = ["style": .string(style), "width": JSON(width)]
    color("color", &result, style: border["colorStyle"], plain: border["color"])
    return result
  }
}

// The defaults of a new spreadsheet.

import SheetsAPI
import TextFormats

/// The properties of a new spreadsheet in the locale en_US.
enum SpreadsheetDefaults {
  private static let black: JSON = [:]
  private static let white: JSON = ["red": 1, "green": 1, "blue": 1]

  /// The default format of a cell; recorded.
  static let format: JSON = [
    "backgroundColor": white,
    "padding": ["top": 2, "right": 3, "bottom": 2, "left": 3],
    "verticalAlignment": "BOTTOM",
    "wrapStrategy": "OVERFLOW_CELL",
    "textFormat": [
      "foregroundColor": black, "fontFamily": "arial,sans,sans-serif", "fontSize": 10, "bold": false,
      "italic": false, "strikethrough": false, "underline": false, "foregroundColorStyle": ["rgbColor": black],
    ],
    "backgroundColorStyle": ["rgbColor": white],
  ]

  /// A theme color from eight-bit components, which the API writes as single-precision fractions.
  private static func color(_ type: String, _ red: Int, _ green: Int, _ blue: Int) -> JSON {
    func part(_ value: Int) -> JSON? { value == 0 ? nil : .number(SinglePrecision.rounded(Double(value) / 255)) }
    return [
      "colorType": .string(type),
      "color": ["rgbColor": .members(["red": part(red), "green": part(green), "blue": part(blue)])],
    ]
  }

  /// The theme color of links.
  static let linkColor: JSON = color("LINK", 17, 85, 204).at(["color", "rgbColor"]) ?? [:]

  /// The spreadsheet properties without the title; recorded.
  static let properties: JSON = [
    "locale": "en_US", "autoRecalc": "ON_CHANGE", "timeZone": "Etc/GMT", "defaultFormat": format,
    "spreadsheetTheme": [
      "primaryFontFamily": "Arial",
      "themeColors": [
        color("TEXT", 0, 0, 0), color("BACKGROUND", 255, 255, 255), color("ACCENT1", 66, 133, 244),
        color("ACCENT2", 234, 67, 53), color("ACCENT3", 251, 188, 4), color("ACCENT4", 52, 168, 83),
        color("ACCENT5", 255, 109, 1), color("ACCENT6", 70, 189, 198), color("LINK", 17, 85, 204),
      ],
    ],
  ]
}

/// Converts color components, which are stored in eight bits and read as the shortest text of a single-precision number.
enum SinglePrecision {
  static func rounded(_ number: Double) -> Double { Double(Float(number).description) ?? number }

  /// A color component from 0 to 1 as it is stored; recorded: 127/255 reads 0.49803922.
  ///
  /// Rounding down between two steps is assumed.
  static func colorPart(_ number: Double) -> Double {
    let bits = min(max((number * 255).rounded(.down), 0), 255)
    return rounded(bits / 255)
  }
}

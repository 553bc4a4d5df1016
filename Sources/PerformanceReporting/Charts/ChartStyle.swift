// How charts look: one style sheet for all of them, so that several in one page do not disturb each other.

import PerformanceMetrics

/// The colors, faces and dashes of charts.
///
/// Colors follow Okabe and Ito ("Color Universal Design", 2008), darkened or lightened until text on them and lines on
/// the ground have a contrast of 4.5 to 1. Markers, dashes and letters tell apart what the colors do.
enum ChartStyle {
  /// How many lines or parts are told apart.
  static let count = 6

  private static let light = ["#0072b2", "#b34a00", "#00755a", "#9c3f78", "#6b5b00", "#5050a8"]
  private static let dark = ["#56b4e9", "#f0a13a", "#2bcf9f", "#e8a0c8", "#d9c84a", "#b3b3ff"]
  private static let dashes = ["none", "10 5", "3 4", "14 4 3 4", "6 3", "2 6"]

  /// The style sheet, for light and dark, under the class `chart`.
  static let sheet = rules.joined(separator: "\n") + "\n"

  private static var rules: [String] {
    let shapes = [
      ".chart text{font:20px system-ui,-apple-system,\"Segoe UI\",Roboto,\"Helvetica Neue\",Arial,sans-serif}",
      ".chart .head{font-weight:600;font-size:22px}",
      ".chart .grid,.chart .axis{stroke-width:1}",
      ".chart .line{fill:none;stroke-width:3;stroke-linejoin:round}",
      ".chart .limit{fill:none;stroke-width:3;stroke-dasharray:2 5;stroke-linecap:round}",
      ".chart .halo{paint-order:stroke;stroke-width:5px;stroke-linejoin:round}",
      ".chart .hit{fill:transparent;stroke:none}",
    ]
    let dashed = dashes.enumerated().map { ".chart .d\($0){stroke-dasharray:\($1)}" }
    return shapes + dashed
      + scheme(paper: "#ffffff", ink: "#1f2328", faint: "#59636e", grid: "#d1d9e0", limit: "#cf222e", colors: light)
      + ["@media (prefers-color-scheme:dark){"]
      + scheme(paper: "#0d1117", ink: "#f0f6fc", faint: "#9198a1", grid: "#3d444d", limit: "#ff8182", colors: dark)
      + ["}"]
  }

  private static func scheme(
    paper: String, ink: String, faint: String, grid: String, limit: String, colors: [String]
  ) -> [String] {
    [
      ".chart .paper,.chart .on{fill:\(paper)}", ".chart text{fill:\(ink)}", ".chart .faint{fill:\(faint)}",
      ".chart .grid{stroke:\(grid)}", ".chart .axis{stroke:\(faint)}", ".chart .limit{stroke:\(limit)}",
      ".chart .halo{stroke:\(paper)}",
    ]
      + colors.enumerated().flatMap { index, color in
        [".chart .l\(index){stroke:\(color)}", ".chart .f\(index){fill:\(color)}"]
      }
  }
}

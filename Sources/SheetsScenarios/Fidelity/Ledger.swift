// The ledger of fidelity as Markdown: one line for each method, kind of change, error, limit and rule of entry.

import SheetsAPI
import SheetsSim

/// The text of `docs/simulator-fidelity.md`.
package enum Ledger {
  package static func text(_ rates: ReplayedRates) -> String {
    var lines = [
      "# How true the simulator is",
      "",
      "`lab fidelity` writes this file from the tables in `Sources/SheetsScenarios/Fidelity`, which tests hold against the "
        + "simulator line by line; do not edit it.",
      "",
      "- **recorded**: traffic recorded from Google is answered alike",
      "- **documented**: Google's documentation says so, or answers that others published show it",
      "- **assumed**: likely, and nobody has shown it",
      "- **not simulated**: refused with 501 and a sentence that names it, but for the last section",
      "",
      rates.headline,
      "",
      "Compared loosely:",
      "",
    ]
    lines += Replay.loose.map { "- `\($0.name)`: \($0.reason)" }
    func table(_ title: String, _ what: String, _ rows: [(name: String, fidelity: Fidelity, says: String)]) {
      lines += ["", "## \(title)", "", "| \(what) | rests on | replayed | latest | what there is |"]
      lines.append("| --- | --- | --- | --- | --- |")
      for row in rows {
        let cells = rates.cells[row.name] ?? ["", ""]
        lines.append("| `\(row.name)` | \(row.fidelity.rawValue) | \(cells[0]) | \(cells[1]) | \(row.says) |")
      }
    }
    func plain(_ title: String, _ what: String, _ rows: [(name: String, fidelity: Fidelity, says: String)]) {
      lines += ["", "## \(title)", "", "| \(what) | rests on | what there is |", "| --- | --- | --- |"]
      for row in rows { lines.append("| \(row.name) | \(row.fidelity.rawValue) | \(row.says) |") }
    }
    table("Methods of Sheets", "method", MethodRow.sheets.map { ($0.name, $0.fidelity, $0.says) })
    table("Calls of Drive", "call", MethodRow.drive.map { ($0.name, $0.fidelity, $0.says) })
    table(
      "Kinds of change in a spreadsheets.batchUpdate", "kind",
      RequestKind.allCases.map { ($0.rawValue, RequestKindRow[$0].fidelity, RequestKindRow[$0].says) })
    table("Errors", "error", ErrorRow.known.map { ($0.description, $0.fidelity, "") })
    table(
      "Entering values (USER_ENTERED, en_US)", "text",
      EntryRule.all.map { rule in
        let example = rule.cases.first { $0.text != $0.shown } ?? rule.cases[0]
        return (rule.name, rule.fidelity, "\(rule.says): `\(example.text)` reads `\(example.shown)`")
      })
    plain("Not read as a user's text", "text", EntryRule.refused.map { ("`\($0.text)`", .notSimulated, $0.reason) })
    let functions = Workbook.formulaFunctions.map { "`\($0)`" }.joined(separator: ", ")
    plain(
      "Formulas", "part",
      [
        ("operators `+ - * / ^ & % = <> < > <= >=`", .documented, "`^` with whole exponents"),
        ("functions", .documented, functions),
        (
          "references", .documented, "cells, ranges, rows, columns, named ranges, other sheets; they follow their cells"
        ),
        ("errors", .documented, "`#DIV/0!`, `#VALUE!`, `#REF!`, `#NAME?`, `#NUM!`, `#N/A`, `#ERROR!`"),
        ("other functions, arrays", .notSimulated, "refused when they are written"),
      ])
    plain("Limits", "limit", PlainRow.limitRows.map { ($0.name, $0.fidelity, $0.says) })
    plain("The world round it", "what", PlainRow.worldRows.map { ($0.name, $0.fidelity, $0.says) })
    plain("Left out, and no error says so", "what", PlainRow.gapRows.map { ($0.name, $0.fidelity, $0.says) })
    return lines.joined(separator: "\n") + "\n"
  }
}

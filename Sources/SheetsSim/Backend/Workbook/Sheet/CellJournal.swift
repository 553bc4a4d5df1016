// What a batch has overwritten in the cells of a sheet, so that it can be put back.

import SheetsAPI

/// The cells of a sheet before the changes of a batch.
///
/// A copy of the cells shares their blocks until one of them changes, and then copies the list of blocks and all texts,
/// which takes longer than a whole batch in a long log. So single cells are noted before they are overwritten, appended
/// rows need no note, and only before a change of the whole sheet, or after many notes, are the cells copied.
struct CellJournal {
  private static let noteLimit = 1000

  /// The number of rows with data before the batch; the rows below were empty.
  private let dataRowCount: Int
  /// The noted cells, and where their values end in `values`.
  private var notes: [(row: Int, columns: Range<Int>, end: Int)] = []
  /// The values of all notes, one after another.
  private var values: [CellValue] = []
  /// The cells after all notes.
  private var copy: CellStorage?

  init(_ cells: CellStorage) { dataRowCount = cells.dataRowCount }

  /// Notes the cells of a row that are overwritten next.
  mutating func note(_ row: Int, _ columns: Range<Int>, of cells: CellStorage) {
    guard copy == nil, row < dataRowCount else { return }
    if notes.count == Self.noteLimit { return keep(cells) }
    cells.appendValues(row: row, columns: columns, to: &values)
    notes.append((row, columns, values.count))
  }

  /// Keeps a copy of the cells, before a change of many.
  mutating func keep(_ cells: CellStorage) {
    if copy == nil { copy = cells }
  }

  /// Puts the cells back as they were before the batch.
  func restore(_ cells: inout CellStorage) {
    if let copy { cells = copy }
    for (index, note) in notes.enumerated().reversed() {
      let start = index > 0 ? notes[index - 1].end : 0
      cells.clear(rows: note.row..<note.row + 1, columns: note.columns)
      cells.setRow(note.row, from: note.columns.lowerBound, to: Array(values[start..<note.end]))
    }
    cells.clear(rows: dataRowCount..<max(dataRowCount, cells.dataRowCount), columns: 0..<Int.max)
  }
}

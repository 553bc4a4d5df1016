// The sheets of a workbook, and what a batch has done to them, so that it can be taken back.

/// The sheets in the order of their tabs.
///
/// During a batch, the first change of a sheet keeps what it was, and so do changes of the list; a change does nothing for
/// it. The cost is proportional to the sheets that change, and large sheets are not copied.
struct SheetList: RandomAccessCollection {
  private enum Step {
    case edited(Sheet, at: Int)
    case inserted(at: Int)
    case removed(Sheet, at: Int)
  }

  private var sheets: ContiguousArray<Sheet> = []
  /// The steps of the running batch; `nil` outside of a batch.
  private var steps: [Step]?

  var startIndex: Int { 0 }
  var endIndex: Int { sheets.count }

  subscript(index: Int) -> Sheet {
    _read { yield sheets[index] }
    _modify {
      if steps != nil, !sheets[index].hasJournal { steps?.append(.edited(sheets[index].startJournal(), at: index)) }
      yield &sheets[index]
    }
  }

  /// By index, because the general search copies each sheet, with a retain for each of its members.
  func firstIndex(where matches: (Sheet) -> Bool) -> Int? {
    sheets.indices.first { matches(sheets[$0]) }
  }

  mutating func insert(_ sheet: Sheet, at index: Int) {
    sheets.insert(sheet, at: index)
    steps?.append(.inserted(at: index))
  }

  @discardableResult
  mutating func remove(at index: Int) -> Sheet {
    let sheet = sheets.remove(at: index)
    steps?.append(.removed(sheet, at: index))
    return sheet
  }

  // MARK: Batches

  mutating func startBatch() { steps = [] }

  mutating func endBatch() {
    steps = nil
    for index in sheets.indices { sheets[index].endJournal() }
  }

  mutating func restore() {
    for step in steps?.reversed() ?? [] {
      switch step {
      case .edited(let sheet, let index): sheets[index].restore(sheet)
      case .inserted(let index): sheets.remove(at: index)
      case .removed(let sheet, let index): sheets.insert(sheet, at: index)
      }
    }
    steps = nil
  }
}

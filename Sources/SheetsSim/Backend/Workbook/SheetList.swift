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

  /// A sheet on the heap, because in a debug build an array copies each element that is read.
  ///
  /// Sendable, since a box that a second list refers to is replaced before a change: what is shared never changes.
  private final class Box: @unchecked Sendable {
    var sheet: Sheet
    init(_ sheet: Sheet) { self.sheet = sheet }
  }

  private var boxes: ContiguousArray<Box> = []
  /// The steps of the running batch; `nil` outside of a batch.
  private var steps: [Step]?

  var startIndex: Int { 0 }
  var endIndex: Int { boxes.count }

  subscript(index: Int) -> Sheet {
    _read { yield boxes[index].sheet }
    _modify {
      if !isKnownUniquelyReferenced(&boxes[index]) { boxes[index] = Box(boxes[index].sheet) }
      let box = boxes[index]
      if steps != nil, !box.sheet.hasJournal { steps?.append(.edited(box.sheet.startJournal(), at: index)) }
      yield &box.sheet
    }
  }

  /// The index of the first sheet that matches.
  func firstIndex(where matches: (Sheet) -> Bool) -> Int? {
    // By index, because the general search copies each sheet, and each call looks for one.
    var index = 0
    while index < boxes.count {
      if matches(self[index]) { return index }
      index += 1
    }
    return nil
  }

  mutating func insert(_ sheet: Sheet, at index: Int) {
    boxes.insert(Box(sheet), at: index)
    steps?.append(.inserted(at: index))
  }

  @discardableResult
  mutating func remove(at index: Int) -> Sheet {
    let sheet = boxes.remove(at: index).sheet
    steps?.append(.removed(sheet, at: index))
    return sheet
  }

  // MARK: Batches

  mutating func startBatch() { steps = [] }

  mutating func endBatch() {
    steps = nil
    for index in indices where self[index].hasJournal { self[index].endJournal() }
  }

  mutating func restore() {
    let undone = steps?.reversed() ?? []
    steps = nil
    for step in undone {
      switch step {
      case .edited(let sheet, let index): self[index].restore(sheet)
      case .inserted(let index): boxes.remove(at: index)
      case .removed(let sheet, let index): boxes.insert(Box(sheet), at: index)
      }
    }
  }
}

// values.update, values.batchUpdate, values.append, values.clear and values.batchClear.

/// Writes one range.
public struct ValuesUpdate: SheetsCall {
  /// The spreadsheet.
  public var spreadsheetID: SpreadsheetID
  /// The range and the values to write there.
  public var data: ValueRange
  /// How the values are read.
  public var valueInputOption: ValueInputOption

  /// Makes the request.
  public init(spreadsheetID: SpreadsheetID, data: ValueRange, valueInputOption: ValueInputOption = .raw) {
    self.spreadsheetID = spreadsheetID
    self.data = data
    self.valueInputOption = valueInputOption
  }

  /// The request as the transport carries it.
  public var request: SheetsRequest { .valuesUpdate(self) }

  /// What one write changed.
  public struct Reply: Sendable, Hashable {
    /// The spreadsheet.
    public var spreadsheetID: SpreadsheetID
    /// The cells that the values covered, in A1 notation.
    public var updatedRange: String
    /// The number of rows with an updated cell.
    public var updatedRows: Int
    /// The number of columns with an updated cell.
    public var updatedColumns: Int
    /// The number of updated cells; a cell set to the empty text counts, one left alone by null does not.
    public var updatedCells: Int

    /// Makes the reply.
    public init(
      spreadsheetID: SpreadsheetID, updatedRange: String, updatedRows: Int, updatedColumns: Int, updatedCells: Int
    ) {
      self.spreadsheetID = spreadsheetID
      self.updatedRange = updatedRange
      self.updatedRows = updatedRows
      self.updatedColumns = updatedColumns
      self.updatedCells = updatedCells
    }
  }

  /// What the write changed.
  public static func reply(from reply: SheetsReply) -> Reply? {
    if case .valuesUpdate(let typed) = reply { typed } else { nil }
  }
}

/// Writes several ranges in one call, all of them or none.
public struct ValuesBatchUpdate: SheetsCall {
  /// The spreadsheet.
  public var spreadsheetID: SpreadsheetID
  /// The ranges and the values to write there, applied in order.
  public var data: [ValueRange]
  /// How the values are read.
  public var valueInputOption: ValueInputOption

  /// Makes the request.
  public init(spreadsheetID: SpreadsheetID, data: [ValueRange], valueInputOption: ValueInputOption = .raw) {
    self.spreadsheetID = spreadsheetID
    self.data = data
    self.valueInputOption = valueInputOption
  }

  /// The request as the transport carries it.
  public var request: SheetsRequest { .valuesBatchUpdate(self) }

  /// What a batch of writes changed.
  public struct Reply: Sendable, Hashable {
    /// The spreadsheet.
    public var spreadsheetID: SpreadsheetID
    /// The number of distinct rows with an updated cell, over all sheets.
    public var totalUpdatedRows: Int
    /// The number of distinct columns with an updated cell, over all sheets.
    public var totalUpdatedColumns: Int
    /// The number of updated cells.
    public var totalUpdatedCells: Int
    /// The number of sheets with an updated cell.
    public var totalUpdatedSheets: Int
    /// One reply a range, in the same order.
    public var responses: [ValuesUpdate.Reply]

    /// Makes the reply.
    public init(
      spreadsheetID: SpreadsheetID, totalUpdatedRows: Int, totalUpdatedColumns: Int, totalUpdatedCells: Int,
      totalUpdatedSheets: Int, responses: [ValuesUpdate.Reply]
    ) {
      self.spreadsheetID = spreadsheetID
      self.totalUpdatedRows = totalUpdatedRows
      self.totalUpdatedColumns = totalUpdatedColumns
      self.totalUpdatedCells = totalUpdatedCells
      self.totalUpdatedSheets = totalUpdatedSheets
      self.responses = responses
    }
  }

  /// What the batch changed.
  public static func reply(from reply: SheetsReply) -> Reply? {
    if case .valuesBatchUpdate(let typed) = reply { typed } else { nil }
  }
}

/// Finds the last table in a range and writes rows below it.
public struct ValuesAppend: SheetsCall {
  /// The spreadsheet.
  public var spreadsheetID: SpreadsheetID
  /// The range to look for a table in, and the rows to write.
  public var data: ValueRange
  /// How the values are read.
  public var valueInputOption: ValueInputOption
  /// Whether rows below the table are overwritten or pushed down; Google's default is to overwrite.
  public var insertDataOption: InsertDataOption

  /// Makes the request.
  public init(
    spreadsheetID: SpreadsheetID, data: ValueRange, valueInputOption: ValueInputOption = .raw,
    insertDataOption: InsertDataOption = .overwrite
  ) {
    self.spreadsheetID = spreadsheetID
    self.data = data
    self.valueInputOption = valueInputOption
    self.insertDataOption = insertDataOption
  }

  /// The request as the transport carries it.
  public var request: SheetsRequest { .valuesAppend(self) }

  /// Where an append found its table and what it wrote.
  public struct Reply: Sendable, Hashable {
    /// The spreadsheet.
    public var spreadsheetID: SpreadsheetID
    /// The table that was found, before the append; `nil` when there was none.
    public var tableRange: String?
    /// What was written.
    public var updates: ValuesUpdate.Reply

    /// Makes the reply.
    public init(spreadsheetID: SpreadsheetID, tableRange: String?, updates: ValuesUpdate.Reply) {
      self.spreadsheetID = spreadsheetID
      self.tableRange = tableRange
      self.updates = updates
    }
  }

  /// Where the rows went.
  public static func reply(from reply: SheetsReply) -> Reply? {
    if case .valuesAppend(let typed) = reply { typed } else { nil }
  }
}

/// Empties the cells of one range.
public struct ValuesClear: SheetsCall {
  /// The spreadsheet.
  public var spreadsheetID: SpreadsheetID
  /// The range, in A1 notation.
  public var range: String

  /// Makes the request.
  public init(spreadsheetID: SpreadsheetID, range: String) {
    self.spreadsheetID = spreadsheetID
    self.range = range
  }

  /// The request as the transport carries it.
  public var request: SheetsRequest { .valuesClear(self) }

  /// What was cleared.
  public struct Reply: Sendable, Hashable {
    /// The spreadsheet.
    public var spreadsheetID: SpreadsheetID
    /// The range, clipped to the grid.
    public var clearedRange: String

    /// Makes the reply.
    public init(spreadsheetID: SpreadsheetID, clearedRange: String) {
      self.spreadsheetID = spreadsheetID
      self.clearedRange = clearedRange
    }
  }

  /// What was cleared.
  public static func reply(from reply: SheetsReply) -> Reply? {
    if case .valuesClear(let typed) = reply { typed } else { nil }
  }
}

/// Empties the cells of several ranges in one call.
public struct ValuesBatchClear: SheetsCall {
  /// The spreadsheet.
  public var spreadsheetID: SpreadsheetID
  /// The ranges, in A1 notation.
  public var ranges: [String]

  /// Makes the request.
  public init(spreadsheetID: SpreadsheetID, ranges: [String]) {
    self.spreadsheetID = spreadsheetID
    self.ranges = ranges
  }

  /// The request as the transport carries it.
  public var request: SheetsRequest { .valuesBatchClear(self) }

  /// What was cleared.
  public struct Reply: Sendable, Hashable {
    /// The spreadsheet.
    public var spreadsheetID: SpreadsheetID
    /// The ranges, clipped to the grid.
    public var clearedRanges: [String]

    /// Makes the reply.
    public init(spreadsheetID: SpreadsheetID, clearedRanges: [String]) {
      self.spreadsheetID = spreadsheetID
      self.clearedRanges = clearedRanges
    }
  }

  /// What was cleared.
  public static func reply(from reply: SheetsReply) -> Reply? {
    if case .valuesBatchClear(let typed) = reply { typed } else { nil }
  }
}

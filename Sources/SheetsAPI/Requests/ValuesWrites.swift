// The methods that write values: update, batchUpdate, append, clear and batchClear.

/// Writes values to one range.
public struct ValuesUpdate: SheetsCall {
  /// The id of the spreadsheet that the request addresses.
  public var spreadsheetID: SpreadsheetID
  /// The range and the values to write there.
  public var data: ValueRange
  /// How the values are interpreted.
  public var valueInputOption: ValueInputOption

  /// Creates the request from its parameters.
  public init(spreadsheetID: SpreadsheetID, data: ValueRange, valueInputOption: ValueInputOption = .raw) {
    self.spreadsheetID = spreadsheetID
    self.data = data
    self.valueInputOption = valueInputOption
  }

  /// The request as `SheetsTransport.send` takes it.
  public var request: SheetsRequest { .valuesUpdate(self) }

  /// The reply to a write: what it changed.
  public struct Reply: Sendable, Hashable {
    /// The id of the spreadsheet that the reply belongs to.
    public var spreadsheetID: SpreadsheetID
    /// The range that the values cover, in A1 notation.
    public var updatedRange: String
    /// The number of rows with an updated cell.
    public var updatedRows: Int
    /// The number of columns with an updated cell.
    public var updatedColumns: Int
    /// The number of updated cells, including those set to the empty text but not those that `null` left unchanged.
    public var updatedCells: Int

    /// Creates a reply, as a backend returns it.
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

  /// The numbers of rows, columns and cells that the write changed.
  public static func reply(from reply: SheetsReply) -> Reply? {
    if case .valuesUpdate(let typed) = reply { typed } else { nil }
  }
}

/// Writes values to several ranges in one call, all of them or none.
public struct ValuesBatchUpdate: SheetsCall {
  /// The id of the spreadsheet that the request addresses.
  public var spreadsheetID: SpreadsheetID
  /// The ranges and the values to write there, applied in order.
  public var data: [ValueRange]
  /// How the values are interpreted.
  public var valueInputOption: ValueInputOption

  /// Creates the request from its parameters.
  public init(spreadsheetID: SpreadsheetID, data: [ValueRange], valueInputOption: ValueInputOption = .raw) {
    self.spreadsheetID = spreadsheetID
    self.data = data
    self.valueInputOption = valueInputOption
  }

  /// The request as `SheetsTransport.send` takes it.
  public var request: SheetsRequest { .valuesBatchUpdate(self) }

  /// The reply to a batch of writes: what it changed.
  public struct Reply: Sendable, Hashable {
    /// The id of the spreadsheet that the reply belongs to.
    public var spreadsheetID: SpreadsheetID
    /// The number of distinct rows with an updated cell, summed over the sheets.
    public var totalUpdatedRows: Int
    /// The number of distinct columns with an updated cell, summed over the sheets.
    public var totalUpdatedColumns: Int
    /// The number of updated cells.
    public var totalUpdatedCells: Int
    /// The number of sheets with an updated cell.
    public var totalUpdatedSheets: Int
    /// A reply for each range, in the same order.
    public var responses: [ValuesUpdate.Reply]

    /// Creates a reply, as a backend returns it.
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

  /// The numbers of rows, columns, cells and sheets that the batch changed.
  public static func reply(from reply: SheetsReply) -> Reply? {
    if case .valuesBatchUpdate(let typed) = reply { typed } else { nil }
  }
}

/// Appends rows below the last table in a range.
public struct ValuesAppend: SheetsCall {
  /// The id of the spreadsheet that the request addresses.
  public var spreadsheetID: SpreadsheetID
  /// The range to search for a table, and the rows to append.
  public var data: ValueRange
  /// How the values are interpreted.
  public var valueInputOption: ValueInputOption
  /// Whether existing rows below the table are overwritten, as by default in Google's API, or pushed down.
  public var insertDataOption: InsertDataOption

  /// Creates the request from its parameters.
  public init(
    spreadsheetID: SpreadsheetID, data: ValueRange, valueInputOption: ValueInputOption = .raw,
    insertDataOption: InsertDataOption = .overwrite
  ) {
    self.spreadsheetID = spreadsheetID
    self.data = data
    self.valueInputOption = valueInputOption
    self.insertDataOption = insertDataOption
  }

  /// The request as `SheetsTransport.send` takes it.
  public var request: SheetsRequest { .valuesAppend(self) }

  /// The reply to an append: the table that it found and the rows that it wrote.
  public struct Reply: Sendable, Hashable {
    /// The id of the spreadsheet that the reply belongs to.
    public var spreadsheetID: SpreadsheetID
    /// The range of the table before the append, in A1 notation; `nil` if there was none.
    public var tableRange: String?
    /// The range and the number of cells that were written.
    public var updates: ValuesUpdate.Reply

    /// Creates a reply, as a backend returns it.
    public init(spreadsheetID: SpreadsheetID, tableRange: String?, updates: ValuesUpdate.Reply) {
      self.spreadsheetID = spreadsheetID
      self.tableRange = tableRange
      self.updates = updates
    }
  }

  /// The table that the append found and the range that it wrote.
  public static func reply(from reply: SheetsReply) -> Reply? {
    if case .valuesAppend(let typed) = reply { typed } else { nil }
  }
}

/// Clears the values of one range.
public struct ValuesClear: SheetsCall {
  /// The id of the spreadsheet that the request addresses.
  public var spreadsheetID: SpreadsheetID
  /// The range, in A1 notation.
  public var range: String

  /// Creates the request from its parameters.
  public init(spreadsheetID: SpreadsheetID, range: String) {
    self.spreadsheetID = spreadsheetID
    self.range = range
  }

  /// The request as `SheetsTransport.send` takes it.
  public var request: SheetsRequest { .valuesClear(self) }

  /// The reply to a clear: what was cleared.
  public struct Reply: Sendable, Hashable {
    /// The id of the spreadsheet that the reply belongs to.
    public var spreadsheetID: SpreadsheetID
    /// The cleared range, clipped to the grid, in A1 notation.
    public var clearedRange: String

    /// Creates a reply, as a backend returns it.
    public init(spreadsheetID: SpreadsheetID, clearedRange: String) {
      self.spreadsheetID = spreadsheetID
      self.clearedRange = clearedRange
    }
  }

  /// The cleared cells, clipped to the grid.
  public static func reply(from reply: SheetsReply) -> Reply? {
    if case .valuesClear(let typed) = reply { typed } else { nil }
  }
}

/// Clears the values of several ranges in one call.
public struct ValuesBatchClear: SheetsCall {
  /// The id of the spreadsheet that the request addresses.
  public var spreadsheetID: SpreadsheetID
  /// The ranges, in A1 notation.
  public var ranges: [String]

  /// Creates the request from its parameters.
  public init(spreadsheetID: SpreadsheetID, ranges: [String]) {
    self.spreadsheetID = spreadsheetID
    self.ranges = ranges
  }

  /// The request as `SheetsTransport.send` takes it.
  public var request: SheetsRequest { .valuesBatchClear(self) }

  /// The reply to a clear: what was cleared.
  public struct Reply: Sendable, Hashable {
    /// The id of the spreadsheet that the reply belongs to.
    public var spreadsheetID: SpreadsheetID
    /// The cleared ranges, clipped to the grid, in A1 notation.
    public var clearedRanges: [String]

    /// Creates a reply, as a backend returns it.
    public init(spreadsheetID: SpreadsheetID, clearedRanges: [String]) {
      self.spreadsheetID = spreadsheetID
      self.clearedRanges = clearedRanges
    }
  }

  /// The cleared cells, clipped to the grid.
  public static func reply(from reply: SheetsReply) -> Reply? {
    if case .valuesBatchClear(let typed) = reply { typed } else { nil }
  }
}

// values.get and values.batchGet.

/// Reads one range.
public struct ValuesGet: SheetsCall {
  /// The spreadsheet.
  public var spreadsheetID: SpreadsheetID
  /// The range, in A1 notation.
  public var range: String
  /// Whether the reply holds rows or columns.
  public var majorDimension: Dimension
  /// How values are rendered; Google's default is formatted.
  public var valueRenderOption: ValueRenderOption
  /// How dates and times are rendered where values are not formatted; Google's default is as serial numbers.
  public var dateTimeRenderOption: DateTimeRenderOption

  /// Makes the request.
  public init(
    spreadsheetID: SpreadsheetID, range: String, majorDimension: Dimension = .rows,
    valueRenderOption: ValueRenderOption = .formattedValue, dateTimeRenderOption: DateTimeRenderOption = .serialNumber
  ) {
    self.spreadsheetID = spreadsheetID
    self.range = range
    self.majorDimension = majorDimension
    self.valueRenderOption = valueRenderOption
    self.dateTimeRenderOption = dateTimeRenderOption
  }

  /// The request as the transport carries it.
  public var request: SheetsRequest { .valuesGet(self) }

  /// The values of the range.
  public static func reply(from reply: SheetsReply) -> ValueRange? {
    if case .valuesGet(let range) = reply { range } else { nil }
  }
}

/// Reads several ranges in one call.
public struct ValuesBatchGet: SheetsCall {
  /// The spreadsheet.
  public var spreadsheetID: SpreadsheetID
  /// The ranges, in A1 notation.
  public var ranges: [String]
  /// Whether the reply holds rows or columns.
  public var majorDimension: Dimension
  /// How values are rendered; Google's default is formatted.
  public var valueRenderOption: ValueRenderOption
  /// How dates and times are rendered where values are not formatted; Google's default is as serial numbers.
  public var dateTimeRenderOption: DateTimeRenderOption

  /// Makes the request.
  public init(
    spreadsheetID: SpreadsheetID, ranges: [String], majorDimension: Dimension = .rows,
    valueRenderOption: ValueRenderOption = .formattedValue, dateTimeRenderOption: DateTimeRenderOption = .serialNumber
  ) {
    self.spreadsheetID = spreadsheetID
    self.ranges = ranges
    self.majorDimension = majorDimension
    self.valueRenderOption = valueRenderOption
    self.dateTimeRenderOption = dateTimeRenderOption
  }

  /// The request as the transport carries it.
  public var request: SheetsRequest { .valuesBatchGet(self) }

  /// The answer to a batch of reads.
  public struct Reply: Sendable, Hashable {
    /// The spreadsheet.
    public var spreadsheetID: SpreadsheetID
    /// One range of values a range asked for, in the same order.
    public var valueRanges: [ValueRange]

    /// Makes the reply.
    public init(spreadsheetID: SpreadsheetID, valueRanges: [ValueRange]) {
      self.spreadsheetID = spreadsheetID
      self.valueRanges = valueRanges
    }
  }

  /// The batch's reply.
  public static func reply(from reply: SheetsReply) -> Reply? {
    if case .valuesBatchGet(let typed) = reply { typed } else { nil }
  }
}

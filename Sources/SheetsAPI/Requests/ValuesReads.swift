// The methods that read values: values.get and values.batchGet.

/// Reads one range.
public struct ValuesGet: SheetsCall {
  /// The id of the spreadsheet that the request addresses.
  public var spreadsheetID: SpreadsheetID
  /// The range, in A1 notation.
  public var range: String
  /// Whether the reply holds rows or columns.
  public var majorDimension: Dimension
  /// How values are rendered; formatted by default, as in Google's API.
  public var valueRenderOption: ValueRenderOption
  /// How dates and times are rendered unless values are formatted; serial numbers by default, as in Google's API.
  public var dateTimeRenderOption: DateTimeRenderOption

  /// Creates the request from its parameters.
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

  /// The request as `SheetsTransport.send` takes it.
  public var request: SheetsRequest { .valuesGet(self) }

  /// The values of the requested range.
  public static func reply(from reply: SheetsReply) -> ValueRange? {
    if case .valuesGet(let range) = reply { range } else { nil }
  }
}

/// Reads several ranges in one call.
public struct ValuesBatchGet: SheetsCall {
  /// The id of the spreadsheet that the request addresses.
  public var spreadsheetID: SpreadsheetID
  /// The ranges, in A1 notation.
  public var ranges: [String]
  /// Whether the reply holds rows or columns.
  public var majorDimension: Dimension
  /// How values are rendered; formatted by default, as in Google's API.
  public var valueRenderOption: ValueRenderOption
  /// How dates and times are rendered unless values are formatted; serial numbers by default, as in Google's API.
  public var dateTimeRenderOption: DateTimeRenderOption

  /// Creates the request from its parameters.
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

  /// The request as `SheetsTransport.send` takes it.
  public var request: SheetsRequest { .valuesBatchGet(self) }

  /// The reply to a batch of reads.
  public struct Reply: Sendable, Hashable {
    /// The id of the spreadsheet that the reply belongs to.
    public var spreadsheetID: SpreadsheetID
    /// The values of each requested range, in the same order.
    public var valueRanges: [ValueRange]

    /// Creates a reply, as a backend returns it.
    public init(spreadsheetID: SpreadsheetID, valueRanges: [ValueRange]) {
      self.spreadsheetID = spreadsheetID
      self.valueRanges = valueRanges
    }
  }

  /// The values of the requested ranges.
  public static func reply(from reply: SheetsReply) -> Reply? {
    if case .valuesBatchGet(let typed) = reply { typed } else { nil }
  }
}

// The spreadsheets of an account: created by a call or without one, shared, removed.

import SheetsAPI

extension Account {
  /// Creates a spreadsheet with an id of its own and returns its number.
  ///
  /// - Throws: 400 if the sheets exceed the limits of a workbook.
  mutating func create(
    title: String, sheets: [SheetProperties], owner: Identity, at now: Int64
  ) throws(ErrorEnvelope) -> Int {
    let number = try add(id: newFileID(), title: title, sheets: sheets, at: now)
    files[number]?.permit(Permission(owner, .owner))
    return number
  }

  /// Adds a spreadsheet without roles and returns its number; the id must be new.
  ///
  /// - Throws: 400 if the sheets exceed the limits of a workbook.
  mutating func add(
    id: SpreadsheetID, title: String, sheets: [SheetProperties], at now: Int64
  ) throws(ErrorEnvelope) -> Int {
    precondition(fileIDs.existingNumber(of: id.rawValue) == nil, "a spreadsheet with the id \(id) already exists")
    var workbook = try Workbook(id: id, title: title, sheets: sheets, ids: SplitMix64(seed: ids.next()))
    workbook.ids.presetIDs = presetIDs
    files.append(File(workbook, at: now))
    return fileIDs.number(of: id.rawValue)
  }

  /// The number of an existing spreadsheet.
  func number(of id: SpreadsheetID) -> Int? {
    fileIDs.dictionary[id.rawValue].flatMap { files[$0] == nil ? nil : $0 }
  }

  /// An id like the recorded ones: 44 URL-safe characters, starting with 1.
  private mutating func newFileID() -> SpreadsheetID {
    while !presetIDs.isEmpty {
      let id = SpreadsheetID(presetIDs.removeFirst())
      if fileIDs.existingNumber(of: id.rawValue) == nil { return id }
    }
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    while true {
      var text: [UInt8] = [UInt8(ascii: "1")]
      while text.count < 44 { text.append(alphabet[Int(ids.draw(below: 64))]) }
      let id = SpreadsheetID(String(decoding: text, as: UTF8.self))
      if fileIDs.existingNumber(of: id.rawValue) == nil { return id }
    }
  }
}

/// Numbers for names, from 0 in the order of their first use; the last one is cached.
struct NumberedNames {
  private(set) var dictionary: [String: Int] = [:]
  private var last: (name: String, number: Int)?

  /// The number of a known name; `nil` for an unknown one.
  mutating func existingNumber(of name: String) -> Int? {
    if let last, last.name == name { return last.number }
    guard let number = dictionary[name] else { return nil }
    last = (name, number)
    return number
  }

  /// The number of a name, which is assigned at its first use.
  mutating func number(of name: String) -> Int {
    if let number = existingNumber(of: name) { return number }
    let number = dictionary.count
    dictionary[name] = number
    last = (name, number)
    return number
  }
}

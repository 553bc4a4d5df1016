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
    precondition(fileIDs.existingNumber(of: id) == nil, "a spreadsheet with the id \(id) already exists")
    var workbook = try Workbook(id: id, title: title, sheets: sheets, ids: SplitMix64(seed: ids.next()))
    workbook.ids.presetIDs = presetIDs
    files.append(File(workbook, at: now))
    return fileIDs.number(of: id)
  }

  /// The number of an existing spreadsheet.
  func number(of id: SpreadsheetID) -> Int? {
    fileIDs.dictionary[id].flatMap { files[$0] == nil ? nil : $0 }
  }

  /// An id like the recorded ones: 44 URL-safe characters, starting with 1.
  private mutating func newFileID() -> SpreadsheetID {
    while !presetIDs.isEmpty {
      let id = SpreadsheetID(presetIDs.removeFirst())
      if fileIDs.existingNumber(of: id) == nil { return id }
    }
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    while true {
      var text: [UInt8] = [UInt8(ascii: "1")]
      while text.count < 44 { text.append(alphabet[Int(ids.draw(below: 64))]) }
      let id = SpreadsheetID(String(decoding: text, as: UTF8.self))
      if fileIDs.existingNumber(of: id) == nil { return id }
    }
  }
}

/// Numbers for keys, from 0 in the order of their first use; the last one is cached.
struct NumberedKeys<Key: Hashable & Sendable> {
  private(set) var dictionary: [Key: Int] = [:]
  private var last: (key: Key, number: Int)?

  /// The number of a known key; `nil` for an unknown one.
  mutating func existingNumber(of key: Key) -> Int? {
    if let last, last.key == key { return last.number }
    guard let number = dictionary[key] else { return nil }
    last = (key, number)
    return number
  }

  /// The number of a key, which is assigned at its first use.
  mutating func number(of key: Key) -> Int {
    if let number = existingNumber(of: key) { return number }
    let number = dictionary.count
    dictionary[key] = number
    last = (key, number)
    return number
  }
}

// A spreadsheet with what Drive knows about it: its times, and who may do what.

import SheetsAPI
import TextFormats

/// The role of an identity in a spreadsheet.
public enum SpreadsheetRole: String, Sendable, Hashable {
  /// May read and write; the identity that created the spreadsheet.
  case owner
  /// May read and write.
  case writer
  /// May read; writes are refused with 403.
  case reader
}

/// A spreadsheet of an account.
struct File {
  var workbook: Workbook
  /// When it was created, in nanoseconds.
  let createdAt: Int64
  /// When it was last changed, in nanoseconds.
  var modifiedAt: Int64
  private(set) var permissions: [Permission] = []
  /// The roles found so far, by the number of the identity.
  private var roles: ContiguousArray<SpreadsheetRole??> = []

  init(_ workbook: Workbook, at now: Int64) {
    self.workbook = workbook
    createdAt = now
    modifiedAt = now
  }

  var owner: String? { permissions.first { $0.role == "owner" }?.name }

  /// Whether an identity, given with its number in the account, may read, or write.
  mutating func permits(_ identity: Identity, numbered number: Int, toWrite: Bool) -> Bool {
    guard let role = role(of: identity, numbered: number) else { return false }
    return !toWrite || role != .reader
  }

  /// The role of an identity, given with its number in the account; `nil` if it has none.
  mutating func role(of identity: Identity, numbered number: Int) -> SpreadsheetRole? {
    if number < roles.count, let known = roles[number] { return known }
    let own = permissions.filter { $0.name == identity.name || $0.kind == "anyone" }.map(\.role)
    let role: SpreadsheetRole? =
      own.contains("owner") ? .owner : own.contains("writer") ? .writer : own.isEmpty ? nil : .reader
    while roles.count <= number { roles.append(.none) }
    roles[number] = .some(role)
    return role
  }

  /// Adds a permission, in place of one with the same id.
  mutating func permit(_ permission: Permission) {
    forbid(permission.id)
    permissions.append(permission)
  }

  /// Removes a permission; returns whether there was one with this id.
  @discardableResult
  mutating func forbid(_ id: String) -> Bool {
    let count = permissions.count
    permissions.removeAll { $0.id == id }
    roles.removeAll()
    return permissions.count < count
  }
}

/// Who may do what with a file, as Drive lists it.
struct Permission {
  let id: String
  /// The kind of grantee: `user`, `group`, `domain` or `anyone`.
  let kind: String
  /// The email address or domain; `nil` for anyone.
  let name: String?
  /// The role: `owner`, `writer`, `commenter` or `reader`.
  let role: String

  init(kind: String, name: String?, role: String, id: String? = nil) {
    self.id = id ?? (kind == "anyone" ? "anyoneWithLink" : Self.number(of: name ?? ""))
    self.kind = kind
    self.name = name
    self.role = role
  }

  init(_ identity: Identity, _ role: SpreadsheetRole) {
    self.init(kind: "user", name: identity.name, role: role.rawValue)
  }

  /// Twenty digits that depend on the name alone: in Google's answers an account has the same ones for every file.
  static func number(of name: String) -> String {
    let digits = String(FNV1a.hash64(name))
    return String(repeating: "0", count: 20 - digits.count) + digits
  }

  /// The resource of Drive.
  var json: JSON {
    let named = name.map { JSON.string($0) }
    return .members([
      "kind": "drive#permission", "id": .string(id), "type": .string(kind),
      "emailAddress": kind == "user" || kind == "group" ? named : nil, "domain": kind == "domain" ? named : nil,
      "role": .string(role), "displayName": named, "deleted": kind == "user" || kind == "group" ? false : nil,
      "pendingOwner": kind == "user" ? false : nil,
      "allowFileDiscovery": kind == "anyone" || kind == "domain" ? false : nil,
    ])
  }
}

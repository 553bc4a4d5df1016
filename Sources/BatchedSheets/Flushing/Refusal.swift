// What a refusal for content names, read from Google's message.

import SheetsAPI

/// The part of a call that a refusal is about.
///
/// | message | names |
/// | --- | --- |
/// | `Invalid requests[2].updateCells: No grid with id: 999` | item 2, and its sheet, which does not exist |
/// | `Invalid data[1]: Unable to parse range: Nowhere!A1` | item 1, and its sheet |
/// | `Unable to parse range: Nowhere!A1`, for reads | the range |
/// | `Your input contains more than the maximum of 50000 characters in a single cell.` | nothing |
///
/// Sources: live bodies and public reports of the messages.
package enum Refusal: Equatable {
  /// The idempotency key: it exists, or `sheetIsMissing`.
  case key(sheetIsMissing: Bool)
  /// The removal with this index among those of the batch.
  case removal(Int)
  /// These batch members, and nothing else.
  case members([Int])
  /// Everybody who touches this sheet.
  case sheet(SheetReference)
  /// Nothing.
  case unnamed

  /// The index of the removal, if it is about one.
  var removal: Int? { if case .removal(let index) = self { index } else { nil } }
  /// Whether it is about what makes the batch harmless to repeat, rather than about its content.
  var isOfKeys: Bool { if case .key = self { true } else { removal != nil } }

  /// Reads the message of a refused call, whose first items may be those of an idempotency key.
  package init(_ message: String, of call: FlushPlan.Call, key: IdempotencyKeys.Key?) {
    let sheetIsMissing =
      message.rest(after: "No grid with id") != nil || message.rest(after: "Unable to parse range") != nil
    if case .valuesBatchGet(let reads) = call.request {
      let named = reads.ranges.indices.filter {
        message.hasSuffix(": \(reads.ranges[$0])") || message.contains("(\(reads.ranges[$0]))")
      }
      let members = call.shares.filter { share in named.contains { share.ranges.contains($0) } }.map(\.member)
      self = members.isEmpty ? .unnamed : .members(members)
      return
    }
    if case .valuesAppend = call.request, sheetIsMissing, let item = call.items.first {
      self = .sheet(item.sheet)
      return
    }
    guard var index = Self.index(in: message, of: call.request) else {
      self = .unnamed
      return
    }
    if let key {
      if index == 0 {
        self = .key(sheetIsMissing: sheetIsMissing)
        return
      }
      guard index > key.removing.count else {
        self = .removal(index - 1)
        return
      }
      index -= 1 + key.removing.count
    }
    guard index < call.items.count else {
      // The items of a batch of removals alone belong to nobody.
      self = call.items.isEmpty ? .removal(index) : .unnamed
      return
    }
    self = sheetIsMissing ? .sheet(call.items[index].sheet) : .members(call.items[index].members)
  }

  /// The number of the item, in `Invalid requests[2].updateCells` or `Invalid data[1]`.
  ///
  /// The name is looked for as the call spells it, since the rest of the message may quote a caller's text.
  private static func index(in message: String, of request: SheetsRequest) -> Int? {
    let name = request.method == .valuesBatchUpdate ? "data[" : "requests["
    return message.rest(after: name).flatMap { Int($0.prefix { $0.isNumber }) }
  }
}

extension String {
  /// What follows a text; found by bytes, because the search by characters took longer than the rest of a flush's failure.
  fileprivate func rest(after text: String) -> Substring? {
    utf8.indices.first { utf8[$0...].starts(with: text.utf8) }.map {
      self[utf8.index($0, offsetBy: text.utf8.count)...]
    }
  }
}

import AllocationCounting
import Foundation
import Testing

@testable import PerformanceTesting

@Suite(.enabled(if: allocation_counting_obstacle() == nil, "allocations are not counted here"))
struct AllocationStacksTests {
  private static func stacks(_ work: () -> Void) -> AllocationStacks {
    var buffer = AllocationStackBuffer()
    buffer.begin()
    work()
    buffer.end()
    return AllocationStacks(id: "work", buffer.stacks)
  }

  @inline(never) private static func one() { free(malloc(10)) }
  @inline(never) private static func other() { free(malloc(10)) }

  @Test func `each allocation has the place that it was made at`() {
    let stacks = Self.stacks {
      for _ in 0..<3 { Self.one() }
      Self.other()
    }
    #expect(stacks.stacks.values.sorted() == [1, 3])
    #expect(stacks.stacks.keys.allSatisfy { !$0.isEmpty })
  }

  @Test func `nothing is written behind the end`() {
    var buffer = AllocationStackBuffer()
    buffer.begin()
    Self.one()
    buffer.end()
    Self.one()
    #expect(buffer.stacks.count == 1)
  }

  @Test func `lines are added to a file`() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "stacks-\(UUID()).ndjson")
    defer { try? FileManager.default.removeItem(at: file) }
    for name in ["a", "b"] { try AllocationStacks(id: name, []).add(to: file.path) }
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    #expect(lines == [#"{"id":"a","stacks":{}}"#, #"{"id":"b","stacks":{}}"#])
  }
}

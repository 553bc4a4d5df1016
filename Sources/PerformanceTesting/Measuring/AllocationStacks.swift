// Where the allocations of a call are made: what compare-builds asks for when there are more of them.

import AllocationCounting
import Foundation

/// The stacks of the allocations of one call, each with how many it made.
struct AllocationStacks: Codable, Sendable, Hashable {
  /// The variable that names the file which the stacks are added to, one measurement a line.
  static let variable = "PERFORMANCE_ALLOCATION_STACKS"
  /// How many allocations of a call are looked at.
  static let capacity = 50_000

  /// What is measured.
  let id: String
  /// Places in the program's code, the innermost first, as distances from its start in hexadecimal digits with commas
  /// between them; and how many allocations were made there.
  let stacks: [String: Int]

  /// Counts equal stacks.
  init(id: String, _ recorded: some Sequence<AllocationStack>) {
    self.id = id
    stacks = recorded.reduce(into: [:]) { counts, stack in
      let frames = withUnsafeBytes(of: stack.frames) { Array($0.bindMemory(to: UInt64.self)) }
      let places = frames.prefix { $0 != 0 }.map { String($0, radix: 16) }
      counts[places.joined(separator: ","), default: 0] += 1
    }
  }

  /// Adds a line to a file.
  ///
  /// - Throws: what keeps the file from being written.
  func add(to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let line = try encoder.encode(self) + Data("\n".utf8)
    if !FileManager.default.fileExists(atPath: path) { try Data().write(to: URL(filePath: path)) }
    let file = try FileHandle(forWritingTo: URL(filePath: path))
    defer { try? file.close() }
    try file.seekToEnd()
    try file.write(contentsOf: line)
  }
}

/// Room for the stacks of one call, on the thread that is measured.
struct AllocationStackBuffer: ~Copyable {
  private let buffer: UnsafeMutablePointer<AllocationStack>
  private var count: Int64 = 0

  init() {
    buffer = .allocate(capacity: AllocationStacks.capacity)
  }

  deinit { buffer.deallocate() }

  /// The allocations that follow on this thread are looked at.
  func begin() { allocation_stacks_begin(buffer, Int64(AllocationStacks.capacity)) }

  /// No more allocations are looked at.
  mutating func end() { count = allocation_stacks_end() }

  /// The stacks that were written.
  var stacks: UnsafeBufferPointer<AllocationStack> { UnsafeBufferPointer(start: buffer, count: Int(count)) }
}

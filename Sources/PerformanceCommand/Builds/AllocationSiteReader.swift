// From places in the code of a test program to functions, by the tools of the toolchain.

import Foundation
import PerformanceMetrics

/// What `measure` leaves of one measurement where `PERFORMANCE_ALLOCATION_STACKS` names a file: a line.
struct RecordedStacks: Decodable {
  let id: String
  /// The program in whose code the places are.
  let program: String
  /// Places with commas between them, the innermost first, as distances from the program's start in hexadecimal digits.
  let stacks: [String: Int]

  /// The measurements of a file, by their ids.
  static func measurements(_ text: String) -> [String: RecordedStacks] {
    let lines = text.split(separator: "\n").compactMap { try? JSONDecoder().decode(Self.self, from: Data($0.utf8)) }
    return Dictionary(lines.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The calls in the places, each once: a place is what a call returns to, and the call lies before.
  var addresses: [String] {
    Set(stacks.keys.flatMap { $0.split(separator: ",") }).compactMap { UInt64($0, radix: 16) }.sorted()
      .map(Self.call)
  }

  /// The allocations by the functions of what is measured, without those that measure it.
  func sites(_ functions: [String: [String]]) -> AllocationSites {
    AllocationSites(
      stacks.reduce(into: [:]) { counts, stack in
        let names = stack.key.split(separator: ",").compactMap { UInt64($0, radix: 16) }
          .flatMap { functions[Self.call($0)] ?? [] }.prefix { !Self.measures($0) }
        counts[AllocationSites.Site(Array(names)), default: 0] += stack.value
      })
  }

  private static func call(_ address: UInt64) -> String { "0x" + String(address - 1, radix: 16) }

  private static func measures(_ function: String) -> Bool {
    ["measure", "UnownedJob.", "MeasuringExecutor."].contains(where: function.hasPrefix)
  }
}

/// What `llvm-symbolizer` and `swift demangle` say, read; pure.
enum Symbols {
  /// The mangled names of each place, the innermost first: a block of lines a place, with a name in each other line.
  static func names(_ output: String, of addresses: [String]) -> [String: [String]] {
    let blocks = output.components(separatedBy: "\n\n")
    return Dictionary(
      zip(addresses, blocks).map { address, block in
        let lines = block.split(separator: "\n").map(String.init)
        return (address, stride(from: 0, to: lines.count, by: 2).map { lines[$0] }.filter { $0 != "??" })
      }, uniquingKeysWith: { first, _ in first })
  }
}

extension BuildRunner {
  /// Where calls of some measurements allocate in a build, by the ids of these; empty where the platform does not say.
  func allocationSites(_ build: PackageBuild, filter: String, of ids: [String]) throws -> [String: AllocationSites] {
    let file = cache.folder.file("runs/\(build.name)-stacks.ndjson")
    if file.exists { try file.remove() }
    _ = try run(
      build, filter: filter, "stacks",
      variables: ["PERFORMANCE_ALLOCATION_STACKS": file.url.path(percentEncoded: false)])
    guard let text = try? String(contentsOf: file.url, encoding: .utf8) else { return [:] }
    let recorded = RecordedStacks.measurements(text).filter { ids.contains($0.key) }
    let addresses = Set(recorded.values.flatMap(\.addresses)).sorted()
    guard let program = recorded.values.first?.program, !addresses.isEmpty,
      let found = output(
        ["llvm-symbolizer", "--obj=\(program)", "--no-demangle"] + addresses, "symbols-\(build.name)")
    else { return [:] }
    let mangled = Symbols.names(found, of: addresses)
    let names = Set(mangled.values.joined()).sorted()
    guard !names.isEmpty,
      let demangled = output(["swift", "demangle", "--compact", "--simplified"] + names, "names-\(build.name)")
    else { return [:] }
    let readable = Dictionary(
      zip(names, demangled.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)),
      uniquingKeysWith: { first, _ in first })
    let functions = mangled.mapValues { $0.map { readable[$0] ?? $0 } }
    return recorded.mapValues { $0.sites(functions) }
  }

  /// What a program prints; `nil` where there is none, or where it fails.
  private func output(_ words: [String], _ name: String) -> String? {
    let log = cache.folder.file("logs/\(name).log")
    guard let ending = try? launch(words, in: cache.folder.url, log: log), ending.isSuccess else { return nil }
    return try? String(contentsOf: log.url, encoding: .utf8)
  }
}

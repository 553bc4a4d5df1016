// Many inputs from one seed: how many there are, what they came to, and how to repeat one that broke a rule.

import Foundation

/// How many inputs are tried, and from where; others than everyday on request by Scripts/fuzz.
struct FuzzPlan: Sendable {
  /// As many as fit five seconds in debug on two idle cores.
  static let everydayCount = 8000
  /// When an everyday run stops on a machine that is slow or busy.
  static let everydaySeconds = 5

  let seed: UInt64
  /// The first input, from 1; a stretch of inputs is begun at its beginning.
  let first: Int
  let count: Int
  let seconds: Int?
  /// Where the report goes, for Scripts/fuzz; `nil` in an everyday run.
  let report: URL?

  /// What the environment asks for: `FUZZ_REPORT`, `FUZZ_INPUTS`, `FUZZ_SEED`, `FUZZ_FROM`.
  init(_ environment: [String: String]) {
    report = environment["FUZZ_REPORT"].map { URL(filePath: $0) }
    seed = environment["FUZZ_SEED"].flatMap(UInt64.init) ?? 1
    let number = environment["FUZZ_FROM"].flatMap(Int.init) ?? 1
    first = number - (number - 1) % FuzzSession.length
    let wanted = environment["FUZZ_INPUTS"].flatMap(Int.init)
    count = (wanted ?? Self.everydayCount) + number - first
    seconds = report == nil ? Self.everydaySeconds : nil
  }

  /// The command that repeats an input, with those before it in its stretch.
  func command(repeating input: Int) -> String {
    let first = input - (input - 1) % FuzzSession.length
    return "Scripts/fuzz --seed \(seed) --from \(first) --inputs \(input - first + 1)"
  }
}

/// What a part of the inputs came to.
struct FuzzTally: Sendable {
  /// How many inputs of each kind came to what.
  private(set) var outcomes: [String: [String: Int]] = [:]
  private(set) var findings: [FuzzFinding] = []

  var inputs: Int { outcomes.values.reduce(0) { $0 + $1.values.reduce(0, +) } }

  mutating func add(_ kind: FuzzKind, _ outcome: String) {
    outcomes[kind.rawValue, default: [:]][outcome, default: 0] += 1
  }

  mutating func add(_ finding: FuzzFinding) { findings.append(finding) }

  mutating func add(_ other: FuzzTally) {
    for (kind, counts) in other.outcomes { outcomes[kind, default: [:]].merge(counts, uniquingKeysWith: +) }
    findings += other.findings
  }

  /// Kinds of which nothing was taken, or nothing was refused; a drawn reference is always taken.
  var oneSided: [String] {
    FuzzKind.allCases.filter { kind in
      let counts = outcomes[kind.rawValue] ?? [:]
      let taken = (counts["parsed"] ?? 0) + (counts["200"] ?? 0)
      let refused = (counts["rejected"] ?? 0) + (counts["400"] ?? 0) + (counts["404"] ?? 0)
      return taken == 0 || (refused == 0 && kind != .reference)
    }.map(\.rawValue)
  }

  /// A line for each kind, with the counts of what its inputs came to.
  var table: String {
    FuzzKind.allCases.map { kind in
      let counts = outcomes[kind.rawValue] ?? [:]
      let parts = counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      let total = "\(counts.values.reduce(0, +))"
      return kind.rawValue.padding(toLength: 20, withPad: " ", startingAt: 0)
        + String(repeating: " ", count: max(0, 8 - total.count)) + "\(total)   \(parts.joined(separator: ", "))"
    }.joined(separator: "\n")
  }
}

/// A part of a plan's inputs: every so many-th stretch.
struct FuzzBlock: Sendable {
  /// As many parts as run at the same time, and more, so that all processors have work to the end.
  static let count = 8

  let plan: FuzzPlan
  let number: Int
  let end: ContinuousClock.Instant?

  /// Tries the inputs; whatever it was that ended the process, its number is in a file.
  func run() throws -> FuzzTally {
    var tally = FuzzTally()
    let mark = try UnderWay(plan.report?.appendingPathExtension("under-way-\(number)"))
    let last = plan.first + plan.count - 1
    for begin in stride(
      from: plan.first + number * FuzzSession.length, through: last, by: Self.count * FuzzSession.length)
    {
      if let end, ContinuousClock.now >= end { break }
      var session = try FuzzSession(seed: plan.seed, number: (begin - 1) / FuzzSession.length)
      for input in begin...min(last, begin + FuzzSession.length - 1) {
        try mark.write(input)
        let drawn = session.draw()
        do throws(FuzzProblem) {
          tally.add(drawn.kind, try session.judge(drawn))
        } catch {
          tally.add(drawn.kind, "broke a rule")
          tally.add(FuzzFinding(input: input, shown: drawn.shown, problem: error.sentence))
        }
      }
    }
    try mark.remove()
    return tally
  }

  /// A file with the number of the input under way; none in an everyday run.
  private struct UnderWay {
    private let url: URL?
    private let handle: FileHandle?

    init(_ url: URL?) throws {
      self.url = url
      if let url { try Data().write(to: url) }
      handle = try url.map { try FileHandle(forWritingTo: $0) }
    }

    func write(_ input: Int) throws {
      try handle?.seek(toOffset: 0)
      try handle?.write(contentsOf: Data("\(input)\n".utf8))
    }

    func remove() throws {
      if let url { try FileManager.default.removeItem(at: url) }
    }
  }
}

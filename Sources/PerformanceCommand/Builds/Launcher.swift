// How other programs are started: a value, so that tests compare builds that nobody built.

import Foundation

/// A program to run to its end, with its output in a file.
package struct Launch: Sendable {
  /// The program and its arguments.
  package let words: [String]
  /// The folder that it is run in.
  package let folder: URL
  /// All of its environment.
  package let environment: [String: String]
  /// The file that its output goes into.
  package let log: URL
}

/// How a program ended.
package enum Ending: Sendable, Hashable, CustomStringConvertible {
  /// It returned a code.
  case exit(Int32)
  /// A signal ended it.
  case signal(Int32)

  /// Whether it returned 0.
  package var isSuccess: Bool { self == .exit(0) }

  package var description: String {
    switch self {
    case .exit(let code): "exit code \(code)"
    case .signal(let number): "signal \(number)"
    }
  }
}

/// What `compare-builds` does beyond reading and writing files: it starts programs, and says how far it is.
package struct Launcher: Sendable {
  private let launch: @Sendable (Launch) throws -> Ending
  private let isTerminal: Bool
  private let write: @Sendable (String) -> Void

  /// Makes a launcher; `write` gets what is said on the way, piece by piece.
  package init(
    isTerminal: Bool, write: @escaping @Sendable (String) -> Void,
    launch: @escaping @Sendable (Launch) throws -> Ending
  ) {
    self.launch = launch
    self.isTerminal = isTerminal
    self.write = write
  }

  /// Runs a program to its end.
  ///
  /// - Throws: what keeps it from being started.
  func run(_ order: Launch) throws -> Ending { try launch(order) }

  /// Says a line that stays.
  func say(_ line: String) { write(isTerminal ? "\r\u{1B}[K\(line)\n" : "\(line)\n") }

  /// Says how far it is, on a terminal in a line that the next one replaces, elsewhere at every tenth of the way.
  func say(_ number: Int, of total: Int, _ noun: String) {
    if isTerminal {
      write("\r\u{1B}[K\(noun) \(number) of \(total)" + (number == total ? "\r\u{1B}[K" : ""))
    } else if number * 10 / total > (number - 1) * 10 / total {
      write("\(noun) \(number) of \(total)\n")
    }
  }

  /// Starts processes, and says how far it is on standard error.
  package static let processes = Launcher(
    isTerminal: isatty(STDERR_FILENO) != 0,
    write: { try? FileHandle.standardError.write(contentsOf: Data($0.utf8)) },
    launch: { order in
      try FileManager.default.createDirectory(
        at: order.log.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data().write(to: order.log)
      let output = try FileHandle(forWritingTo: order.log)
      defer { try? output.close() }
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = order.words
      process.currentDirectoryURL = order.folder
      process.environment = order.environment
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = output
      process.standardError = output
      try process.run()
      process.waitUntilExit()
      return process.terminationReason == .exit
        ? .exit(process.terminationStatus) : .signal(process.terminationStatus)
    })
}

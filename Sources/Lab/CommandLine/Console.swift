// Where answers and progress go: answers to standard output, everything else to standard error.

import Foundation
import HostMeasurement
import PerformanceMetrics
import PerformanceReporting
import Synchronization

/// The two streams of the process.
package struct Console: Sendable {
  /// Whether answers are colored: only for a terminal, and not with `NO_COLOR`.
  package let style: TextStyle

  package init(style: TextStyle) { self.style = style }

  /// The console of this process.
  package static var current: Console {
    let noColor = ProcessInfo.processInfo.environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    return Console(style: isatty(STDOUT_FILENO) == 1 && !noColor ? .colored : .plain)
  }

  /// Prints an answer as it is.
  package func answer(_ text: String) {
    FileHandle.standardOutput.write(Data(text.utf8))
  }

  /// Prints a line to standard error.
  package func note(_ line: String) { complain(line + "\n") }

  /// Prints a text to standard error as it is.
  package func complain(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }
}

/// Says on standard error how far a number of runs has come.
package final class Progress: Sendable {
  private let total: Int
  private let console: Console
  private let done = Mutex(0)

  package init(of total: Int, _ console: Console) {
    self.total = total
    self.console = console
  }

  /// Counts one run that has ended.
  package func step(_ name: String) {
    let count = done.withLock { done in
      done += 1
      return done
    }
    console.note("  \(count) of \(total): \(name)")
  }
}

/// Says on standard error every two seconds how far something has come.
package final class Ticker: Sendable {
  private let console: Console
  private let timer = HostTimer()
  private let state = Mutex((said: 0, done: 0))

  package init(_ console: Console) { self.console = console }

  /// The real time since the work began, in whole seconds.
  package var seconds: Int { Int(timer.elapsed.components.seconds) }

  /// Prints the line if the last one is two seconds old.
  package func tick(_ line: @autoclosure () -> String) {
    let now = seconds
    let isDue = state.withLock { state in
      guard now >= state.said + 2 else { return false }
      state.said = now
      return true
    }
    if isDue { console.note("  \(line()), \(now) s") }
  }

  /// Counts one of many, and prints how many there are if the last line is two seconds old.
  package func count(of total: Int, _ noun: String) {
    let done = state.withLock { state in
      state.done += 1
      return state.done
    }
    tick("\(done) of \(total) \(noun)")
  }
}

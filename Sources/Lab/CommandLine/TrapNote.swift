// Prints how to repeat a run that trapped, as a trap ends the process before it can report.

import Foundation

/// Prints, when the process traps, the command that repeats what the trapping thread was doing.
///
/// Each thread keeps its command as a C string, and a signal handler writes it: only calls that are safe in a handler.
/// The process exits with 2, as for any other broken rule.
package enum TrapNote {
  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key, nil)
    return key
  }()

  /// Begins to watch for traps.
  package static func watch() {
    _ = key
    for number in [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE] {
      signal(number) { _ in
        TrapNote.write("\ntrapped; repeat it: ")
        if let command = pthread_getspecific(TrapNote.key) {
          let bytes = command.assumingMemoryBound(to: CChar.self)
          _ = Foundation.write(STDERR_FILENO, bytes, strlen(bytes))
        }
        TrapNote.write("\n")
        _exit(2)
      }
    }
  }

  /// Sets what repeats the work that the calling thread begins.
  package static func begin(_ command: String) {
    free(pthread_getspecific(key))
    pthread_setspecific(key, strdup(command))
  }

  private static func write(_ text: StaticString) {
    _ = Foundation.write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
  }
}

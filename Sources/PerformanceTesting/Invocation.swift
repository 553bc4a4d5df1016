// Which invocation of `swift test` a process belongs to: all test targets of one make one report, whatever their processes.

import Foundation

/// The identity of an invocation of the tests.
///
/// The processes that one `swift test` starts, one for all test targets or one for each, have it as their parent: its id
/// and its start time tell it from every other, also after the id has been given away again. A process with another
/// parent, as an editor's runner, which lives through many runs, is an invocation by itself.
enum Invocation {
  /// The identity of the invocation that this process belongs to; `nil` where the system does not tell.
  static let current: String? = {
    let parent = getppid()
    return isSwiftTest(parent) ? identity(of: parent) : identity(of: getpid())
  }()

  /// Whether this process was started by `swift test`, whose arguments it has.
  static let isOfSwiftTest = isSwiftTest(getppid())

  private static func isSwiftTest(_ process: pid_t) -> Bool { facts(process)?.name == "swift-test" }

  private static func identity(of process: pid_t) -> String? {
    facts(process).map { "\(process)-\($0.start)" }
  }

  #if os(Linux)
    /// The name and the start, in ticks since the system started, from the line that the kernel has for each process.
    private static func facts(_ process: pid_t) -> (name: String, start: String)? {
      guard let line = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return nil }
      return facts(stat: line)
    }
  #elseif canImport(Darwin)
    private static func facts(_ process: pid_t) -> (name: String, start: String)? {
      var information = kinfo_proc()
      var size = MemoryLayout<kinfo_proc>.stride
      var query = [CTL_KERN, KERN_PROC, KERN_PROC_PID, process]
      guard sysctl(&query, UInt32(query.count), &information, &size, nil, 0) == 0, size > 0 else { return nil }
      let start = information.kp_proc.p_starttime
      let name = withUnsafeBytes(of: information.kp_proc.p_comm) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      return (name, "\(start.tv_sec).\(start.tv_usec)")
    }
  #endif

  /// Reads `1234 (swift-test) S 1 …`: the name stands in parentheses and may hold some, the start is the 22nd field.
  static func facts(stat line: String) -> (name: String, start: String)? {
    guard let open = line.firstIndex(of: "("), let close = line.lastIndex(of: ")"), open < close else { return nil }
    let fields = line[line.index(after: close)...].split(separator: " ")
    guard fields.count > 19 else { return nil }
    return (String(line[line.index(after: open)..<close]), String(fields[19]))
  }
}

// The memory that is in use, which says more about a leak than the memory that the process once had.

import Foundation

/// Memory of this process.
package enum HostMemory {
  /// The bytes that the process has allocated and not freed; `nil` where the allocator does not say.
  ///
  /// Unlike the resident size and its peak, it leaves out freed memory that the allocator keeps for later.
  package static var liveBytes: Int64? {
    #if canImport(Darwin)
      var statistics = malloc_statistics_t()
      malloc_zone_statistics(nil, &statistics)
      return Int64(statistics.size_in_use)
    #else
      return allocatorReport.flatMap(liveBytes(in:))
    #endif
  }

  #if !canImport(Darwin)
    /// What glibc's `malloc_info` writes; its header is not among those that Swift imports.
    private static var allocatorReport: String? {
      typealias Function = @convention(c) (CInt, UnsafeMutablePointer<FILE>) -> CInt
      guard let symbol = dlsym(nil, "malloc_info") else { return nil }
      // The stream keeps both pointers until it is closed.
      return withUnsafeTemporaryAllocation(of: UnsafeMutablePointer<CChar>?.self, capacity: 1) { text in
        withUnsafeTemporaryAllocation(of: Int.self, capacity: 1) { size in
          text.initialize(repeating: nil)
          size.initialize(repeating: 0)
          guard let stream = open_memstream(text.baseAddress, size.baseAddress) else { return nil }
          let code = unsafeBitCast(symbol, to: Function.self)(0, stream)
          fclose(stream)
          defer { free(text[0]) }
          return code == 0 ? text[0].map { String(cString: $0) } : nil
        }
      }
    }
  #endif

  /// The live bytes in a report of glibc's allocator: what it has from the system, less what is free in its arenas.
  package static func liveBytes(in report: String) -> Int64? {
    // The sums over all arenas come last.
    func size(_ element: String) -> Int64? {
      guard let start = report.range(of: "<\(element)", options: .backwards),
        let end = report.range(of: "/>", range: start.upperBound..<report.endIndex),
        let value = report.range(of: " size=\"", range: start.upperBound..<end.lowerBound)
      else { return nil }
      return Int64(report[value.upperBound...].prefix { $0 != "\"" })
    }
    guard let system = size("system type=\"current\""), let mapped = size("total type=\"mmap\""),
      let fast = size("total type=\"fast\""), let rest = size("total type=\"rest\"")
    else { return nil }
    return system + mapped - fast - rest
  }
}

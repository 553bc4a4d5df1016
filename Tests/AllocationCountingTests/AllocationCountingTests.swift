import AllocationCounting
import Foundation
import Testing

@Suite(.enabled(if: allocation_counting_obstacle() == nil, "allocations are not counted here"))
struct AllocationCountingTests {
  private static func difference(_ work: () -> Void) -> AllocationCounts {
    allocation_counts_begin_peak()
    let before = allocation_counts()
    work()
    let after = allocation_counts()
    return AllocationCounts(
      allocations: after.allocations - before.allocations,
      allocated_bytes: after.allocated_bytes - before.allocated_bytes,
      held_bytes: after.held_bytes - before.held_bytes, peak_bytes: after.peak_bytes - before.held_bytes)
  }

  @Test func `a block counts with the bytes that were asked for`() {
    var block: UnsafeMutableRawPointer?
    let counts = Self.difference { block = malloc(1_000) }
    free(block)
    #expect(counts.allocations == 1)
    #expect(counts.allocated_bytes == 1_000)
    #expect((1_000...1_040).contains(counts.held_bytes))
  }

  @Test func `what is freed is not held, and stays in the peak`() {
    let counts = Self.difference {
      free(malloc(5_000))
      free(malloc(2_000))
    }
    #expect(counts.allocations == 2)
    #expect(counts.held_bytes == 0)
    #expect((5_000..<7_000).contains(counts.peak_bytes))
  }

  @Test func `each way to get memory counts`() {
    let counts = Self.difference {
      free(calloc(10, 10))
      free(realloc(malloc(10), 100_000))
      free(aligned_alloc(64, 128))
      var block: UnsafeMutableRawPointer?
      if posix_memalign(&block, 64, 100) == 0 { free(block) }
    }
    #expect(counts.allocations == 5)
    #expect(counts.allocated_bytes == 100 + 10 + 100_000 + 128 + 100)
    #expect(counts.held_bytes == 0)
  }

  @Test func `another thread's blocks do not count here`() async {
    let counts = Self.difference {
      let thread = Thread { for _ in 0..<100 { free(malloc(10)) } }
      thread.start()
      while !thread.isFinished { sched_yield() }
    }
    #expect(counts.allocations < 100)
  }
}

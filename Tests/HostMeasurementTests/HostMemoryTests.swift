// What the allocator says about the memory in use.

import HostMeasurement
import Testing

@Suite struct `Memory in use` {
  @Test func `grows by what is allocated and shrinks when it is freed`() throws {
    let size: Int64 = 64 << 20
    let before = try #require(HostMemory.liveBytes)
    let block = UnsafeMutableRawPointer.allocate(byteCount: Int(size), alignment: 16)
    let during = HostMemory.liveBytes
    block.deallocate()
    let after = try #require(HostMemory.liveBytes)
    // Other tests allocate at the same time.
    #expect(try #require(during) - before > size / 2)
    #expect(try #require(during) - after > size / 2)
  }

  @Test func `is what glibc has from the system, less what is free`() {
    let report = """
      <malloc version="1"><heap nr="0"><sizes></sizes><total type="fast" count="9" size="9"/>
      <total type="rest" count="9" size="9"/><system type="current" size="9"/></heap>
      <total type="fast" count="1" size="10"/><total type="rest" count="2" size="200"/>
      <total type="mmap" count="1" size="5000"/><system type="current" size="1000"/><system type="max" size="2000"/></malloc>
      """
    #expect(HostMemory.liveBytes(in: report) == 5790)
    #expect(HostMemory.liveBytes(in: "") == nil)
  }
}

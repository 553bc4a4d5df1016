// The timers of a simulation in the order in which they fire: by deadline, then by the order of their creation.

/// A binary heap of timers with a total order, so that equal deadlines keep their order.
struct TimerQueue {
  struct Timer {
    let deadline: Int64
    let sequence: UInt64
    let slot: Int
  }

  private var heap: [Timer] = []

  var first: Timer? { heap.first }

  mutating func insert(_ timer: Timer) {
    heap.append(timer)
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard Self.precedes(timer, heap[parent]) else { break }
      heap[child] = heap[parent]
      child = parent
    }
    heap[child] = timer
  }

  mutating func removeFirst() -> Timer? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    guard !heap.isEmpty else { return first }
    var parent = 0
    while true {
      var child = 2 * parent + 1
      guard child < heap.count else { break }
      if child + 1 < heap.count, Self.precedes(heap[child + 1], heap[child]) { child += 1 }
      guard Self.precedes(heap[child], last) else { break }
      heap[parent] = heap[child]
      parent = child
    }
    heap[parent] = last
    return first
  }

  private static func precedes(_ left: Timer, _ right: Timer) -> Bool {
    left.deadline != right.deadline ? left.deadline < right.deadline : left.sequence < right.sequence
  }
}

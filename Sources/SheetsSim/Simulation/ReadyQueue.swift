// The jobs that can run now, first in, first out.

/// A queue over one growing buffer; jobs leave by an index, so that neither end moves memory.
struct ReadyQueue {
  private var jobs: ContiguousArray<UnownedJob> = []
  private var head = 0

  mutating func append(_ job: UnownedJob) {
    jobs.append(job)
  }

  mutating func popFirst() -> UnownedJob? {
    guard head < jobs.count else { return nil }
    let job = jobs[head]
    head += 1
    if head == jobs.count {
      jobs.removeAll(keepingCapacity: true)
      head = 0
    } else if head >= 1024, head * 2 >= jobs.count {
      jobs.removeFirst(head)
      head = 0
    }
    return job
  }
}

// The jobs that are ready to run, first in, first out.

/// A queue over one growing buffer; an index marks its front, so that removing a job moves no memory.
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

// One worker as a sequence of steps: everything it will do follows from its number and its generator.

/// The steps of one worker, one after another without end.
public struct ShopFloorWorker: Sendable {
  /// A task with the thinking before it.
  public struct Step: Sendable {
    /// How long the worker thinks first.
    public let thinking: Duration
    /// What it does then.
    public let task: ShopFloor.Task
    /// The number of the step, from 0.
    public let number: Int
  }

  /// The worker's number, from 0.
  public let number: Int
  private let floor: ShopFloor
  private let totalWeight: Int
  private var generator: SplitMix64
  private var stepNumber = 0

  /// Makes a worker; its generator is its own, so that no other worker's draws change when one is added.
  public init(number: Int, on floor: ShopFloor, generator: SplitMix64) {
    precondition(!floor.mix.isEmpty && floor.mix.allSatisfy { $0.weight >= 1 }, "a mix needs tasks with weights")
    self.number = number
    self.floor = floor
    self.generator = generator
    totalWeight = floor.mix.reduce(0) { $0 + $1.weight }
  }

  /// Draws the next step.
  public mutating func next() -> Step {
    defer { stepNumber += 1 }
    let thinking = generator.draw(in: floor.thinking)
    var ticket = Int(generator.draw(below: UInt64(totalWeight)))
    for share in floor.mix {
      if ticket < share.weight { return Step(thinking: thinking, task: share.task, number: stepNumber) }
      ticket -= share.weight
    }
    preconditionFailure("a ticket below the total weight belongs to a share")
  }
}

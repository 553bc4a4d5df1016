// One worker as a sequence of steps, which follow from its number and its generator.

/// A worker of the shop floor: an endless sequence of steps.
public struct ShopFloorWorker: Sendable {
  /// A task with the think time before it.
  public struct Step: Sendable {
    /// The think time before the task.
    public let thinking: Duration
    /// The task of the step.
    public let task: ShopFloor.Task
    /// The number of the step, from 0.
    public let number: Int
  }

  /// The number of the worker, from 0.
  public let number: Int
  private let floor: ShopFloor
  private let totalWeight: Int
  private var generator: SplitMix64
  private var stepNumber = 0

  /// Creates a worker; a separate generator keeps the draws of other workers unchanged when one is added.
  public init(number: Int, on floor: ShopFloor, generator: SplitMix64) {
    precondition(
      !floor.mix.isEmpty && floor.mix.allSatisfy { $0.weight >= 1 },
      "the mix is \(floor.mix), expected at least one task, each with a weight of at least 1")
    self.number = number
    self.floor = floor
    self.generator = generator
    totalWeight = floor.mix.reduce(0) { $0 + $1.weight }
  }

  /// Draws the next step of the worker.
  public mutating func next() -> Step {
    defer { stepNumber += 1 }
    let thinking = generator.draw(in: floor.thinking)
    var ticket = Int(generator.draw(below: UInt64(totalWeight)))
    for share in floor.mix {
      if ticket < share.weight { return Step(thinking: thinking, task: share.task, number: stepNumber) }
      ticket -= share.weight
    }
    preconditionFailure("the weights of the mix do not add up to their total")
  }
}

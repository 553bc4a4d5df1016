// The edge: what the process was given goes in, what it says and its exit code come out.

import Foundation
import PerformanceMetrics
import PerformanceReporting

let outcome = Program(
  environment: ProcessInfo.processInfo.environment, directory: FileManager.default.currentDirectoryPath,
  isTerminal: isatty(STDOUT_FILENO) != 0
).run(Array(CommandLine.arguments.dropFirst()))
do {
  try FileHandle.standardOutput.write(contentsOf: outcome.output)
  try FileHandle.standardError.write(contentsOf: Data(outcome.errors.utf8))
} catch {
  // Output that cannot be written is a failure.
  try? FileHandle.standardError.write(
    contentsOf: Data(
      "performance: found an output that cannot be written (\(error.localizedDescription)), expected a writable one; see the free space\n"
        .utf8))
  exit(ExitCode.couldNotJudge.rawValue)
}
exit(outcome.exitCode.rawValue)

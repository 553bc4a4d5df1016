// The edge: what the process was given goes in, what it says and its exit code come out.

import Foundation

let outcome = Program(
  environment: ProcessInfo.processInfo.environment, directory: FileManager.default.currentDirectoryPath,
  isTerminal: isatty(STDOUT_FILENO) != 0
).run(Array(CommandLine.arguments.dropFirst()))
FileHandle.standardOutput.write(outcome.output)
FileHandle.standardError.write(Data(outcome.errors.utf8))
exit(outcome.exitCode.rawValue)

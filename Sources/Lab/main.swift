// The product `lab`: experiments over the scenarios that the suites share, one subcommand each.

import Foundation

exit(await LabProgram().run(Array(CommandLine.arguments.dropFirst())).rawValue)

// The rules of the house that a machine can check: arrows, determinism, names that the filter selects by, file length.

import Foundation
import Testing

@Suite struct `The house is tidy` {
  /// What each target may import beside the toolchain's own modules.
  private static let arrows: [String: Set<String>] = [
    "TextFormats": [], "SheetsAPI": ["TextFormats"], "BatchedSheets": ["SheetsAPI"],
    "SheetsSim": ["SheetsAPI", "TextFormats"],
    "SheetsHTTP": ["SheetsAPI", "TextFormats", "FoundationNetworking"], "PerformanceMetrics": ["TextFormats"],
    "PerformanceReporting": ["PerformanceMetrics"], "HostMeasurement": ["PerformanceMetrics"],
    "PerformanceFiles": ["PerformanceMetrics", "TextFormats"],
    "PerformanceTesting": [
      "PerformanceMetrics", "PerformanceReporting", "PerformanceFiles", "HostMeasurement", "AllocationCounting",
    ],
    "SheetsTesting": ["PerformanceMetrics", "PerformanceTesting", "SheetsAPI", "SheetsSim"],
    "AllocationCounting": [], "CommandLineOptions": [],
    "PerformanceCommand": [
      "CommandLineOptions", "PerformanceMetrics", "PerformanceReporting", "PerformanceFiles", "TextFormats",
    ],
    "SheetsScenarios": [
      "SheetsAPI", "BatchedSheets", "SheetsSim", "PerformanceMetrics", "HostMeasurement", "TextFormats",
    ],
    "Lab": [
      "CommandLineOptions", "SheetsAPI", "BatchedSheets", "SheetsSim", "SheetsScenarios", "PerformanceMetrics",
      "PerformanceReporting", "PerformanceFiles", "HostMeasurement", "TextFormats",
    ],
  ]

  /// The targets that tests import, and which may therefore import Testing.
  private static let bridges: Set<String> = ["PerformanceTesting", "SheetsTesting"]

  private static let toolchain: Set<String> = ["Foundation", "Synchronization", "Testing"]

  @Test(arguments: arrows.keys.sorted())
  func `a target imports what its arrows allow`(target: String) throws {
    let allowed = try #require(Self.arrows[target]).union(Self.toolchain)
    for file in try Repository.swiftFiles("Sources/\(target)") {
      // An import for one platform alone is indented.
      for line in file.lines.map({ $0.drop { $0 == " " } })
      where line.hasPrefix("import ") || (line.hasPrefix("@") && line.contains(" import ")) {
        let module = try #require(line.split(separator: " ").last?.split(separator: ".").first).description
        #expect(allowed.contains(module), "\(file.path) imports \(module)")
        #expect(module != "Testing" || Self.bridges.contains(target), "\(file.path) imports Testing")
      }
    }
  }

  @Test func `one target alone knows a network`() throws {
    for file in try Repository.swiftFiles("Sources") where !file.path.hasPrefix("Sources/SheetsHTTP/") {
      for (number, code) in file.codeLines {
        #expect(!code.contains("URLSession") && !code.contains("socket("), "\(file.path):\(number) opens a socket")
      }
    }
  }

  @Test func `every target under Sources has its arrows and a test target`() throws {
    #expect(try Repository.folders("Sources") == Self.arrows.keys.sorted())
    let tests = try Repository.folders("Tests")
    for target in Self.arrows.keys { #expect(tests.contains("\(target)Tests")) }
  }

  /// What determinism forbids, by the text that gives it away.
  private static let forbidden = [
    "Date()", "ContinuousClock", "SuspendingClock", "Task.sleep", "DispatchTime", "DispatchQueue", ".random(",
    ".randomElement", ".shuffled", "SystemRandomNumberGenerator", "hashValue", "Hasher()", "Task.detached", "Task {",
    "exp(", "log(", "pow(", "sqrt(", "sin(", "UUID()",
  ]

  @Test(arguments: [
    "TextFormats", "SheetsAPI", "BatchedSheets", "SheetsSim", "PerformanceMetrics", "SheetsScenarios", "SheetsTesting",
  ])
  func `a deterministic target has no clock, no chance and no libm of its own`(target: String) throws {
    for file in try Repository.swiftFiles("Sources/\(target)") {
      for (number, code) in file.codeLines {
        for word in Self.forbidden {
          guard let place = code.range(of: word) else { continue }
          let before = place.lowerBound == code.startIndex ? " " : code[code.index(before: place.lowerBound)]
          // A method or a function whose name only ends alike is another one.
          if word.hasPrefix(".") || !(before.isLetter || before == ".") {
            Issue.record("\(file.path):\(number) uses \(word)")
          }
        }
      }
    }
  }

  @Test func `only the suites under the root are selected by its filter`() throws {
    for file in try Repository.swiftFiles("Tests") {
      #expect(!file.path.contains("performance"), "the filter would select all of \(file.path)")
      guard !file.path.hasPrefix("Tests/PerformanceTests/") else { continue }
      for (number, code) in file.codeLines {
        for name in code.matches(of: /(?:func|struct|enum|class) (`[^`]+`|\w+)/) {
          #expect(!name.1.contains("performance"), "\(file.path):\(number) would be selected")
        }
      }
    }
  }

  @Test func `a source file reads in one sitting`() throws {
    for file in try Repository.swiftFiles("Sources") {
      #expect(file.lines.count <= 300, "\(file.path) has \(file.lines.count) lines: what second concept moved in?")
    }
  }
}

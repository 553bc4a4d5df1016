// What the pages written by hand must keep: examples that are compiled, names and links that lead somewhere, short, plain.

import Foundation
import Testing

@Suite struct `The documentation` {
  /// The pages that a command writes.
  private static let generated: Set<String> = ["performance-report.md", "simulator-fidelity.md", "latency-profiles.md"]

  private static let guides = ((try? Repository.files("docs")) ?? [])
    .filter { $0.hasSuffix(".md") && !generated.contains($0) }.map { "docs/\($0)" }

  private static let pages = ["README.md", "CONTRIBUTING.md"] + guides

  /// Every source file without its white space; read once for all pages.
  private static let sources = ["Tests", "Sources", "Examples"].flatMap { (try? Repository.swiftFiles($0)) ?? [] }
    .map { squeezed($0.text) }

  private static let products: [String] = {
    let package = (try? Repository.text("Package.swift")) ?? ""
    return package.matches(of: /\.library\(name: "(\w+)"/).map { String($0.1) }
  }()

  @Test(arguments: pages)
  func `a Swift example is code that is compiled`(page: String) throws {
    for example in try Repository.codeBlocks("swift", in: page) {
      let squeezed = Self.squeezed(example)
      #expect(Self.sources.contains { $0.contains(squeezed) }, "\(page): not in any source file:\n\(example)")
    }
  }

  /// The library products that tests import, each of whose examples is tried by the compiler.
  @Test(arguments: ["PerformanceTesting", "SheetsTesting"])
  func `an example of the reference is code that is compiled`(target: String) throws {
    let code = try ["Tests", "Sources", "Examples"].flatMap { try Repository.swiftFiles($0) }.map { file in
      Self.squeezed(file.lines.filter { !$0.drop { $0 == " " }.hasPrefix("///") }.joined(separator: "\n"))
    }
    let comments = try Repository.swiftFiles("Sources/\(target)").flatMap { file in
      Repository.codeBlocks(
        "swift", of: file.lines.map { $0.replacing(/^ *\/\/\/ ?/, with: "") }.joined(separator: "\n"))
    }
    let page = try Repository.codeBlocks("swift", in: "Sources/\(target)/\(target).docc/\(target).md")
    #expect(!comments.isEmpty)
    for example in comments + page {
      let squeezed = Self.squeezed(example)
      #expect(code.contains { $0.contains(squeezed) }, "\(target): not in any source file:\n\(example)")
    }
  }

  @Test(arguments: pages)
  func `a script or file that a page names exists`(page: String) throws {
    let text = try Repository.text(page)
    for name in text.matches(of: /`((?:Scripts|Sources|Tests|Baselines|Examples|docs)\/[A-Za-z0-9_\/.-]+)/) {
      #expect(Repository.exists(String(name.1)), "\(page) names \(name.1), which does not exist")
    }
  }

  @Test(arguments: pages)
  func `a link leads to a file, and to a heading of it`(page: String) throws {
    let folder = page.hasPrefix("docs/") ? "docs/" : ""
    for link in try Repository.text(page).matches(of: /\]\(([^)#:]*)(?:#([^)]+))?\)/) {
      let target = link.1.isEmpty ? page : (folder + link.1).replacing("docs/../", with: "")
      guard Repository.exists(target) else {
        Issue.record("\(page) links to \(target), which does not exist")
        continue
      }
      guard let anchor = link.2 else { continue }
      let headings = try Repository.text(target).matches(of: /(?m)^#+ (.+)$/).map { Self.anchor(of: String($0.1)) }
      #expect(headings.contains(String(anchor)), "\(page) links to #\(anchor) of \(target), which has \(headings)")
    }
  }

  @Test func `the README leads to every guide`() throws {
    let text = try Repository.text("README.md")
    for guide in Self.guides { #expect(text.contains("(\(guide))"), "README.md does not link \(guide)") }
    #expect(!Self.guides.isEmpty)
  }

  @Test(arguments: ["README.md", "CONTRIBUTING.md"])
  func `an entrance reads in one sitting`(page: String) throws {
    let lines = try Repository.text(page).components(separatedBy: "\n").count - 1
    #expect(lines <= 150, "\(page) has \(lines) lines: what belongs into a guide?")
  }

  /// Words that had to be explained twice, each with the word to use.
  private static let retired: [(found: String, use: String)] = [
    ("passenger", "batch member"), ("traveller", "batch member"), ("residue", "partial outcome"),
    ("guard book", "idempotency keys"), ("acquaintance", "warm-up"), ("surroundings", "conditions"),
    ("sabotage", "injected regression"), ("foresee", "preset IDs"), ("REST face", "REST interface"),
    ("promise", "requirement, or guarantee"), ("accepted", "the baseline's, or updated"), ("anew", "again"),
  ]

  @Test(arguments: pages)
  func `a page uses the words of the field`(page: String) throws {
    let prose = try Repository.text(page).components(separatedBy: "```").enumerated()
      .filter { $0.offset.isMultiple(of: 2) }.map(\.element).joined().lowercased()
    for word in Self.retired {
      #expect(!prose.contains(word.found.lowercased()), "\(page) says \(word.found); use \(word.use)")
    }
  }

  @Test(arguments: products)
  func `a library product has a page, and is built by the package index`(product: String) throws {
    let page = try Repository.text("Sources/\(product)/\(product).docc/\(product).md")
    #expect(page.hasPrefix("# ``\(product)``\n"))
    #expect(try Repository.text(".spi.yml").contains("- \(product)\n"))
  }

  /// Code without the white space that an example in a page has otherwise than a file.
  private static func squeezed(_ code: String) -> String {
    String(decoding: Array(code.utf8.split { $0 == 0x20 || $0 == 0x0A }.joined(separator: [0x20])), as: UTF8.self)
  }

  /// The anchor that GitHub gives a heading.
  private static func anchor(of heading: String) -> String {
    String(
      heading.lowercased().compactMap { character -> Character? in
        if character == " " || character == "-" { return "-" }
        return character.isLetter || character.isNumber || character == "_" ? character : nil
      })
  }
}

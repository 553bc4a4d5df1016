// The files of this repository, as the tests read them.

import Foundation

enum Repository {
  struct File {
    /// The path from the repository's root.
    let path: String
    let text: String
    var lines: [String] { text.components(separatedBy: "\n") }

    /// The lines that are code, with their numbers: no comment, and nothing between quotation marks.
    var codeLines: [(number: Int, code: String)] {
      var isInText = false
      return lines.enumerated().compactMap { index, line in
        if line.utf8.contains(UInt8(ascii: "\"")), line.contains("\"\"\"") {
          isInText = line.components(separatedBy: "\"\"\"").count == 2 ? !isInText : isInText
          return nil
        }
        let isComment = line.drop { $0 == " " }.hasPrefix("//")
        if isInText || isComment { return nil }
        return (index + 1, line.utf8.contains(UInt8(ascii: "\"")) ? line.replacing(/"[^"]*"/, with: "\"\"") : line)
      }
    }
  }

  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: root.appending(path: path)), as: UTF8.self)
  }

  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appending(path: path).path)
  }

  /// The names of the folders in a folder, sorted.
  static func folders(_ path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.appending(path: path).path)
      .filter { name in
        var isFolder: ObjCBool = false
        let folder = root.appending(path: path).appending(path: name).path
        return FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder) && isFolder.boolValue
      }
      .sorted()
  }

  /// The names of what is in a folder, sorted.
  static func files(_ path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.appending(path: path).path).sorted()
  }

  /// The Swift files below a folder, sorted by path; build folders are left out.
  static func swiftFiles(_ folder: String) throws -> [File] {
    try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path)
      .filter { $0.hasSuffix(".swift") && !$0.contains(".build") }
      .sorted()
      .map { File(path: "\(folder)/\($0)", text: try text("\(folder)/\($0)")) }
  }

  /// The fenced code blocks of a language in a document.
  static func codeBlocks(_ language: String, in document: String) throws -> [String] {
    codeBlocks(language, of: try text(document))
  }

  /// The fenced code blocks of a language in a text.
  static func codeBlocks(_ language: String, of text: String) -> [String] {
    text.components(separatedBy: "```\(language)\n").dropFirst().map { $0.components(separatedBy: "\n```")[0] }
  }
}

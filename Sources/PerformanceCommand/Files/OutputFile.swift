// What may take the place of a file: only what this command wrote there before. Nothing of anybody else is lost.

import Foundation
import PerformanceMetrics
import PerformanceReporting

extension NamedFile {
  /// What is at the path; `nil` where a new file loses nothing.
  ///
  /// - Throws: `InputError` for a folder, for a device, and for a path that leads through a file or nowhere.
  func replaceable(_ expected: String) throws(InputError) -> Data? {
    func problem(_ found: String, _ remedy: String = "name another file") -> InputError {
      InputError(file: name, found: found, expected: expected, remedy: remedy)
    }
    let path = url.path(percentEncoded: false)
    var status = stat()
    guard stat(path, &status) == 0 else {
      switch errno {
      case ENOENT:
        if lstat(path, &status) == 0 {
          throw problem("a link that leads nowhere", "remove the link, or name another file")
        }
        return nil
      case ENOTDIR: throw problem("a path that leads through a file")
      default: throw problem("a path that cannot be read (\(String(cString: strerror(errno))))", "see its permissions")
      }
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw problem("a folder", "name a file in it")
    default: throw problem("a device or a pipe", "name a file; without --output the text goes to standard output")
    }
    guard let data = try? Data(contentsOf: url) else {
      throw problem("a file that cannot be read", "see its permissions")
    }
    // An empty file holds nothing that could be lost.
    return data.isEmpty ? nil : data
  }

  /// Replaces the file, unless it holds what somebody else wrote.
  ///
  /// - Throws: `InputError` for other content, a folder, and a path that cannot be written; nothing is changed then.
  func replaceOwn(with data: Data, kind: String, isOwn: (Data) -> Bool) throws(InputError) {
    let expected = "a new file, or \(kind) to replace"
    if let found = try replaceable(expected), found != data, !isOwn(found) {
      throw InputError(
        file: name, found: "a file with other content", expected: expected,
        remedy: "name another file, or remove this one: \(SuggestedCommands.remove([name]))")
    }
    try replace(with: data, expected: expected)
  }
}

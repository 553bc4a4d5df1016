// Which code a report is of: a digest of the sources by their content, with git or without.

import Foundation
import TextFormats

/// The digest of what a package's tests are built from.
///
/// Of the manifests, `Sources` and `Tests` (and the other folders that the package manager looks into) the paths and the
/// contents count, in the order of the paths. Dates don't, nor does what a measurement writes: baselines, documents, builds.
/// FNV-1a with 64 bits: it tells a changed source from an unchanged one, and does not withstand someone who forges.
package enum SourceDigest {
  /// The folders in which the package manager finds targets by itself.
  private static let folders = ["Plugins", "Source", "Sources", "Tests", "src", "srcs"]

  /// The digest of the package in a folder, as 16 hexadecimal digits; `nil` where there is no manifest.
  package static func of(_ root: URL) -> String? {
    let manager = FileManager.default
    let names = (try? manager.contentsOfDirectory(atPath: root.path(percentEncoded: false))) ?? []
    let manifests = names.filter { $0.hasPrefix("Package") && $0.hasSuffix(".swift") }
    guard manifests.contains("Package.swift") else { return nil }
    let paths = manifests + names.filter(folders.contains).flatMap { Self.files(in: $0, of: root) }
    var hash = FNV1a.seed64
    for name in paths.sorted() {
      let path = root.appending(path: name).path(percentEncoded: false)
      // A file that cannot be read differs from every content.
      let data = manager.contents(atPath: path)
      hash = FNV1a.hash64("\(name)\n\(data?.count ?? -1)\n".utf8, after: hash)
      data?.withUnsafeBytes { hash = FNV1a.hash64($0, after: hash) }
    }
    return FNV1a.hexadecimal(hash)
  }

  /// The files below a folder, without hidden ones, which editors and systems leave.
  private static func files(in folder: String, of root: URL) -> [String] {
    let path = root.appending(path: folder).path(percentEncoded: false)
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
    return names.filter { name in
      var isFolder: ObjCBool = false
      return !name.split(separator: "/").contains { $0.hasPrefix(".") }
        && FileManager.default.fileExists(atPath: "\(path)/\(name)", isDirectory: &isFolder) && !isFolder.boolValue
    }.map { "\(folder)/\($0)" }
  }
}

// `performance export` and `performance comment`: a comparison in the form that others read, into a file or out.

import Foundation
import PerformanceMetrics
import PerformanceReporting

/// A comparison as it was asked for, and where it goes.
package struct ExportRequest: Hashable {
  /// What is written.
  package enum Form: Hashable {
    /// The format of another tool.
    case export(ExportFormat)
    /// The body of a pull request's comment, with the change's title and the address of the run.
    case comment(title: String?, link: String?)
  }

  package var form: Form
  package var files = NamedFiles()
  package var reference: String?
  /// The file that is written; `nil` or `-` for standard output.
  package var output: String?

  package init(_ form: Form) { self.form = form }
}

struct Exporting {
  let request: ExportRequest
  let locations: Locations
  let environment: [String: String]

  /// Writes the form, and exits as a comparison does.
  ///
  /// A comment says itself that nothing could be judged: it is needed most of all then.
  func outcome() throws -> Outcome {
    var compare = CompareRequest()
    compare.files = request.files
    compare.reference = request.reference
    var outcome = Outcome()
    let data: Data
    switch request.form {
    case .export(let format):
      let judged = try Judging(compare, locations, environment: environment)
      let export = format.export(judged.comparison)
      data = try export.data()
      outcome.errors = export.omissions.map { "\(format.rawValue): \($0)\n" }.joined()
      outcome.exitCode = judged.comparison.exitCode
    case .comment(let title, let link):
      let comment = PullRequestComment(title: title, link: link)
      do {
        let judged = try Judging(compare, locations, environment: environment)
        data = Data(comment.body(judged.comparison).utf8)
        outcome.exitCode = judged.comparison.exitCode
      } catch {
        data = Data(comment.body(problem: "\(error)").utf8)
        outcome.errors = "\(error)\n"
        outcome.exitCode = .couldNotJudge
      }
    }
    guard let output = request.output, output != "-" else {
      outcome.output = data
      return outcome
    }
    let file = locations.file(named: output)
    try file.replace(with: data, expected: "room for it")
    outcome.errors += "\(file.name): written\n"
    return outcome
  }
}

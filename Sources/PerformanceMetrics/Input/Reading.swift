// From bytes to a report or a baseline, or to an error that names the file and the place.

import Foundation
import TextFormats

extension PerformanceReport {
  /// Reads the bytes of a metrics file; `file` is its name for messages.
  ///
  /// A report without metrics is not an error here: it is a run that measured nothing.
  ///
  /// - Throws: ``InputError`` for bytes that are not a report: cut short, not UTF-8, of another schema, with an id twice,
  ///   or with a number out of range.
  package init(json: Data, file: String) throws(InputError) {
    self = try InputFile(name: file, kind: "a performance report", remedy: InputFile.runAgain)
      .read(Self.self, schema: Self.schema, from: json) { try $0.decode(ReportOfSchemaOne.self, from: json).migrated() }
  }

  /// Whether bytes are a performance report of any schema, so that a new report may take their place.
  package static func isReport(_ json: Data) -> Bool {
    guard let document = try? JSONDocument(parsing: json) else { return false }
    return ["schema", "run", "requirements", "metrics"].allSatisfy { document.root[$0] != nil }
  }
}

extension Baseline {
  /// Reads the bytes of a baseline; `file` is its name for messages.
  ///
  /// - Throws: ``InputError`` as ``PerformanceReport/init(json:file:)`` does, and for a metric that is not simulated.
  package init(json: Data, file: String) throws(InputError) {
    self = try InputFile(name: file, kind: "a baseline", remedy: InputFile.restore)
      .read(Self.self, schema: Self.schema, from: json) {
        try $0.decode(BaselineOfSchemaOne.self, from: json).migrated()
      }
  }
}

/// A file being read: its name, what it should hold, and what to do when it does not.
private struct InputFile {
  static let runAgain = "write it again with: swift test --filter performance"
  static let restore = "restore it from version control, or remove it and update the baseline from a run"

  /// What to do about a baseline that git could not merge; the update reads both sides.
  static let measureMerged =
    "merge the code, then keep what it measures and the reasons of both sides: "
    + "swift test --filter performance, then swift run performance update --reason \"…\""

  let name: String
  let kind: String
  let remedy: String
  /// What to do when git left a conflict.
  var merge: String { self.remedy == Self.restore ? Self.measureMerged : remedy }

  /// Reads a file of the present schema, or of schema 1, which `migrate` turns into a value of the present one.
  func read<Value: Decodable>(
    _ type: Value.Type, schema: Int, from json: Data, migrate: (JSONDecoder) throws -> Value
  ) throws(InputError) -> Value {
    if json.isEmpty { throw error("", found: "an empty file", expected: kind) }
    let document: JSONDocument
    do {
      document = try JSONDocument(parsing: json)
    } catch {
      if let conflict = MergeConflict(json) {
        throw InputError(
          file: name, place: "line \(conflict.line)", found: "a merge conflict", expected: kind, remedy: merge)
      }
      throw self.error("line \(error.line), column \(error.column)", found: error.found, expected: error.expected)
    }
    let found = try self.schema(of: document, atMost: schema)
    do {
      return found == schema ? try JSONDecoder().decode(Value.self, from: json) : try migrate(JSONDecoder())
    } catch let error as InvalidField {
      throw self.error(error.path, found: error.found, expected: error.expected)
    } catch let error as ReportError {
      throw self.error("", duplicate: error)
    } catch let error as DecodingError {
      throw self.error(error, in: document)
    } catch {
      throw self.error("", found: "\(error)", expected: kind)
    }
  }

  /// The version of the format, which must be the present one or the one before it.
  private func schema(of document: JSONDocument, atMost schema: Int) throws(InputError) -> Int {
    guard case .object = document.root else { throw error("", found: document.root.found, expected: kind) }
    let found = document.found(at: [JSONKey.name("schema")]) ?? "nothing"
    guard let number = document.root["schema"]?.wholeNumber else {
      throw error("schema", found: found, expected: "\(schema)")
    }
    guard number == schema || number == schema - 1 else {
      throw InputError(
        file: name, place: "schema", found: found, expected: "\(schema), the one that this version reads",
        remedy: number > schema ? "update sheets-performance to read it, or \(remedy)" : remedy)
    }
    return Int(number)
  }

  private func error(_ place: String, found: String, expected: String) -> InputError {
    InputError(file: name, place: place, found: found, expected: expected, remedy: remedy)
  }

  private func error(_ place: String, duplicate: ReportError) -> InputError {
    switch duplicate {
    case .duplicateMetric(let id), .measuredTwice(let id, _):
      error("metrics", found: "the id \(id) twice", expected: "each id once")
    case .duplicateSeries(let id): error("series", found: "the id \(id) twice", expected: "each id once")
    case .duplicateRequirement(let id, let metric):
      error("requirements", found: "\(id) over \(metric) twice", expected: "each pair once")
    case .invalidMetric(let id, let field, let found, let expected):
      error("metric \(id), \(field)", found: found, expected: expected)
    }
  }

  /// Says in the file's own words what Foundation could not decode; the wording of Foundation differs by platform.
  private func error(_ decoding: DecodingError, in document: JSONDocument) -> InputError {
    switch decoding {
    case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
      return error(
        context.codingPath.jsonPath, found: document.found(at: context.codingPath) ?? "nothing",
        expected: expectation(of: type))
    case .keyNotFound(let key, let context):
      return error((context.codingPath + [key]).jsonPath, found: "nothing", expected: "the field \(key.stringValue)")
    case .dataCorrupted(let context):
      if let found = document.found(at: context.codingPath), !context.codingPath.isEmpty {
        return error(context.codingPath.jsonPath, found: found, expected: "one of the values that the field can have")
      }
      // Foundation does not say which number did not fit.
      let path = document.firstNonInteger
      return error(
        path?.jsonPath ?? "", found: path.flatMap(document.found) ?? context.debugDescription,
        expected: "a whole number of 64 bits")
    @unknown default:
      return error("", found: "\(decoding)", expected: kind)
    }
  }

  private func expectation(of type: any Any.Type) -> String {
    switch type {
    case is any BinaryInteger.Type: "a whole number"
    case is String.Type: "a text"
    case is Bool.Type: "true or false"
    case is [String: Any].Type: "an object"
    case is [Any].Type: "an array"
    default: "\(type)"
    }
  }
}

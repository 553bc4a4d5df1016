// The files that a package begins with. The actions and the image are those of this repository's own workflows, to the
// letter; a test compares them.

/// The files that `init` writes.
struct InitialFiles {
  /// The folder of the package in its git repository, `Packages/Parser/`; empty where it is the repository.
  let folder: String

  /// Each file by its path from the package's folder.
  var files: [(path: String, text: String)] {
    [(workflowPath, workflow), ("Baselines/README.md", Self.baselines)]
  }

  /// The workflow at the top of the repository, by its path from the package's folder.
  var workflowPath: String {
    String(repeating: "../", count: folder.count { $0 == "/" }) + ".github/workflows/performance.yml"
  }

  /// What git must not keep: builds and reports.
  static let ignored = ".build/"

  /// What to add to a `.gitignore`; `nil` when it ignores builds already.
  static func addition(toIgnored present: String) -> String? {
    let lines = present.split(whereSeparator: \.isNewline)
    if lines.contains(where: { $0.wholeMatch(of: /(?:\*\*)?\/?\.build\*?\/?\s*/) != nil }) { return nil }
    return (present.isEmpty || present.hasSuffix("\n") ? "" : "\n") + "\(ignored)\n"
  }

  private static let baselines = """
    # Baselines

    `simulated.json` is what a change is compared with: the numbers and requirements of a run, and the reasons why a
    number was allowed to get worse. Make it from the last run, and commit it with the change that it belongs to:

    ```
    swift test -c release --filter performance
    swift run performance update
    ```

    What code costs a machine is not in it: `swift run performance compare-builds REF` compares that with another commit.

    """

  private var workflow: String {
    let place = folder.isEmpty ? "" : "\ndefaults:\n  run:\n    working-directory: \(folder.dropLast())\n"
    return """
      # Judges every pull request: what the suites measure by the base branch's baseline, and what the code costs by the
      # base branch's build on the same machine. `performance init` wrote this file; it is yours to change.
      ---
      name: Performance

      "on":
        push:
          branches: [main, master]
        pull_request:
        workflow_dispatch:

      permissions: {}

      concurrency:
        group: performance-${{ github.event.pull_request.number || github.ref }}
        cancel-in-progress: ${{ github.event_name == 'pull_request' }}

      env:
        # In a container the workspace belongs to another user, and git must read it all the same.
        GIT_CONFIG_COUNT: "1"
        GIT_CONFIG_KEY_0: safe.directory
        GIT_CONFIG_VALUE_0: "*"
        # Empty on a push: the baseline of the commit itself judges then.
        BASE: ${{ github.base_ref && format('origin/{0}', github.base_ref) }}
      \(place)
      jobs:
        gate:
          name: Gate
          runs-on: ubuntu-24.04
          container: swift:6.3.3-noble@sha256:56ef1be2c1ca36f4c52440357dc1fcdfdb5e113587134fcadeef57c225c71b54
          timeout-minutes: 30
          permissions:
            contents: read  # to check out
          steps:
            - name: Check out with the base branch
              uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd  # v6.0.2
              with:
                fetch-depth: 0
                persist-credentials: false
            - name: Restore the build
              uses: actions/cache@cdf6c1fa76f9f475f3d7449005a359c84ca0f306  # v5.0.3
              with:
                path: \(folder).build
                key: performance-6.3.3-${{ hashFiles('\(folder)Package.swift') }}-${{ github.sha }}
                restore-keys: performance-6.3.3-${{ hashFiles('\(folder)Package.swift') }}-
            # A release build, as requirements on allocations are judged there alone.
            - name: Run the suites
              run: swift test -c release --filter performance
            - name: Judge
              if: ${{ !cancelled() }}
              run: swift run -c release performance compare ${BASE:+--baseline-ref "$BASE"}
            - name: Write the report
              if: ${{ !cancelled() }}
              run: swift run -c release performance report ${BASE:+--baseline-ref "$BASE"}
            # The exit code is the gate's, which the step above has given.
            - name: Write the summary
              if: ${{ !cancelled() }}
              run: swift run -c release performance comment ${BASE:+--baseline-ref "$BASE"} >>"$GITHUB_STEP_SUMMARY" || true
            - name: Keep report, page and metrics
              if: ${{ !cancelled() }}
              uses: actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f  # v7.0.0
              with:
                name: performance
                path: \(folder).build/performance/
                include-hidden-files: true  # .build is hidden, and what is in it is not
                if-no-files-found: warn

        builds:
          name: Costs against the base branch
          if: ${{ github.event_name == 'pull_request' }}
          runs-on: ubuntu-24.04
          container: swift:6.3.3-noble@sha256:56ef1be2c1ca36f4c52440357dc1fcdfdb5e113587134fcadeef57c225c71b54
          timeout-minutes: 45
          permissions:
            contents: read  # to check out
          steps:
            - name: Check out with the base branch
              uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd  # v6.0.2
              with:
                fetch-depth: 0
                persist-credentials: false
            - name: Compare the builds
              run: swift run -c release performance compare-builds "$BASE"

      """
  }
}

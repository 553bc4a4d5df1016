// What `performance help` prints.

package enum HelpText {
  package static let text = """
    performance: compares a run of the suite with the accepted numbers

    Usage
      performance compare [--run FILE] [--baseline FILE] [--baseline-ref REF] [--partial]
                          [--fail-on regression|drift] [--tag TAGS] [--metric PATTERNS]
                          [--format table|markdown|json] [--color auto|always|never]
          Gives every metric and every requirement a verdict. With --partial, what the run did not
          measure is shown and passes. With --fail-on drift, any change of a value fails, for the
          better too. --tag quota,!load and --metric 'load/*,calls/*' compare a part. With
          --baseline-ref, the baseline is the one that the git reference holds, and what the working
          copy edits in it is listed; an edit that lets through more and has no reason fails.
      performance accept [--run FILE] [--baseline FILE] [--partial] [--remove PATTERNS]
                         [--reason TEXT] [--color auto|always|never]
          Shows the comparison, then makes the run the baseline. Worse values, looser tolerances and
          targets, and what is removed need a --reason, which the baseline keeps. Refuses a run that
          lacks metrics of the present baseline (with --partial, what it lacks stays as it is), or
          whose requirements are not all met. --remove drops metrics that are gone for good.
      performance merge FILE FILE … [--output FILE] [--baseline FILE] [--partial]
          Joins partial runs of one commit, seed and configuration into one. A conflict, a mixture or
          a gap is refused by name; with --partial, a gap is a warning.
      performance history add [--run FILE] [--history FILE]
          Appends the run to the history: one line, one a commit.
      performance trend [--history FILE] [--baseline FILE] [--last N] [--tag TAGS]
                        [--metric PATTERNS] [--format table|json] [--color auto|always|never]
          Shows how the metrics moved over the last runs (50), at which commits, what is left of their
          tolerances and promises, and when that is used up at the present drift.
      performance report [--run FILE] [--baseline FILE] [--baseline-ref REF] [--partial]
                         [--history FILE] [--envelope FILE] [--output FOLDER]
      performance report --accepted [--check] [--baseline FILE] [--history FILE]
                         [--envelope FILE] [--output FOLDER]
          Writes what people look at: the report as Markdown and as one page, its charts, the badge;
          of a run beside its file, of what was accepted to docs. With --check nothing is
          written: exit code 2 names each file that is not what Baselines/ says.
      performance worlds FILE FILE … [--color auto|always|never]
          Shows the requirements of runs that were made under different worlds side by side.
      performance calibrate FILE [--output FILE] [--color auto|always|never]
          Makes a latency profile of one's own measured calls: CSV with the header method,milliseconds
          and a line a call, as in values.get,312.5; at least 100 calls of each method. Without
          --output it goes to standard output. PERFORMANCE_LATENCY names it to the suites.
      performance show [--run FILE] [--basis simulated|host] [--format table|json]
                       [--color auto|always|never]
          Shows a run. With --basis and --format json: only what was measured on that basis; the
          simulated part is equal to the byte for equal code and seed.
      performance export --format junit|github-action-benchmark|bencher|csv
                         [--run FILE] [--baseline FILE] [--baseline-ref REF] [--output FILE]
          Writes the comparison for other tools, to standard output or into a file, and exits as a
          comparison does. What a format cannot hold is said on standard error.
      performance comment [--run FILE] [--baseline FILE] [--baseline-ref REF] [--title TEXT]
                          [--run-url URL] [--output FILE]
          Writes the body of a pull request's comment: the verdict first, what changed, the worst
          first, and how the change edits its own baseline. Where nothing could be judged, it says so.
      performance help

    Files
      run       --run or --output, else $PERFORMANCE_OUTPUT,
                else .build/performance/performance-report.json
      baseline  --baseline, else Baselines/simulated.json
      history   --history, else Baselines/history.ndjson
      envelope  --envelope, else Baselines/load-sweep.json where there is one
      Files on the command line are relative to the working directory. The others are relative to
      $PERFORMANCE_ROOT, else to the nearest directory upwards that holds Package.swift.

    Exit codes, the first that applies
      1  could not judge: bad arguments, or a file that is missing or not valid
      2  a metric regressed, a requirement is not met, or a tolerance or target was changed
      3  metrics or requirements are missing or incomparable, or nothing was measured
      0  nothing is worse

    """
}

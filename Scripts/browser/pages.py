"""Pages to test, all from the last run: as it is, made to fail, with hostile names, a part of it, nothing, the first."""

import json
import pathlib
import subprocess

HOSTILE = [
    "<img src=x onerror=window.hostile=1>", "</script><script>window.hostile=1</script>", "</style></title></svg><b>bold</b>",
    "\"><svg onload=window.hostile=1>", "'onmouseover='window.hostile=1", "${{ secrets.GITHUB_TOKEN }}", "a\nb\r\tc",
    "\u202eesrever\u202c \u2066x", "`code` | **bold** [link](javascript:window.hostile=1)", "\u0001\u0008\ufffe end",
    "javascript:window.hostile=1", "&lt;b&gt; &amp; <!-- ]]>",
]


def hostile(report):
    """Names of metrics, rows, spans, series and scenarios that try everything."""
    for index, metric in enumerate(report["metrics"]):
        name = HOSTILE[index % len(HOSTILE)]
        metric["scenario"]["workload"] += name
        if index % 3 == 0:
            # A report refuses spaces in an id; markup needs none.
            rename(report, metric["id"], metric["id"] + "/".join(name.split()))
        for span in metric.get("spans", []):
            span["name"] += name
        if "policy" in metric.get("labels", {}):
            metric["labels"]["policy"] += name
    for index, requirement in enumerate(report["requirements"]):
        requirement["row"] += HOSTILE[index % len(HOSTILE)]
        requirement["id"] += HOSTILE[(index + 3) % len(HOSTILE)]
    for index, series in enumerate(report["series"]):
        name = HOSTILE[index % len(HOSTILE)]
        series["x"]["name"] += name
        series["labels"] = {key + name: value + name for key, value in series.get("labels", {}).items()}
        series["y"]["name"] += name
    report["run"]["warnings"] = HOSTILE
    report["run"]["commit"] = HOSTILE[0]


def rename(report, old, new):
    for metric in report["metrics"]:
        if metric["id"] == old:
            metric["id"] = new
    for requirement in report["requirements"]:
        if requirement["metric"] == old:
            requirement["metric"] = new


def failing(report):
    """Every latency doubled, so that requirements are not met, and one metric not measured."""
    report["metrics"].pop()
    for metric in report["metrics"]:
        if metric["unit"] != "ns":
            continue
        metric["value"] *= 2
        for span in metric.get("spans", []):
            span["value"] *= 2
        shape = metric.get("distribution")
        if not shape:
            continue
        for field in ("minimum", "maximum", "total"):
            shape[field] *= 2
        for percentile in shape["percentiles"]:
            percentile["value"] *= 2
        if metric.get("labels", {}).get("statistic") == "mean":
            # A mean is rounded down.
            metric["value"] = shape["total"] // shape["count"]


def partial(report):
    """One suite alone, as an editor runs it."""
    report["metrics"] = [metric for metric in report["metrics"] if "chunks" in metric.get("tags", [])]
    report["series"] = []


def empty(report):
    """A run in which no test recorded anything."""
    report["metrics"] = report["requirements"] = report["series"] = []


# How the run is changed, and with which options the page is made.
KINDS = {
    "healthy": (None, []), "failing": (failing, []), "hostile": (hostile, []), "partial": (partial, ["--partial"]),
    "empty": (empty, []), "first": (None, []),
}


def render(root, folder):
    """The pages' paths by their names; raises when the command fails."""
    last = root / ".build" / "performance" / "performance-report.json"
    if not last.exists():
        raise RuntimeError(f"found no run in {last}; make one: swift test --filter performance")
    subprocess.run(
        ["swift", "build", "--quiet", "--product", "performance", "--package-path", str(root)], check=True)
    pages = {}
    baseline = str(root / "Baselines" / "simulated.json")
    for name, (change, options) in KINDS.items():
        report = json.loads(last.read_text())
        if change:
            change(report)
        here = pathlib.Path(folder) / name
        here.mkdir()
        # A folder that looks like a package without a baseline: the first run.
        (here / "Package.swift").touch()
        run = here / "run.json"
        run.write_text(json.dumps(report))
        subprocess.run(
            [
                str(root / ".build" / "debug" / "performance"), "report", "--run", str(run), *options, "--output", str(here),
                *([] if name == "first" else ["--baseline", baseline]),
            ],
            check=False, stdout=subprocess.DEVNULL, cwd=here)
        page = here / "performance-report.html"
        if not page.exists():
            raise RuntimeError(f"performance report wrote no {page}")
        pages[name] = page
    return pages

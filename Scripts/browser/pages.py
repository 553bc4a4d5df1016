"""Pages to test: rendered from the last run as it is, from the same run made to fail, and with hostile names."""

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
    for place, metric in enumerate(report["metrics"]):
        name = HOSTILE[place % len(HOSTILE)]
        metric["scenario"]["workload"] += name
        if place % 3 == 0:
            # A report refuses spaces in an id; mark-up needs none.
            rename(report, metric["id"], metric["id"] + "/".join(name.split()))
        for span in metric.get("spans", []):
            span["name"] += name
    for place, requirement in enumerate(report["requirements"]):
        requirement["row"] += HOSTILE[place % len(HOSTILE)]
        requirement["id"] += HOSTILE[(place + 3) % len(HOSTILE)]
    for place, series in enumerate(report["series"]):
        name = HOSTILE[place % len(HOSTILE)]
        series["x"]["name"] += name
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
    """Every latency doubled, so that promises are broken, and one metric not measured."""
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
        if metric["id"].endswith(".mean"):
            # A mean is rounded down.
            metric["value"] = shape["total"] // shape["count"]


def render(root, folder):
    """The pages' paths by their names; raises when the command fails."""
    last = root / ".build" / "performance" / "performance-report.json"
    if not last.exists():
        raise RuntimeError(f"found no run in {last}; make one: swift test --filter performance")
    subprocess.run(
        ["swift", "build", "--quiet", "--product", "performance", "--package-path", str(root)], check=True)
    pages = {}
    for name, bend in (("healthy", None), ("failing", failing), ("hostile", hostile)):
        report = json.loads(last.read_text())
        if bend:
            bend(report)
        run = pathlib.Path(folder) / f"{name}.json"
        run.write_text(json.dumps(report))
        subprocess.run(
            [
                str(root / ".build" / "debug" / "performance"), "report", "--run", str(run), "--baseline",
                str(root / "Baselines" / "simulated.json"), "--output", str(pathlib.Path(folder) / name),
            ],
            check=False, stdout=subprocess.DEVNULL)
        page = pathlib.Path(folder) / name / "performance-report.html"
        if not page.exists():
            raise RuntimeError(f"performance report wrote no {page}")
        pages[name] = page
    return pages

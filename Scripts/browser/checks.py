"""What must hold of a page in a real browser. Each check returns what was found wrong, or nothing."""

import json
import pathlib

CONTRAST = (pathlib.Path(__file__).parent / "contrast.js").read_text()


def unfold(browser):
    browser.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")


def quiet(browser, page):
    """it loads without an error, and asks nothing of the network"""
    for event in browser.events:
        method, what = event.get("method"), event.get("params", {})
        if method == "Runtime.exceptionThrown":
            return json.dumps(what["exceptionDetails"])[:300]
        if method == "Runtime.consoleAPICalled" and what["type"] in ("error", "warning", "assert"):
            return f"the console says {what['args']}"[:300]
        if method == "Log.entryAdded" and what["entry"]["level"] in ("error", "warning"):
            return what["entry"]["text"][:300]
        if method == "Network.requestWillBeSent":
            address = what["request"]["url"]
            if address.split("#")[0] != page and not address.startswith("data:"):
                return f"it asks for {address[:200]}"
    return None


def structure(browser, _):
    """landmarks, one h1, headings in order, ids used once, links that lead somewhere, captions"""
    return browser.evaluate("""(() => {
      for (const name of ["header", "nav", "main", "footer", "h1"]) {
        const count = document.querySelectorAll(`body ${name}`).length;
        if (count !== 1) return `${count} × ${name}`;
      }
      let level = 0;
      for (const heading of document.querySelectorAll("h1,h2,h3,h4,h5,h6")) {
        const next = Number(heading.localName[1]);
        if (next > level + 1) return `h${next} after h${level}: ${heading.textContent}`;
        level = next;
      }
      const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
      const twice = ids.find((id, index) => ids.indexOf(id) !== index);
      if (twice !== undefined) return `the id ${twice} is used twice`;
      const known = new Set(ids);
      for (const link of document.querySelectorAll("a")) {
        const address = link.getAttribute("href") ?? "";
        if (!address.startsWith("#")) return `a link leaves the page: ${address}`;
        if (!known.has(decodeURIComponent(address.slice(1)))) return `a link leads nowhere: ${address}`;
      }
      const bare = [...document.querySelectorAll("table")].find((table) => !table.caption?.textContent.trim());
      return bare ? `a table without a caption: ${bare.textContent.trim().slice(0, 80)}` : null;
    })()""")


def tiles(browser, _):
    """the requirements are tiles, each with its id, its number and a bar that is no longer than its frame"""
    return browser.evaluate("""(() => {
      const tiles = [...document.querySelectorAll(".tiles > .tile")];
      if (!tiles.length) return document.querySelector("#requirements") ? "there are no tiles" : null;
      for (const tile of tiles) {
        if (!tile.querySelector("strong")?.textContent.trim()) return "a tile without an id";
        if (!tile.querySelector(".actual")?.textContent.trim()) return "a tile without a number";
        const bar = tile.querySelector(".bar");
        if (bar && bar.firstElementChild.getBoundingClientRect().width > bar.getBoundingClientRect().width + 1)
          return `a bar is too long: ${tile.textContent.trim().slice(0, 60)}`;
      }
      return null;
    })()""")


def folds(browser, _):
    """tables are folded at first, and a link to a row opens what it is folded in"""
    found = browser.evaluate("""(async () => {
      const folds = [...document.querySelectorAll("main details")];
      const rows = [...document.querySelectorAll("main details tr[id]")];
      if (!rows.length) return null;
      if (folds.some((fold) => fold.open)) return "something is unfolded at first";
      const row = rows[rows.length - 1];
      location.hash = "#" + encodeURIComponent(row.id);
      await new Promise((done) => setTimeout(done, 100));
      const shown = row.checkVisibility();
      location.hash = "";
      return shown ? null : "a link to a folded row does not show it";
    })()""")
    unfold(browser)
    return found


def filters(browser, _):
    """the filter of the metrics narrows the rows and says how many are left"""
    return browser.evaluate("""(async () => {
      const input = [...document.querySelectorAll("main input[type=search]")]
        .sort((one, other) => rows(other).length - rows(one).length)[0];
      if (!input) return document.querySelectorAll("main tbody tr").length < 12 ? null : "there is no filter";
      function rows(input) { return [...table(input).tBodies[0].rows]; }
      function table(input) {
        let at = input.closest(".filter").nextElementSibling;
        return at.matches("table") ? at : at.querySelector("table");
      }
      const all = rows(input);
      const count = input.closest(".filter").querySelector("output");
      if (count.getAttribute("aria-live") !== "polite") return "the count is not live";
      const set = (text) => { input.value = text; input.dispatchEvent(new Event("input", { bubbles: true })); };
      const visible = () => all.filter((row) => row.checkVisibility()).length;
      // A text that some rows have and others have not.
      const texts = all.flatMap((row) => [...row.cells].map((cell) => cell.textContent.trim().toUpperCase()));
      const having = (text) => all.filter((row) => row.textContent.toUpperCase().includes(text)).length;
      const word = texts.find((text) => text && !text.includes(" ") && having(text) < all.length) ?? "";
      if (!word) return null;
      set(word);
      if (visible() !== having(word)) return `${visible()} rows are shown for ${word}, not ${having(word)}`;
      if (count.value !== `${visible()} of ${all.length} rows`) return `the count says ${count.value}`;
      set("no row has this text");
      if (visible() !== 0) return `${visible()} rows are shown for a text that none has`;
      const last = all[all.length - 1];
      if (last.id) {
        location.hash = "#" + encodeURIComponent(last.id);
        await new Promise((done) => setTimeout(done, 100));
        if (!last.checkVisibility()) return "a link to a row that is filtered away does not show it";
      }
      set("");
      return visible() === all.length ? null : `${visible()} of ${all.length} rows without a filter`;
    })()""")


def sorts(browser, _):
    """each column of a table sorts both ways, numbers by their size, and says so"""
    return browser.evaluate("""(() => {
      const tables = [...document.querySelectorAll("main table")].filter((table) => table.tBodies[0].rows.length > 1);
      if (!tables.length) return "there is no table with two rows";
      const size = { "ns": 1, "µs": 1e3, "ms": 1e6, "s": 1e9 };
      let latencies = 0;
      for (const table of tables) {
        for (const head of table.tHead.rows[0].cells) {
          const button = head.querySelector("button");
          if (!button) { if (head.textContent.trim()) return `no button in ${head.textContent}`; continue; }
          const column = () => [...table.tBodies[0].rows].map((row) => row.cells[head.cellIndex]?.textContent.trim() ?? "");
          const before = column();
          for (const way of ["ascending", "descending"]) {
            button.click();
            if (head.getAttribute("aria-sort") !== way) return `${head.textContent}: ${head.getAttribute("aria-sort")}`;
            if (table.querySelectorAll("[aria-sort=ascending],[aria-sort=descending]").length !== 1) return "two sorted";
            const now = column();
            if ([...now].sort().join() !== [...before].sort().join()) return `${head.textContent}: rows are lost`;
            const numbers = now.map((text) => /^([\\d.,]+) (ns|µs|ms|s)$/.exec(text)).filter(Boolean)
              .map((match) => Number(match[1].replaceAll(",", "")) * size[match[2]]);
            latencies += numbers.length;
            const wrong = numbers.findIndex((value, index) => index && (way === "ascending"
              ? numbers[index - 1] > value : numbers[index - 1] < value));
            if (wrong > 0) return `${table.caption.textContent}, ${head.textContent} ${way}: ${now.slice(0, 8)}`;
          }
        }
      }
      // A change of a latency, "1 ms → 2 ms", is not one.
      const some = tables.some((table) => /^[^→\\n]*\\d (ms|s)$/m.test(table.innerText));
      return latencies > 1 || !some ? null : `only ${latencies} latencies were sorted`;
    })()""")


def schemes(browser, _):
    """light and dark differ, and all text has a contrast of 4.5 to 1 in both"""
    papers = []
    for scheme in ("light", "dark"):
        browser.scheme(scheme)
        found = browser.evaluate(CONTRAST)
        papers.append(found["paper"])
        if found["ratio"] < 4.5:
            return f"{scheme}: {found['ratio']:.2f} to 1 for “{found['text']}”"
        if found["count"] < 15:
            return f"{scheme}: only {found['count']} texts were seen"
    browser.scheme("light")
    return None if papers[0] != papers[1] else f"both have the ground {papers[0]}"


def narrow(browser, _):
    """at 400 pixels nothing is wider than the window but tables, which scroll in their frames"""
    browser.width(400)
    found = browser.evaluate("""(() => {
      const width = document.documentElement.scrollWidth;
      if (width <= 400) return null;
      const wide = [...document.querySelectorAll("body *")].filter((element) =>
        element.getBoundingClientRect().right > 401 && !element.closest(".frame, pre, svg"));
      return `${width} pixels: ${wide.slice(0, 3).map((element) => element.outerHTML.slice(0, 120)).join(" | ")}`;
    })()""")
    small = browser.evaluate("""(() => {
      const size = (text) => 20 * text.closest("svg").getBoundingClientRect().width / 640;
      const sizes = [...document.querySelectorAll("svg.chart text")].filter((text) => text.checkVisibility()).map(size);
      return sizes.length && Math.min(...sizes) < 11 ? `text of ${Math.min(...sizes)} pixels in a chart` : null;
    })()""")
    browser.width(1280)
    return found or small


def keyboard(browser, page):
    """Tab reaches the skip link, a filter, a sort button and a chart; the arrow keys show the chart's values"""
    # A page that was sent to an anchor begins there.
    browser.open(page)
    unfold(browser)
    kinds = {}
    wanted = {"skip"} | {kind for kind, where in (("filter", ".filter input"), ("sort", "th button"), ("chart", ".drawing"))
                         if browser.evaluate(f"!!document.querySelector('{where}')")}
    for reached in range(900):
        # All kinds and many of each: the rest of a long page is more of the same.
        if reached >= 150 and wanted <= set(kinds):
            break
        browser.press("Tab", 9)
        kind = browser.evaluate("""(() => {
          const at = document.activeElement;
          if (!at || at === document.body) return "";
          const drawn = getComputedStyle(at).outlineStyle !== "none";
          const kind = at.matches(".skip") ? "skip" : at.matches(".filter input") ? "filter"
            : at.matches("th button") ? "sort" : at.matches(".drawing") ? "chart" : at.localName;
          return drawn ? kind : `${kind} without a focus ring`;
        })()""")
        kinds[kind] = True
        if kind == "chart" and "told" not in kinds:
            kinds["told"] = True
            browser.press("ArrowRight", 39)
            first = browser.evaluate("document.getElementById('tip').hidden ? '' : document.getElementById('tip').textContent")
            browser.press("End", 35)
            last = browser.evaluate("document.getElementById('tip').textContent")
            browser.press("Escape", 27)
            if not first or not last or not browser.evaluate("document.getElementById('tip').hidden"):
                return f"a chart tells “{first}”, then “{last}”"
        if kind == "" and len(kinds) > 1:
            break
    bare = [kind for kind in kinds if kind.endswith("focus ring")]
    return f"not reached: {sorted(wanted - set(kinds))}" if wanted - set(kinds) else bare[0] if bare else None


def pointer(browser, _):
    """the pointer over a value of a chart shows it"""
    place = browser.evaluate("""(() => {
      const value = document.querySelector(".drawing .value");
      if (!value) return null;
      value.scrollIntoView({ block: "center" });
      const at = value.getBoundingClientRect();
      return { x: at.left + at.width / 2, y: at.top + at.height / 2 };
    })()""")
    if not place:
        return None
    browser.evaluate("new Promise((done) => setTimeout(done, 100))")
    browser.call("Input.dispatchMouseEvent", type="mouseMoved", x=place["x"], y=place["y"])
    told = browser.evaluate("document.getElementById('tip').hidden ? '' : document.getElementById('tip').textContent")
    browser.call("Input.dispatchMouseEvent", type="mouseMoved", x=1, y=1)
    return None if any(character.isdigit() for character in told) else f"it tells “{told}”"


def names(browser, _):
    """in the accessibility tree each chart, button, input, table and heading has a name"""
    nodes = browser.call("Accessibility.getFullAXTree")["nodes"]
    seen = {}
    for node in nodes:
        role = node.get("role", {}).get("value")
        if node.get("ignored") or role not in ("image", "img", "button", "searchbox", "textbox", "table", "heading", "link"):
            continue
        seen[role] = seen.get(role, 0) + 1
        if not node.get("name", {}).get("value", "").strip():
            return f"a {role} has no name"
    missing = {"heading"} - set(seen)
    drawn = browser.evaluate("document.querySelectorAll('svg.chart').length")
    if drawn and not seen.get("image", seen.get("img")):
        missing.add("image")
    return f"not in the tree: {sorted(missing)}" if missing else None


def inert(browser, _):
    """no name in the data became markup or ran"""
    return browser.evaluate("""(() => {
      if (window.hostile !== undefined) return "a script of the data ran";
      const scripts = document.querySelectorAll("script").length;
      if (scripts !== 1) return `${scripts} scripts`;
      const strange = document.querySelector("img, iframe, object, embed, form, base, link:not([href='data:,']), svg svg, b, i");
      if (strange) return `there is ${strange.outerHTML.slice(0, 120)}`;
      for (const element of document.querySelectorAll("*")) {
        const handler = [...element.attributes].find((attribute) => attribute.name.startsWith("on"));
        if (handler) return `a handler: ${element.outerHTML.slice(0, 120)}`;
      }
      const turned = /[\\u202a-\\u202e\\u2066-\\u2069\\u0000-\\u0008]/.exec(document.documentElement.outerHTML);
      return turned ? `the character ${turned[0].codePointAt(0).toString(16)}` : null;
    })()""")


def scriptless(browser, page):
    """without scripts all rows and charts are there"""
    count = "[document.querySelectorAll('tbody tr').length, document.querySelectorAll('svg.chart').length]"
    shown = browser.evaluate(count)
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    browser.open(page, settle=False)
    bare = browser.evaluate(count.replace("'tbody tr'", "'tbody tr:not([hidden])'"))
    button = browser.evaluate("document.querySelectorAll('button, input').length")
    browser.call("Emulation.setScriptExecutionDisabled", value=False)
    browser.open(page)
    return None if shown == bare and not button else f"{bare} instead of {shown}, {button} controls that do nothing"


ALL = [quiet, structure, tiles, folds, filters, sorts, schemes, narrow, keyboard, pointer, names, inert, scriptless]

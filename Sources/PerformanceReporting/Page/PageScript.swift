// What a page can do beyond being read: sort, filter, show the values of charts. Without it the page reads whole.

/// The one script of a page.
enum PageScript {
  /// The script: text of the page becomes text of the page, never markup.
  static let text = """
    "use strict";
    const units = {
      "ns": 1, "\\u00b5s": 1e3, "ms": 1e6, "s": 1e9, "B": 1, "kB": 1e3, "MB": 1e6, "GB": 1e9,
    };
    const number = (text) => {
      const match = /^[<\\u2264=\\u2265+\\u00b1\\s]*(\\u2212?)\\s*(\\d[\\d,]*(?:\\.\\d+)?)\\s*([^\\s\\d]*)/.exec(text);
      if (!match) return null;
      const size = Number(match[2].replaceAll(",", "")) * (units[match[3]] ?? 1);
      return match[1] ? -size : size;
    };
    const text = (row, column) => (row.cells[column]?.textContent ?? "").trim();
    const make = (name, properties, ...children) => {
      const element = Object.assign(document.createElement(name), properties);
      element.append(...children);
      return element;
    };

    function sortable(table) {
      const heads = [...table.tHead.rows[0].cells];
      const body = table.tBodies[0];
      const original = [...body.rows];
      heads.forEach((head, column) => {
        if (!head.textContent.trim()) return;
        const button = make("button", { type: "button" }, ...head.childNodes);
        head.append(button);
        head.setAttribute("aria-sort", "none");
        button.addEventListener("click", () => {
          const falling = head.getAttribute("aria-sort") === "ascending";
          for (const other of heads) if (other.hasAttribute("aria-sort")) other.setAttribute("aria-sort", "none");
          head.setAttribute("aria-sort", falling ? "descending" : "ascending");
          const keys = new Map(original.map((row) => [row, text(row, column)]));
          const numbers = new Map(original.map((row) => [row, number(keys.get(row))]));
          // What has no number stands last, whichever way it goes.
          const order = (one, other) => {
            const [a, b] = [numbers.get(one), numbers.get(other)];
            if (a === null && b === null) {
              const [c, d] = [keys.get(one), keys.get(other)];
              return (c < d ? -1 : c > d ? 1 : 0) * (falling ? -1 : 1);
            }
            if (a === null || b === null) return a === null ? 1 : -1;
            return (a - b) * (falling ? -1 : 1);
          };
          body.append(...[...original].sort(order));
        });
      });
    }

    function filterable(table, index) {
      const rows = [...table.tBodies[0].rows];
      if (rows.length < 12) return () => {};
      const input = make("input", { type: "search", id: `filter-${index}`, autocomplete: "off", spellcheck: false });
      const count = make("output", { htmlFor: input.id });
      count.setAttribute("aria-live", "polite");
      const name = table.caption?.textContent.trim() ?? "";
      const label = make("label", { htmlFor: input.id }, `Filter \\u201c${name}\\u201d`);
      const show = () => {
        const words = input.value.toLowerCase().split(/\\s+/).filter(Boolean);
        let shown = 0;
        for (const row of rows) {
          const content = row.textContent.toLowerCase();
          row.hidden = !words.every((word) => content.includes(word));
          if (!row.hidden) shown += 1;
        }
        count.value = `${shown} of ${rows.length} rows`;
      };
      input.addEventListener("input", show);
      show();
      const frame = table.closest(".frame") ?? table;
      frame.before(make("p", { className: "filter" }, label, " ", input, " ", count));
      return (row) => {
        if (!row.hidden || !table.contains(row)) return;
        input.value = "";
        show();
      };
    }

    // A link to a row must not lead to one that is filtered away or folded.
    const findable = [];
    function reveal() {
      const row = target();
      if (!row) return;
      for (const find of findable) find(row);
      for (let at = row.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
      row.scrollIntoView();
    }

    function target() {
      try {
        return document.getElementById(decodeURIComponent(location.hash.slice(1)));
      } catch {
        return null;
      }
    }

    const tip = make("div", { id: "tip", hidden: true });
    tip.setAttribute("role", "status");
    document.body.append(tip);

    function say(value) {
      for (const other of document.querySelectorAll(".value.told")) other.classList.remove("told");
      tip.hidden = !value;
      if (!value) return;
      value.classList.add("told");
      tip.textContent = value.dataset.said;
      const at = value.getBoundingClientRect();
      const left = Math.min(Math.max(8, at.left + at.width / 2 - tip.offsetWidth / 2), innerWidth - tip.offsetWidth - 8);
      const above = at.top - tip.offsetHeight - 8;
      tip.style.left = `${Math.max(8, left)}px`;
      tip.style.top = `${above > 0 ? above : at.bottom + 8}px`;
    }

    function telling(chart) {
      const values = [...chart.querySelectorAll(".value")];
      for (const value of values) {
        const title = value.querySelector("title");
        value.dataset.said = title.textContent;
        title.remove();
      }
      if (!values.length) return;
      let told = -1;
      const tell = (index) => {
        told = Math.min(Math.max(index, 0), values.length - 1);
        say(values[told]);
      };
      const name = chart.querySelector("svg > title").textContent;
      chart.tabIndex = 0;
      chart.setAttribute("role", "group");
      chart.setAttribute("aria-label", `${name}: the arrow keys go through its ${values.length} values`);
      chart.addEventListener("pointerover", (event) => {
        const value = event.target.closest(".value");
        if (value) tell(values.indexOf(value));
        else say(null);
      });
      chart.addEventListener("pointerleave", () => say(null));
      chart.addEventListener("blur", () => say(null));
      chart.addEventListener("keydown", (event) => {
        const steps = { ArrowRight: told + 1, ArrowLeft: told - 1, Home: 0, End: values.length - 1 };
        if (event.key in steps) tell(steps[event.key]);
        else if (event.key === "Escape") say(null);
        else return;
        event.preventDefault();
      });
    }

    document.querySelectorAll("main table").forEach((table, index) => {
      if (!table.closest("figure")) findable.push(filterable(table, index));
      sortable(table);
    });
    document.querySelectorAll(".drawing").forEach(telling);
    addEventListener("hashchange", reveal);
    if (location.hash) reveal();
    addEventListener("scroll", () => say(document.querySelector(".value.told")), { passive: true });

    """
}

// The least contrast of text in the page, by WCAG 2.2's formula, with the text that has it.
(() => {
  const color = (text) => {
    const parts = (text.match(/[\d.]+/g) ?? []).map(Number);
    return parts.length >= 3 && parts[3] !== 0 ? parts : null;
  };
  const light = ([red, green, blue]) => {
    const [r, g, b] = [red, green, blue].map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const found = color(getComputedStyle(at).backgroundColor);
      if (found) return found;
    }
    return [255, 255, 255];
  };
  let least = { ratio: 21, text: "" };
  let count = 0;
  const see = (value, text) => {
    count += 1;
    if (value < least.ratio) least = { ratio: value, text: text.trim().slice(0, 60) };
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility() || element.closest("svg,script,style")) continue;
    see(ratio(color(getComputedStyle(element).color), ground(element)), walker.currentNode.data);
  }
  for (const chart of document.querySelectorAll("svg.chart")) {
    const fill = (element) => color(getComputedStyle(element).fill);
    const paper = fill(chart.querySelector(".paper"));
    const bars = [...chart.querySelectorAll("rect[class^=f]")];
    for (const text of chart.querySelectorAll("text")) {
      const grounds = text.classList.contains("on") ? bars.map(fill) : [paper];
      for (const under of grounds) see(ratio(fill(text), under), text.textContent);
    }
  }
  return { ...least, count, paper: getComputedStyle(document.body).backgroundColor };
})()

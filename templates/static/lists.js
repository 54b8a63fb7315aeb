// Long lists: a filter over their rows, and tables that sort by a click on a heading. Without this script the lists are whole and in
// their own order. Loaded only on pages with such a list.
const rows = [...document.querySelectorAll("li.event, table.sortable tbody tr, ul.filtered > li")];
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

for (const form of document.querySelectorAll("form.filter")) {
  const texts = rows.map((row) => plain(row.textContent));
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    const words = plain(form.elements.words.value).split(/\s+/).filter(Boolean);
    const kind = form.elements.kind?.value;
    let left = 0;
    rows.forEach((row, number) => {
      const shown = words.every((word) => texts[number].includes(word)) && (!kind || (row.dataset.kinds ?? "").split(" ").includes(kind));
      row.hidden = !shown;
      left += shown;
    });
    for (const group of document.querySelectorAll("section.group")) group.hidden = !group.querySelector("li:not([hidden]), tbody tr:not([hidden])");
    form.querySelector("output").textContent = words.length || kind ? left : "";
  });
}

const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
for (const table of document.querySelectorAll("table.sortable")) {
  table.querySelectorAll("thead th").forEach((heading, column) => {
    const button = Object.assign(document.createElement("button"), { type: "button" });
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      const down = heading.ariaSort === "ascending";
      for (const other of table.querySelectorAll("thead th")) other.ariaSort = null;
      heading.ariaSort = down ? "descending" : "ascending";
      const value = (row) => row.cells[column].dataset.value ?? row.cells[column].textContent.trim();
      const compare = (one, other) => {
        const [a, b] = [value(one), value(other)];
        return a !== "" && b !== "" && !isNaN(a) && !isNaN(b) ? a - b : order.compare(a, b);
      };
      const body = table.tBodies[0];
      body.append(...[...body.rows].sort((one, other) => (down ? -1 : 1) * compare(one, other)));
    });
  });
}

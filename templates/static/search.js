// The search page: asks the index of the site, in the browser, and keeps the question in the address (?q=…&type=…&year=…).
// Without this script, or from file://, the page shows the registers instead.
const form = document.querySelector("form.search");
const [status, results, more] = ["status", "results", "more"].map((name) => document.querySelector(`.search-${name}`));
const PAGE = 20;

const bundle = new URL(form.dataset.bundle, document.baseURI);
// One index a language, each with its own stems: the question is put to all of them. Pagefind holds one language a module and
// takes it from the page, so the module is loaded once for each.
const page = document.documentElement;
const own = page.lang;
const indexes = [];
for (const language of form.dataset.languages.split(" ")) {
  const index = await import(new URL(`pagefind.js?${language}`, bundle));
  page.lang = language;
  await index.options({ basePath: bundle.pathname, excerptLength: 30 });
  await index.init();
  indexes.push(index);
}
page.lang = own;
document.querySelector(".search-registers").hidden = true;
form.hidden = false;

let found = [];
let asked = 0;

async function ask() {
  const turn = ++asked;
  const query = Object.fromEntries(new FormData(form));
  const address = new URLSearchParams(Object.entries(query).filter(([, value]) => value));
  history.replaceState(null, "", `${location.pathname}${address.size ? `?${address}` : ""}`);
  const filters = Object.fromEntries(["type", "year"].filter((name) => query[name]).map((name) => [name, query[name]]));
  const words = query.q.trim();
  const wanted = words || Object.keys(filters).length;
  const answers = wanted ? await Promise.all(indexes.map((index) => index.search(words || null, { filters }))) : [];
  if (turn !== asked) return;
  found = answers.flatMap((answer) => answer.results).sort((one, other) => other.score - one.score);
  results.replaceChildren();
  status.textContent = found.length ? form.dataset.found.replace("{n}", found.length)
    : words ? form.dataset.none.replace("{words}", words) : "";
  await show(turn);
}

async function show(turn) {
  const start = results.childElementCount;
  const rows = await Promise.all(found.slice(start, start + PAGE).map((one) => one.data()));
  if (turn !== asked) return;
  results.append(...rows.map(row));
  more.hidden = results.childElementCount >= found.length;
}

function row({ url, meta, excerpt }) {
  const item = document.createElement("li");
  const link = Object.assign(document.createElement("a"), { href: new URL(url, bundle), textContent: meta.title });
  const kind = form.elements.type.querySelector(`option[value="${CSS.escape(meta.type)}"]`);
  const about = Object.assign(document.createElement("span"), { className: "dateline", textContent: [kind?.textContent, meta.date].filter(Boolean).join(" · ") });
  const text = document.createElement("p");
  // The excerpt is HTML with <mark>; only its words and marks are taken over.
  for (const node of new DOMParser().parseFromString(excerpt, "text/html").body.childNodes) {
    text.append(node.nodeName === "MARK" ? Object.assign(document.createElement("mark"), { textContent: node.textContent }) : node.textContent);
  }
  item.append(link, " ", about, text);
  return item;
}

for (const [name, value] of new URLSearchParams(location.search)) {
  if (form.elements[name]) form.elements[name].value = value;
}
form.addEventListener("input", ask);
form.addEventListener("submit", (event) => event.preventDefault());
more.firstElementChild.addEventListener("click", () => show(asked));
ask();

/* briefgen: remembered switches and cards; all of it an addition to pages that are whole without. It fetches nothing and sends nothing.
   A card is a copy of the row of this page that the mark under the pointer, focus or finger leads to (reading order, print and search
   have that row). WCAG 1.4.13: Escape or a click elsewhere closes it, the pointer may move onto it, and it stays until one of them does. */
"use strict";
(() => {
  const OPEN = 500, KEEP = 300; // milliseconds: at rest before a card opens; grace on the way to it
  const stored = name => { try { return localStorage.getItem("briefgen:" + name); } catch { return null; } };
  const store = (name, value) => { try { localStorage.setItem("briefgen:" + name, value); } catch { /* not allowed: not remembered */ } };

  document.documentElement.classList.add("script");
  for (const input of document.querySelectorAll("input[data-keep]")) {
    const value = stored(input.name), box = input.type === "checkbox";
    if (value !== null) input.checked = box ? value === "on" : value === input.value;
    input.addEventListener("change", () => store(input.name, box ? (input.checked ? "on" : "off") : input.value));
  }
  const fragment = link => link.hash.slice(1);
  const unfold = () => document.getElementById(fragment(location))?.closest("details:not([open])")?.setAttribute("open", "");
  addEventListener("hashchange", unfold);
  addEventListener("beforeprint", () => document.querySelectorAll(".receipts details").forEach(one => { one.open = true; }));
  unfold();

  const card = document.getElementById("card"), wanted = document.getElementById("cards");
  if (!card?.showPopover || !wanted) return;
  let mark = null, opening, closing, x, y, scrolled = false, pointed = false, returning = false, touch = false;

  const row = link => document.getElementById(link.dataset.c || fragment(link));
  const markOf = target => target.closest?.("a.m");
  const shown = () => card.matches(":popover-open");

  function release() {
    mark?.removeAttribute("aria-expanded");
    mark?.removeAttribute("aria-details");
    mark = null;
  }
  function hide() {
    clearTimeout(opening);
    closing = clearTimeout(closing);
    if (shown()) card.hidePopover();
  }
  function show(link) {
    const from = row(link);
    if (!from || !wanted.checked) return;
    hide();
    release();
    const box = document.createElement("div"), go = document.createElement("a");
    go.href = link.href;
    go.className = "go";
    go.textContent = link.dataset.c ? card.dataset.open : card.dataset.jump;
    box.className = from.className;
    box.append(go, ...from.cloneNode(true).childNodes);
    box.querySelectorAll("[id]").forEach(one => one.removeAttribute("id"));
    card.replaceChildren(box);
    card.classList.toggle("sheet-pop", touch);
    mark = link;
    mark.setAttribute("aria-details", card.id);
    mark.setAttribute("aria-expanded", "true");
    card.showPopover({ source: mark });
    card.scrollTop = 0;
  }
  const stay = () => { clearTimeout(opening); closing = clearTimeout(closing); };
  const open = (link, delay, pointer) => { stay(); pointed = pointer; opening = setTimeout(show, delay, link); };
  const held = () => mark?.matches(":hover, :focus-visible") || card.matches(":hover, :focus-within");
  const leave = () => { clearTimeout(opening); closing ??= setTimeout(() => { closing = undefined; if (!held()) hide(); }, KEEP); };

  const over = event => {
    if (event.pointerType === "touch") return;
    if (event.clientX !== x || event.clientY !== y) scrolled = false; // else the page moved, not the pointer
    [x, y] = [event.clientX, event.clientY];
    const link = markOf(event.target);
    if (scrolled) return;
    if (card.contains(event.target) || (link && link === mark)) stay();
    else if (link) open(link, shown() ? 0 : OPEN, true);
    else leave();
  };
  document.addEventListener("pointerover", over);
  document.addEventListener("pointermove", event => { if (scrolled) over(event); });
  document.addEventListener("focusin", event => {
    const link = markOf(event.target);
    if (card.contains(event.target) || (link && link === mark)) stay();
    else if (link?.matches(":focus-visible") && !returning) open(link, OPEN, false);
    else leave();
  });
  document.addEventListener("pointerdown", event => { touch = event.pointerType === "touch"; clearTimeout(opening); }, true);
  document.addEventListener("keydown", () => { touch = false; }, true);
  document.addEventListener("click", event => {
    if (card.contains(event.target)) { if (event.target.closest("a")) hide(); return; }
    const link = markOf(event.target), plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (link && touch && plain && wanted.checked && row(link)) { event.preventDefault(); show(link); } else hide();
  });
  document.addEventListener("scroll", () => { scrolled = true; if (pointed) clearTimeout(opening); }, { passive: true });
  card.addEventListener("beforetoggle", event => { returning = event.newState === "closed"; }); // focus goes back to the mark: no new card
  card.addEventListener("toggle", () => { returning = false; if (!shown()) release(); });
  wanted.addEventListener("change", hide);
  addEventListener("pagehide", hide);
})();

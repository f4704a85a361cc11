// What links, forms and htmx cannot do by themselves. Every page works without it.
"use strict";

if (window.htmx) document.documentElement.classList.add("smooth");

const byId = (id) => document.getElementById(id);
const typing = (element) => element.matches("input:not([type=checkbox], [type=radio]), select, textarea");

// --- Facets stay open or closed as they were left.

const opened = new Map();

document.addEventListener("click", (event) => {
  const details = event.target.closest("summary")?.parentElement;
  if (details?.id) opened.set(details.id, !details.open);
});

function restoreOpened() {
  for (const [id, open] of opened) {
    const details = byId(id);
    if (details) details.open = open;
  }
}

// What is under "More filters" is only counted while it is open.
document.addEventListener("htmx:configRequest", (event) => {
  if (byId("more-filters")?.open) event.detail.headers["Filters-Open"] = "true";
});

// --- A row (a value of a facet, the names of a hit) is one stop of the Tab key; the arrows go along it.

const STOPS = "input, a[href], button";

function oneStopPerRow() {
  for (const row of document.querySelectorAll("[data-row]")) {
    row.querySelectorAll(STOPS).forEach((stop, n) => { stop.tabIndex = n ? -1 : 0; });
  }
}

document.addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const row = step && event.target.closest("[data-row]");
  if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
  const stops = [...row.querySelectorAll(STOPS)];
  stops[stops.indexOf(event.target) + step]?.focus();
  event.preventDefault();
});

oneStopPerRow();

// --- After a swap: what was asked for has the focus.

function toResults() {
  const heading = byId("results-heading");
  heading?.focus({ preventScroll: true });
  heading?.scrollIntoView({ block: "start" });
}

for (const swapped of ["htmx:afterSwap", "htmx:oobAfterSwap", "htmx:historyRestore"]) {
  document.addEventListener(swapped, () => {
    restoreOpened();
    oneStopPerRow();
  });
}

document.addEventListener("htmx:afterSettle", (event) => {
  const { requestConfig, target } = event.detail;
  if (!requestConfig) return; // going back or forward
  if (target.id === "panel" && !target.open) target.showModal();
  else if (requestConfig.elt.matches("a.turn")) toResults();
  else if (target.id !== "counted-filters" && document.activeElement === document.body) byId("results-heading")?.focus({ preventScroll: true });
});

if (window.location.hash === "#q") {
  byId("q")?.focus();
  window.history.replaceState(null, "", window.location.pathname + window.location.search);
}

document.addEventListener("htmx:sendError", () => {
  const message = document.createElement("p");
  message.className = "problem";
  message.textContent = "The server cannot be reached. Is it still running?";
  byId("problem")?.replaceChildren(message);
});

// --- A button that copies the permanent address, where the browser lets it.

const permanent = byId("permanent");

if (permanent && navigator.clipboard) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(permanent.value);
    button.textContent = "Copied";
  });
  permanent.after(button);
}

// --- Keys that are a single character can be switched off: whoever speaks to the browser types them unawares.

const OFF = "single-keys-off";

function singleKeys() {
  try {
    return !localStorage.getItem(OFF);
  } catch { // a browser that keeps nothing
    return true;
  }
}

const keySwitch = byId("single-keys");

if (keySwitch) {
  const box = keySwitch.querySelector("input");
  box.checked = singleKeys();
  box.addEventListener("change", () => {
    try {
      if (box.checked) localStorage.removeItem(OFF);
      else localStorage.setItem(OFF, "1");
    } catch {
      box.checked = true;
    }
  });
  keySwitch.hidden = false;
}

// --- The marks of a document: which one is shown, and the way to the next.

const walk = document.querySelector(".walk");

function walkMarks() {
  const total = Number(walk.dataset.hits);
  let at = 0;
  const place = document.createElement("span");
  const button = (label, key, step) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    if (singleKeys()) made.setAttribute("aria-keyshortcuts", key);
    made.addEventListener("click", () => go(step));
    return made;
  };
  const tell = () => { place.textContent = at ? `${at} of ${total}` : `${total} ${total === 1 ? "match" : "matches"}`; };
  const go = (step) => {
    byId(`hit-${at}`)?.classList.remove("here");
    at = at + step < 1 ? total : at + step > total ? 1 : at + step;
    const mark = byId(`hit-${at}`);
    mark.classList.add("here");
    mark.scrollIntoView({ block: "center" });
    tell();
  };
  place.setAttribute("role", "status");
  tell();
  walk.replaceChildren(place, button("Previous", "p", -1), button("Next", "n", 1));
  return go;
}

const go = walk ? walkMarks() : () => {};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || !singleKeys()) return;
  if (event.key === "/" && byId("q")) {
    event.preventDefault();
    byId("q").select();
  } else if (event.key === "n") go(1);
  else if (event.key === "p") go(-1);
  else if (event.key === "j") document.querySelector("a[rel=next]")?.click();
  else if (event.key === "k") document.querySelector("a[rel=prev]")?.click();
  else if (event.key === "?") document.querySelector("a.help")?.click();
});

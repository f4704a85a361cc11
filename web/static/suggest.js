// Suggestions under the search box, as an ARIA combobox: names and sources as filters, and words of the articles.
"use strict";

const DELAY = 200; // milliseconds after the last letter: before the results, which come after 300

function combobox(box) {
  const list = document.createElement("ul");
  list.id = "suggested-names";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  box.after(list);
  let found = [], at = -1, timer = 0, asked = null;

  const go = (place) => {
    const { kind, value, url } = found[place];
    if (kind === "word") {
      box.value = value;
      box.form.requestSubmit(); // which closes the list, too
    } else window.location.href = `/${new URL(url, window.location.href).search}#q`; // and the box has the focus again
  };

  const mark = (place) => {
    at = place;
    [...list.children].forEach((option, n) => option.setAttribute("aria-selected", String(n === at)));
    if (at < 0) box.removeAttribute("aria-activedescendant");
    else box.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at]?.scrollIntoView({ block: "nearest" });
  };

  const show = (suggestions) => {
    found = suggestions;
    list.replaceChildren(...found.map(option));
    list.hidden = found.length === 0;
    box.setAttribute("aria-expanded", String(!list.hidden));
    mark(-1);
  };

  const option = (suggestion, place) => {
    const [line, name, count] = ["li", "bdi", "span"].map((tag) => document.createElement(tag));
    line.id = `suggested-${place}`;
    line.setAttribute("role", "option");
    name.textContent = suggestion.label;
    count.className = "count";
    count.textContent = `${suggestion.facet_label}, ${suggestion.count.toLocaleString("en")}`;
    line.append(name, " ", count);
    line.addEventListener("click", () => go(place));
    return line;
  };

  const close = () => {
    clearTimeout(timer);
    asked?.abort();
    show([]);
  };

  const ask = async () => {
    asked?.abort();
    const mine = asked = new AbortController();
    try {
      const answer = await fetch(`/api/suggest?${new URLSearchParams(new FormData(box.form))}`, { signal: mine.signal });
      if (answer.ok) show((await answer.json()).suggestions);
      else close(); // the results say what is wrong with the address
    } catch (error) {
      if (error.name !== "AbortError") close(); // the results say that the server is gone
    }
  };

  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) box.setAttribute(name, value);

  box.addEventListener("input", () => {
    clearTimeout(timer);
    if (box.value.trim()) timer = setTimeout(ask, DELAY);
    else close();
  });

  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && at >= 0) go(at);
    else if (event.key === "Enter") return close();
    else if (event.key === "Escape" && !list.hidden) close();
    else if (event.key === "ArrowDown" && !list.hidden) mark(at + 1 < found.length ? at + 1 : -1);
    else if (event.key === "ArrowUp" && !list.hidden) mark(at < 0 ? found.length - 1 : at - 1);
    else return;
    event.preventDefault();
  });

  list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
  box.addEventListener("blur", close);
  box.form.addEventListener("submit", close);
}

combobox(document.querySelector("#search #q"));

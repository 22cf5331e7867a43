/* Suggestions while typing: an ARIA combobox. The form works without this script. */
(() => {
  "use strict";
  const box = document.querySelector("[data-suggest]");
  const input = box?.querySelector("input");
  const said = box?.querySelector("[role=status]");
  if (!input) return;

  const list = document.createElement("ul");
  const set = (node, pairs) => Object.entries(pairs).forEach((pair) => node.setAttribute(...pair));
  set(list, { id: "suggestions", class: "suggest__list", role: "listbox", hidden: "" });
  set(list, { "aria-label": input.labels[0]?.textContent ?? "" });
  set(input, { role: "combobox", "aria-autocomplete": "list", "aria-controls": "suggestions", "aria-expanded": false });
  box.append(list);

  let timer, request, active = -1;

  const open = (option) => location.assign(option.dataset.url);

  function close() {
    clearTimeout(timer);
    request?.abort();
    list.hidden = true;
    active = -1;
    set(input, { "aria-expanded": false });
    input.removeAttribute("aria-activedescendant");
  }

  function mark(position) {
    const options = [...list.children];
    active = (position + options.length) % options.length;
    options.forEach((option, number) => set(option, { "aria-selected": number === active }));
    options[active].scrollIntoView({ block: "nearest" });
    set(input, { "aria-activedescendant": options[active].id });
  }

  function show(suggestions) {
    list.replaceChildren(...suggestions.map(({ text, url, label }, number) => {
      const option = document.createElement("li");
      set(option, { id: `suggestion-${number}`, role: "option", "aria-selected": false, "data-url": url });
      option.textContent = `${text}　${label}`;
      return option;
    }));
    list.hidden = !suggestions.length;
    active = -1;
    set(input, { "aria-expanded": !list.hidden });
    said.textContent = list.hidden ? "" : said.dataset[suggestions.length === 1 ? "one" : "many"];
  }

  async function ask() {
    request?.abort();
    request = new AbortController();
    try {
      const asked = `?q=${encodeURIComponent(input.value.trim())}`;
      const answer = await fetch(box.dataset.suggest + asked, { signal: request.signal });
      if (answer.ok) show((await answer.json()).suggestions);
    } catch { }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (input.value.trim().length < 2) return close();
    timer = setTimeout(ask, 180);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    if (event.key === "ArrowDown") mark(active + 1);
    else if (event.key === "ArrowUp") mark(active < 0 ? -1 : active - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && active >= 0) open(list.children[active]);
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    if (event.target.dataset.url) open(event.target);
  });
  input.addEventListener("blur", close);
})();

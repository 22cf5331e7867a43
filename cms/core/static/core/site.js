/*
 * Leaving quickly, for readers who are watched. Everything else on the site works without a script.
 * The link itself is a plain link; here it also empties the forms and takes this page out of the history.
 */
(() => {
  "use strict";
  const PRESSES = 3;
  const WITHIN = 3000;
  const bar = document.querySelector("[data-exit]");
  const link = bar?.querySelector(".exit__leave");
  const said = bar?.querySelector("[data-exit-said]");

  function forget() {
    for (const form of document.forms) form.reset();
    for (const input of document.querySelectorAll("input:not([type=hidden]), textarea")) {
      if (input.type === "checkbox" || input.type === "radio") input.checked = false;
      else input.value = "";
    }
  }

  function leave() {
    forget();
    document.title = "";
    document.body.hidden = true;
    window.location.replace(link.href);
  }

  if (link) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      leave();
    });

    let times = [];
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || event.repeat) {
        if (event.key !== "Escape") times = [];
        return;
      }
      const now = Date.now();
      times = [...times.filter((time) => now - time < WITHIN), now];
      if (times.length >= PRESSES) leave();
      else if (said) said.textContent = bar.dataset[`exit${PRESSES - times.length}`] ?? "";
    });

    // A browser that kept this page in memory must not show it, or what was typed, on "back".
    window.addEventListener("pageshow", (event) => {
      if (!event.persisted || !document.body.hidden) return;
      window.location.reload();
    });
  }

  // Buttons that need a script are in the page but hidden, so that nothing useless is ever shown.
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  for (const menu of document.querySelectorAll("details[data-menu]")) {
    document.addEventListener("click", (event) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }
})();

// Reads the rule back in words while it is edited. Without this script the saved draft is shown.
(() => {
  const WAIT = 800; // milliseconds after the last key

  const start = (panel) => {
    const form = panel.closest("form");
    const review = panel.querySelector("[data-rule-review]");
    let timer;
    let running;

    const refresh = async () => {
      running?.abort();
      running = new AbortController();
      try {
        const answer = await fetch(panel.dataset.ruleAddress, {
          method: "POST",
          body: new FormData(form),
          signal: running.signal,
        });
        if (answer.ok) review.innerHTML = await answer.text();
      } catch (error) {
        if (error.name !== "AbortError") throw error;
      }
    };

    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(refresh, WAIT);
    };
    form.addEventListener("input", later);
    form.addEventListener("change", later);
  };

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-rule-panel]").forEach(start);
  });
})();

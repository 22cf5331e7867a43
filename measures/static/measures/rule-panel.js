// Reads the rule back in words while it is edited. Without this script the saved draft is shown.
(() => {
  const WAIT = 800; // milliseconds after the last key

  const start = (panel) => {
    const form = panel.closest("form");
    const review = panel.querySelector("[data-rule-review]");
    const ended = panel.querySelector("[data-rule-ended]");
    let timer;
    let running;

    // Whoever is signed out is led to the page for signing in: that page is no review.
    const show = async (answer) => {
      ended.hidden = !(answer.redirected || answer.status === 403);
      if (answer.ok && ended.hidden) review.innerHTML = await answer.text();
    };

    const refresh = async () => {
      running?.abort();
      running = new AbortController();
      try {
        const answer = await fetch(panel.dataset.ruleAddress, {
          method: "POST",
          body: new FormData(form),
          headers: { "X-Requested-With": "XMLHttpRequest" },
          signal: running.signal,
        });
        await show(answer);
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

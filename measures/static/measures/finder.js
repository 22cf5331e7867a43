/*
 * Comfort for the finder, which works without it: going back shows what was there instead of asking to
 * send a form again, and the code on a memo is read. Answers live in this page's memory only; the
 * address and the history entries never hold them (an entry holds a number).
 */
(() => {
  "use strict";
  const main = document.getElementById("main");
  const inner = () => main.querySelector(".finder");
  const pages = [];
  let current = 0;

  /* A memo's QR code: the answers stand behind "#", which no server sees, and are taken out at once. */
  const code = /^#a=([A-Za-z0-9_-]+)$/;
  const carried = code.exec(window.location.hash);
  window.addEventListener("hashchange", () => {
    if (code.test(window.location.hash)) window.location.reload();
  });
  const paper = document.querySelector("form[data-paper]");
  if (carried && paper) {
    window.history.replaceState(null, "", window.location.pathname);
    paper.elements.paper.value = carried[1];
    paper.submit();
    return;
  }

  function show(page) {
    inner().replaceWith(page);
    const wrong = page.querySelector(".errors a");
    const here = page.querySelector("#here");
    const target = wrong ? document.querySelector(wrong.getAttribute("href")) : here || page.querySelector("h1");
    if (target) {
      target.tabIndex = -1;
      target.focus({ preventScroll: true });
    }
    if (here) here.scrollIntoView({ block: "start" });
    else window.scrollTo(0, 0);
    for (const button of page.querySelectorAll("[data-print]")) button.hidden = false;
  }

  async function send(form, button) {
    const body = new FormData(form);
    if (button?.name) body.set(button.name, button.value);
    const answer = await fetch(button?.formAction || form.action, {
      method: "POST", body: new URLSearchParams(body), cache: "no-store", referrerPolicy: "no-referrer",
    });
    if (!answer.ok) throw new Error("not answered");
    const page = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".finder");
    pages.length = current + 1;
    pages[current] = inner();
    current += 1;
    show(document.adoptNode(page));
    window.history.pushState({ step: current }, "");
  }

  main.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-finder]") || form.dataset.plain) return;
    event.preventDefault();
    const button = event.submitter;
    send(form, button).catch(() => {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: button?.name || "do", value: button?.value || "next" });
      form.append(field);
      form.dataset.plain = "1";
      form.requestSubmit();
    });
  });

  main.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) {
      if (!event.defaultPrevented && current) window.print();
      return;
    }
    const restart = event.target.closest("[data-restart]");
    if (!restart) return;
    event.preventDefault();
    pages.length = 0;
    inner().replaceChildren();
    window.location.replace(restart.href);
  });

  window.history.replaceState({ step: 0 }, "");
  window.addEventListener("popstate", (event) => {
    const step = event.state?.step;
    if (step === undefined) return;
    pages[current] = inner();
    if (!pages[step]) {
      window.location.reload();
      return;
    }
    current = step;
    show(pages[step]);
  });
})();

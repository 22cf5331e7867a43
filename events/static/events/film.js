// Chapters move the player where it stands; without this file their links open the page at that second.
(() => {
  const player = document.getElementById("player");
  const links = [...document.querySelectorAll("a[data-second]")];
  if (!player || !links.length) return;

  const go = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    player.currentTime = Number(event.currentTarget.dataset.second);
    player.focus();
    player.play().catch(() => {}); // a browser that refuses shows its own button
  };
  const mark = () => {
    const past = links.filter((link) => Number(link.dataset.second) <= player.currentTime);
    const current = past[past.length - 1];
    for (const link of links) {
      if (link === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  for (const link of links) link.addEventListener("click", go);
  player.addEventListener("timeupdate", mark);
})();

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
    for (const link of links) link.toggleAttribute("aria-current", link === past.at(-1));
  };
  for (const link of links) link.addEventListener("click", go);
  player.addEventListener("timeupdate", mark);
})();

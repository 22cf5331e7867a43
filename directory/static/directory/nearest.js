/*
 * The nearest towns, found in the browser: the position never leaves the device.
 * What is fetched is the same list of towns for everybody. Without a script this box does not show.
 */
(() => {
  "use strict";
  const SHOWN = 5;
  const FARTHEST = 100; // kilometres: who is farther from every town is not in Japan
  const DEGREE = 111.2; // kilometres of one degree of latitude
  const PATIENCE = { timeout: 15000, maximumAge: 300000 };
  const box = document.querySelector("[data-nearest]");
  const button = box?.querySelector("button");
  const said = box?.querySelector("[role=status]");
  const list = box?.querySelector("ul");
  if (!button || !navigator.geolocation || !window.isSecureContext) return;
  box.hidden = false;

  const say = (name) => { said.textContent = box.dataset[name]; };

  function distance([, , latitude, longitude], here) {
    const north = (latitude - here.latitude) * DEGREE;
    const east = (longitude - here.longitude) * DEGREE * Math.cos((here.latitude * Math.PI) / 180);
    return Math.hypot(north, east);
  }

  function link([code, name]) {
    const item = document.createElement("li");
    const anchor = document.createElement("a");
    anchor.href = `${box.dataset.places}${code}/`;
    anchor.textContent = name;
    item.append(anchor);
    return item;
  }

  function show(towns, here) {
    const near = towns.map((town) => [distance(town, here), town]).filter(([far]) => far < FARTHEST);
    near.sort(([one], [other]) => one - other);
    list.replaceChildren(...near.slice(0, SHOWN).map(([, town]) => link(town)));
    list.hidden = !near.length;
    say(near.length ? "found" : "far");
  }

  async function found(position) {
    try {
      const answer = await fetch(box.dataset.nearest);
      show((await answer.json()).towns, position.coords);
    } catch {
      say("failed");
    }
    button.disabled = false;
  }

  function refused(error) {
    say(error.code === error.PERMISSION_DENIED ? "denied" : "failed");
    button.disabled = false;
  }

  button.addEventListener("click", () => {
    button.disabled = true;
    list.hidden = true;
    say("asking");
    navigator.geolocation.getCurrentPosition(found, refused, PATIENCE);
  });
})();

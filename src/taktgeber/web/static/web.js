// What HTML alone cannot do: move the focus to what was just told, and draw a chart for those who ask to explore it.
"use strict";

document.addEventListener("htmx:after:swap", tell);
document.addEventListener("DOMContentLoaded", tell);
document.addEventListener("htmx:after:swap", offer);
document.addEventListener("DOMContentLoaded", offer);
document.addEventListener("click", explore);

function tell() {
  const notice = document.querySelector("main > .notice");
  if (notice) { notice.focus({ preventScroll: true }); window.scrollTo({ top: 0 }); }
}

// A chart is explored with Vega, which is fetched when it is first asked for. Expressions are interpreted, never
// evaluated, and no style is written into the page: the content security policy forbids both.
const quiet = { mode: "vega", ast: true, renderer: "svg", actions: false, defaultStyle: false, tooltip: { disableDefaultStyle: true } };
let vega;

function offer() {
  for (const button of document.querySelectorAll("button[data-chart][hidden]")) button.hidden = false;
}

async function explore(event) {
  const button = event.target.closest("button[data-chart]");
  if (!button) return;
  button.disabled = true;
  try {
    vega ??= script("/charts/vega.js");
    const here = encodeURIComponent(location.pathname + location.search);
    const asked = fetch(`/charts/${button.dataset.chart}.json?of=${here}`, { headers: { accept: "application/json" } });
    await vega;
    const found = await asked;
    if (!found.ok) throw new Error(found.status);
    const place = document.createElement("div");
    place.className = "explored";
    const figure = button.closest("figure");
    await window.vegaEmbed(place, await found.json(), quiet);
    for (const still of figure.querySelectorAll(".wide, .narrow")) still.remove();
    figure.querySelector("figcaption").after(place);
    button.remove();
  } catch {
    vega = undefined;
    button.disabled = false;
  }
}

function script(address) {
  return new Promise((done, failed) => {
    const one = document.createElement("script");
    one.src = address;
    one.onload = done;
    one.onerror = failed;
    document.head.append(one);
  });
}

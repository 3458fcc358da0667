// What HTML alone cannot do: move the focus to what was just told, and draw a chart for those who ask to explore it.
"use strict";

document.addEventListener("htmx:after:swap", tell);
document.addEventListener("DOMContentLoaded", tell);

function tell() {
  const notice = document.querySelector("main > .notice");
  if (notice) { notice.focus({ preventScroll: true }); window.scrollTo({ top: 0 }); }
}

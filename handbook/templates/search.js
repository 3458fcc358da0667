// Every word of the handbook stands in words.js; typing lists the pages that hold all of them.
"use strict";

const field = document.getElementById("search");
const found = document.getElementById("found");
const up = document.body.dataset.up;

field.addEventListener("input", () => {
  const wanted = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  found.replaceChildren();
  if (!wanted.length) return;
  const hits = window.handbook.filter((page) => wanted.every((word) => page.words.includes(word))).slice(0, 12);
  const list = document.createElement("ul");
  for (const page of hits) {
    const link = document.createElement("a");
    link.href = `${up}${page.path}.html`;
    link.textContent = page.title;
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  found.append(hits.length ? list : "No page holds these words.");
});

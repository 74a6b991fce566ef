"use strict";
(() => {
  const figure = document.querySelector(".figure"), detail = document.querySelector(".detail");
  const items = [...figure.querySelectorAll("li")], drawn = [...figure.querySelectorAll("svg > [data-ends]")];
  const rows = [...document.querySelectorAll(".lines tbody tr")];
  const ends = (element) => element.dataset.ends.split(" ").filter(Boolean);
  let kept = figure.dataset.chosen || null;

  function follow(id) {
    const lines = id ? drawn.filter((line) => ends(line).includes(id)) : [];
    const on = new Set([id, ...lines.flatMap(ends)]);
    const beside = drawn.filter((line) => id && !lines.includes(line) && ends(line).some((end) => on.has(end)));
    const near = new Set(beside.flatMap(ends));
    figure.classList.toggle("followed", Boolean(id));
    for (const item of items) {
      item.classList.toggle("on", on.has(item.id));
      item.classList.toggle("near", near.has(item.id));
    }
    for (const line of drawn) {
      line.classList.toggle("on", lines.includes(line));
      line.classList.toggle("near", beside.includes(line));
    }
    lines.forEach((line) => line.parentNode.append(line));
    tell(id ? rows.filter((row) => ends(row).includes(id)) : []);
  }

  function tell(found) {
    const table = document.createElement("table");
    table.className = "lines";
    found.forEach((row) => table.append(row.cloneNode(true)));
    detail.replaceChildren(table);
    detail.hidden = found.length === 0;
  }

  for (const item of items) {
    item.addEventListener("mouseenter", () => follow(item.id));
    item.addEventListener("mouseleave", () => follow(kept));
    item.addEventListener("focus", () => follow(item.id));
    item.addEventListener("blur", () => follow(kept));
    item.addEventListener("click", () => { kept = kept === item.id ? null : item.id; follow(kept); });
    item.addEventListener("keydown", (event) => { if (event.key === "Enter") item.click(); });
  }
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") { kept = null; follow(null); } });
  follow(kept);
  if (kept) document.getElementById(kept).scrollIntoView({ block: "center" });
})();

"use strict";
(() => {
  const svg = document.querySelector("svg");
  const sheet = document.getElementById("sheet");
  const frame = document.querySelector("#frame rect");
  const width = Number(frame.getAttribute("width"));
  const height = Number(frame.getAttribute("height"));
  const texts = sheet.querySelectorAll("text");
  const rings = sheet.querySelectorAll("circle");
  const radii = Array.from(rings, (ring) => Number(ring.getAttribute("r")));
  const numbers = svg.querySelectorAll(".degrees, #scale");
  let scale = 1, x = 0, y = 0;
  const show = () => {
    scale = Math.min(60, Math.max(1, scale));
    x = Math.min(0, Math.max(width * (1 - scale), x));
    y = Math.min(0, Math.max(height * (1 - scale), y));
    sheet.setAttribute("transform", `matrix(${scale} 0 0 ${scale} ${x} ${y})`);
    for (const text of texts) {
      const at = `${text.dataset.x} ${text.dataset.y}`;
      text.setAttribute("transform", `translate(${at}) scale(${1 / scale}) translate(${-text.dataset.x} ${-text.dataset.y})`);
    }
    rings.forEach((ring, i) => ring.setAttribute("r", String(radii[i] / scale)));
    rings.forEach((ring) => ring.setAttribute("stroke-width", String(1.2 / scale)));
    for (const number of numbers) number.style.display = scale === 1 ? "" : "none";
  };
  const place = (event) => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return [point.x, point.y];
  };
  const zoom = (factor, px, py) => {
    const before = scale;
    scale = Math.min(60, Math.max(1, scale * factor));
    x = px - (px - x) * (scale / before);
    y = py - (py - y) * (scale / before);
    show();
  };
  svg.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(Math.exp(-event.deltaY / 400), ...place(event));
  }, { passive: false });
  const held = new Map();
  svg.addEventListener("pointerdown", (event) => { svg.setPointerCapture(event.pointerId); held.set(event.pointerId, place(event)); });
  svg.addEventListener("pointermove", (event) => {
    if (!held.has(event.pointerId)) return;
    const [px, py] = place(event);
    const [ox, oy] = held.get(event.pointerId);
    const other = [...held].find(([id]) => id !== event.pointerId);
    if (other) {
      const [qx, qy] = other[1];
      zoom(Math.hypot(px - qx, py - qy) / Math.max(1, Math.hypot(ox - qx, oy - qy)), (px + qx) / 2, (py + qy) / 2);
    } else { x += px - ox; y += py - oy; show(); }
    held.set(event.pointerId, [px, py]);
  });
  for (const kind of ["pointerup", "pointercancel"]) svg.addEventListener(kind, (event) => held.delete(event.pointerId));
  document.getElementById("in").addEventListener("click", () => zoom(1.6, width / 2, height / 2));
  document.getElementById("out").addEventListener("click", () => zoom(1 / 1.6, width / 2, height / 2));
  document.getElementById("all").addEventListener("click", () => { scale = 1; x = 0; y = 0; show(); });
})();

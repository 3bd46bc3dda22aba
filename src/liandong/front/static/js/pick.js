// Chooses a point: <div class="map" data-map data-pick="id_lon,id_lat">. A click or a drag moves the pin and fills
// both fields; <button type="button" data-locate="id_lon,id_lat"> asks the device where it is. Load before map.js.

const fieldsOf = (ids) => ids.split(",").map((id) => document.getElementById(id.trim()));

function fill(ids, { lng, lat }) {
  const [lonField, latField] = fieldsOf(ids);
  lonField.value = lng.toFixed(6);
  latField.value = lat.toFixed(6);
  latField.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("map:drawn", ({ target: box, detail: map }) => {
  if (!box.dataset.pick) return;
  const colour = getComputedStyle(document.documentElement).getPropertyValue("--accent").trim();
  const pin = new window.maplibregl.Marker({ color: colour, draggable: true });
  const put = (point) => {
    pin.setLngLat(point).addTo(map);
    fill(box.dataset.pick, point);
  };
  const [lonField, latField] = fieldsOf(box.dataset.pick);
  if (lonField.value && latField.value) {
    pin.setLngLat([lonField.value, latField.value]).addTo(map);
    map.jumpTo({ center: [lonField.value, latField.value], zoom: 15 });
  }
  map.on("click", (event) => put(event.lngLat));
  pin.on("dragend", () => fill(box.dataset.pick, pin.getLngLat()));
  document.addEventListener("place:found", ({ detail }) => {
    put(detail);
    map.jumpTo({ center: detail, zoom: 16 });
  });
});

if (navigator.geolocation && window.isSecureContext) {
  for (const button of document.querySelectorAll("[data-locate]")) button.hidden = false;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-locate]");
  if (!button) return;
  const note = document.getElementById(button.getAttribute("aria-describedby") ?? "");
  const failed = () => { if (note) note.hidden = false; };
  navigator.geolocation.getCurrentPosition(({ coords }) => {
    const point = { lng: coords.longitude, lat: coords.latitude };
    fill(button.dataset.locate, point);
    document.dispatchEvent(new CustomEvent("place:found", { detail: point }));
    if (button.dataset.locateSubmit !== undefined) button.form?.requestSubmit();
  }, failed, { enableHighAccuracy: true, timeout: 10000 });
});

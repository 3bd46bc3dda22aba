// Draws our outlines in <div class="map" data-map>. Without this script the page still has its text and its search.
// data-source: GeoJSON of outlines. data-points: GeoJSON of points (properties name, url). data-lon, data-lat: the pin.
// data-tiles: raster tiles to lie below. data-worker: address of MapLibre's worker. pick.js moves the pin.

const { maplibregl } = window;
const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const load = async (url) => (url ? (await fetch(url)).json() : null);

function layers(style, outlines, points, tiles) {
  if (tiles) {
    style.sources.tiles = { type: "raster", tiles: [tiles], tileSize: 256 };
    style.layers.push({ id: "tiles", type: "raster", source: "tiles" });
  }
  if (outlines) {
    style.sources.outlines = { type: "geojson", data: outlines };
    style.layers.push({ id: "fill", type: "fill", source: "outlines", paint: { "fill-color": ink("--paper"), "fill-opacity": tiles ? 0 : 1 } });
    style.layers.push({ id: "line", type: "line", source: "outlines", paint: { "line-color": ink("--map-line"), "line-width": 1.2 } });
  }
  if (points) {
    style.sources.points = { type: "geojson", data: points };
    style.layers.push({ id: "points", type: "circle", source: "points", paint: { "circle-radius": 6, "circle-color": ink("--bar"), "circle-stroke-color": ink("--paper"), "circle-stroke-width": 2 } });
  }
  return style;
}

function bounds(...collections) {
  const box = new maplibregl.LngLatBounds();
  const walk = (part) => (typeof part?.[0] === "number" ? box.extend(part) : part?.forEach?.(walk));
  for (const collection of collections) collection?.features.forEach((feature) => walk(feature.geometry?.coordinates));
  return box;
}

function tell(map) {
  map.on("click", "points", (event) => {
    const link = document.createElement("a");
    link.href = event.features[0].properties.url;
    link.textContent = event.features[0].properties.name;
    link.lang = "zh-Hans";
    new maplibregl.Popup().setLngLat(event.features[0].geometry.coordinates).setDOMContent(link).addTo(map);
  });
  map.on("mouseenter", "points", () => { map.getCanvas().style.cursor = "pointer"; });
  map.on("mouseleave", "points", () => { map.getCanvas().style.cursor = ""; });
}

async function draw(box) {
  box.hidden = false;
  const { source, points, lon, lat, tiles, worker } = box.dataset;
  const [outlines, dots] = await Promise.all([load(source), load(points)]);
  const ground = { id: "ground", type: "background", paint: { "background-color": ink("--map-land") } };
  const style = layers({ version: 8, sources: {}, layers: [ground] }, outlines, dots, tiles);
  maplibregl.setWorkerUrl(worker);
  const map = new maplibregl.Map({ container: box, style, attributionControl: false, dragRotate: false, maxZoom: 18 });
  map.touchZoomRotate.disableRotation();
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }));
  const all = dots?.features.length ? bounds(dots) : bounds(outlines);
  if (lon && lat) map.jumpTo({ center: [lon, lat], zoom: 15 });
  else if (!all.isEmpty()) map.fitBounds(all, { padding: 24, animate: false, maxZoom: 15 });
  if (dots) tell(map);
  if (lon && lat && !box.dataset.pick) new maplibregl.Marker({ color: ink("--accent") }).setLngLat([lon, lat]).addTo(map);
  box.dispatchEvent(new CustomEvent("map:drawn", { bubbles: true, detail: map }));
}

for (const box of document.querySelectorAll("[data-map]")) {
  draw(box).catch(() => { box.hidden = true; });
}

// Draws our outlines in <div class="map" data-map>. Without this script the page still has its text and its search.
// data-source: GeoJSON of outlines. data-points: GeoJSON of points (properties name, url). data-lon, data-lat: the pin.
// data-tiles: raster tiles to lie below. data-worker: address of MapLibre's worker. pick.js moves the pin.
// An outline may have a `tone` (1 to 6) and tells its name when touched; a point may have a `mark` (new, gap, home).

const { maplibregl } = window;
const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const TONES = ["match", ["get", "tone"], ...[1, 2, 3, 4, 5, 6].flatMap((tone) => [tone, ink(`--tone-${tone}`)]), ink("--paper")];
const MARKS = ["match", ["get", "mark"], "new", ink("--accent"), "gap", ink("--bar-late"), "home", ink("--bar-past"), ink("--bar")];
const SIZES = ["match", ["get", "mark"], "gap", 3, "home", 3, "new", 8, 6];
const load = async (url) => (url ? (await fetch(url)).json() : null);

function layers(style, outlines, points, tiles) {
  if (tiles) {
    style.sources.tiles = { type: "raster", tiles: [tiles], tileSize: 256 };
    style.layers.push({ id: "tiles", type: "raster", source: "tiles" });
  }
  if (outlines) {
    style.sources.outlines = { type: "geojson", data: outlines };
    style.layers.push({ id: "fill", type: "fill", source: "outlines", paint: { "fill-color": TONES, "fill-opacity": tiles ? ["case", ["has", "tone"], 0.5, 0] : 1 } });
    style.layers.push({ id: "line", type: "line", source: "outlines", paint: { "line-color": ink("--map-line"), "line-width": 1.2 } });
  }
  if (points) {
    style.sources.points = { type: "geojson", data: points };
    style.layers.push({ id: "points", type: "circle", source: "points", paint: { "circle-radius": SIZES, "circle-color": MARKS, "circle-stroke-color": ink("--paper"), "circle-stroke-width": ["match", ["get", "mark"], ["gap", "home"], 0.5, 2] } });
  }
  return style;
}

function bounds(...collections) {
  const box = new maplibregl.LngLatBounds();
  const walk = (part) => (typeof part?.[0] === "number" ? box.extend(part) : part?.forEach?.(walk));
  for (const collection of collections) collection?.features.forEach((feature) => walk(feature.geometry?.coordinates));
  return box;
}

function say(map, at, { name, url }) {
  const words = document.createElement(url ? "a" : "span");
  if (url) words.href = url;
  words.textContent = name;
  words.lang = "zh-Hans";
  new maplibregl.Popup().setLngLat(at).setDOMContent(words).addTo(map);
}

function tell(map) {
  map.on("click", "points", (event) => say(map, event.features[0].geometry.coordinates, event.features[0].properties));
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
  if (!dots && outlines?.features[0]?.properties.tone) map.on("click", "fill", (event) => say(map, event.lngLat, event.features[0].properties));
  if (lon && lat && !box.dataset.pick) new maplibregl.Marker({ color: ink("--accent") }).setLngLat([lon, lat]).addTo(map);
  box.dispatchEvent(new CustomEvent("map:drawn", { bubbles: true, detail: map }));
}

for (const box of document.querySelectorAll("[data-map]")) {
  draw(box).catch(() => { box.hidden = true; });
}

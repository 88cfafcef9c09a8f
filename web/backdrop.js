// Backdrops: basemaps of others, a PMTiles archive or tiles at an address. They
// lie over our basemap, which is seen where they have no tiles, and below all
// that is ours: shades, boundaries, regions, names of countries and provinces,
// and the events. The program fetches this when the first one is asked for.

// ---- What an archive says of itself ------------------------------------------

const compressions = ["an unknown compression", "none", "gzip", "brotli", "zstd"];
const tileTypes = ["an unknown type", "MVT", "PNG", "JPEG", "WebP", "AVIF", "MLT"];
const world = [-180, -85.0511287, 180, 85.0511287];

// readHeader reads the first bytes of an archive, of so many bytes in all if
// that is known. It throws what is wrong and what was expected.
export function readHeader(bytes, size) {
  const expect = (ok, text) => { if (!ok) throw new Error(text); };
  const begin = String.fromCharCode(...bytes.slice(0, 7));
  expect(bytes.length > 0, "it is empty: expected a PMTiles archive");
  expect(begin.startsWith("PM") && bytes.length > 7, "it is no PMTiles archive: expected it to begin with PMTiles");
  const version = begin === "PMTiles" ? bytes[7] : bytes[2];
  expect(version === 3, `it is PMTiles of version ${version}: expected version 3${version < 3 ? ", which pmtiles convert makes of it" : ""}`);
  expect(bytes.length >= 127, `it ends after ${bytes.length} bytes: expected a header of 127`);

  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const number = (at) => Number(view.getBigUint64(at, true));
  // Root directory, metadata, leaf directories and tiles.
  const end = Math.max(...[8, 24, 40, 56].map((at) => number(at) + number(at + 8)));
  expect(!size || end <= size, `it is cut off after ${size} of ${end} bytes: expected the whole file`);
  const [directories, tiles, type, minzoom, maxzoom] = bytes.slice(97, 102);
  const raster = type >= 2 && type <= 5;
  const compressed = (n) => compressions[n] ?? `number ${n}`;
  expect(directories === 1 || directories === 2, `its directories are compressed by ${compressed(directories)}: expected gzip or none`);
  expect(type === 1 || raster, `its tiles are of ${tileTypes[type] ?? `type ${type}`}: expected MVT, PNG, JPEG, WebP or AVIF`);
  expect(tiles === 1 || tiles === 2 || (raster && tiles === 0), `its tiles are compressed by ${compressed(tiles)}: expected gzip or none`);
  expect(minzoom <= maxzoom && maxzoom <= 24, `its zooms are ${minzoom} to ${maxzoom}: expected two of 0 to 24, the lower first`);
  expect(number(64) > 0, "it holds no tile");

  let bounds = [102, 106, 110, 114].map((at) => view.getInt32(at, true) / 1e7);
  const [west, south, east, north] = bounds;
  if (!(west < east && south < north && west >= -180 && east <= 180 && south >= -90 && north <= 90)) bounds = world; // some are written without
  return { raster, minzoom, maxzoom, bounds };
}

const entities = { copy: "©", "#169": "©", "#xa9": "©", quot: "\"", "#39": "'", nbsp: " ", lt: "<", gt: ">", amp: "&" };

// plain returns the text of what may be HTML, in one line of bearable length.
// It is for text alone: it may hold what looks like markup.
export function plain(html) {
  if (typeof html !== "string") return "";
  const text = html.replace(/<[a-z!/][^>]*(>|$)/gi, "")
    .replace(/&(#?\w+);/g, (whole, name) => entities[name.toLowerCase()] ?? whole)
    .replace(/[\s\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, " ").trim();
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}

// open reads what an archive says of itself, a file or one at an address. Its
// tiles are read as they are looked at.
async function open(from) {
  const { PMTiles, FileSource, FetchSource } = await window.wherewhen.pmtiles();
  const own = from instanceof Blob;
  const source = own ? new FileSource(from) : new FetchSource(from.url);
  const { data } = await source.getBytes(0, 127);
  const header = readHeader(new Uint8Array(data), own ? from.size : 0);
  const archive = new PMTiles(source);
  let metadata;
  try {
    metadata = await archive.getMetadata();
  } catch (error) {
    throw new Error(`its directory or metadata cannot be read (${error.message})`);
  }
  const layers = Array.isArray(metadata?.vector_layers) ? metadata.vector_layers.map((layer) => layer?.id).filter((id) => typeof id === "string") : [];
  if (!header.raster && layers.length === 0) throw new Error("its metadata names no layers: expected vector_layers");
  return {
    ...header, layers, own, archive, url: `${scheme}://${++opened}/{z}/{x}/{y}`,
    name: from.name, title: plain(metadata?.name), attribution: from.attribution || plain(metadata?.attribution),
  };
}

const scheme = "backdrop";
let opened = 0;

// tile answers MapLibre with a tile of the archive that lies there; of one that
// is taken away by now there are none.
async function tile({ url }, { signal }) {
  const [archive, z, x, y] = url.match(/\d+/g).map(Number);
  if (!backdrop?.url.startsWith(`${scheme}://${archive}/`)) return { data: null };
  const found = await backdrop.archive.getZxy(z, x, y, signal);
  return { data: found ? new Uint8Array(found.data) : backdrop.raster ? null : new Uint8Array() };
}

// tilesOf returns what a site says of tiles at an address.
function tilesOf({ name, url, attribution, kind, minzoom, maxzoom }) {
  return { name, attribution, url, minzoom, maxzoom, bounds: world, raster: kind === "raster", layers: null };
}

// ---- How it is drawn ----------------------------------------------------------

// Colours on light and on dark ground.
const colors = {
  green: ["#e9eee0", "#1c2b29"], bare: ["#f1ece0", "#222827"], ice: ["#fbfcfd", "#2a343c"], built: ["#efebe4", "#20282f"],
  building: ["#e2dcd1", "#2b353d"], casing: ["#d6d0c4", "#12171b"], road: ["#ffffff", "#36414a"], major: ["#ffffff", "#46535e"],
  motorway: ["#f3e6c8", "#5a5f52"], path: ["#cfc7b8", "#414d57"], rail: ["#bdb6aa", "#4a5762"], runway: ["#e4e0d8", "#2f3942"],
  stream: ["#c6d6e0", "#1d2b36"], other: ["#cbbfa6", "#5a553f"], otherLine: ["#9a8a68", "#8a8060"],
};

// Layers of the common schemas that are not drawn. Boundaries are ours alone: a
// line below our dashes would make a disputed one look settled.
const left = [
  "boundary", "boundaries", "boundary_labels", "admin", "poi", "pois", "housenumber", "addresses", "mountain_peak", "aerodrome_label",
  "water_name", "water_polygons_labels", "water_lines_labels", "street_labels_points", "streets_polygons_labels", "ferries", "aerialways",
  "public_transport", "transit", "physical_point", "physical_line",
];

const get = (name) => ["get", name];
const among = (what, ...values) => ["match", what, values, true, false];
const polygon = among(["geometry-type"], "Polygon", "MultiPolygon");
const line = among(["geometry-type"], "LineString", "MultiLineString");
const point = among(["geometry-type"], "Point", "MultiPoint");
const kind = ["coalesce", get("class"), get("kind"), get("pmap:kind"), ""];
const detail = ["coalesce", get("class"), get("kind_detail"), get("pmap:kind_detail"), get("kind"), get("pmap:kind"), ""];
const byZoom = (...stops) => ["interpolate", ["linear"], ["zoom"], ...stops];
const growing = (...stops) => ["interpolate", ["exponential", 1.6], ["zoom"], ...stops];

const motorway = among(kind, "motorway", "highway");
const major = among(kind, "trunk", "primary", "secondary", "tertiary", "major_road", "medium_road");
const minor = among(kind, "minor", "minor_road", "residential", "unclassified", "living_street", "service", "busway", "raceway", "pedestrian");
const town = among(detail, "city", "town", "capital", "state_capital");
const large = among(detail, "country", "region", "state", "province", "continent", "county", "dependency", "ocean", "sea");

const places = ["places", "place", "place_labels"];

// sheet lists layers of MapLibre's, each for all the layers it is for, as the
// schemas of Protomaps, OpenMapTiles and Shortbread name them, with the lowest
// zoom it is drawn at.
function sheet(c) {
  const cover = ["landcover", "landuse", "land", "natural"];
  const roads = ["roads", "transportation", "streets"];
  const fill = (of, from, filter, color, opacity = 1) =>
    ({ of, from, layer: { type: "fill", filter: filter === polygon ? polygon : ["all", polygon, filter], paint: { "fill-color": color, "fill-opacity": opacity } } });
  const stroke = (of, from, filter, color, width, more) =>
    ({ of, from, layer: { type: "line", filter: filter === line ? line : ["all", line, filter], layout: { "line-cap": more ? "butt" : "round", "line-join": "round" },
      paint: { "line-color": color, "line-width": width, ...more } } });
  return [
    fill(["earth"], 0, polygon, c.land),
    fill(["land"], 0, ["==", kind, ""], c.land),
    fill([...cover, "sites"], 0, among(kind, "residential", "industrial", "commercial", "retail", "railway", "school", "university", "college", "hospital",
      "military", "garages", "neighbourhood", "suburb", "quarter", "urban_area"), c.built),
    fill([...cover, "sites"], 0, among(kind, "wood", "forest", "grass", "grassland", "meadow", "scrub", "park", "nature_reserve", "national_park",
      "protected_area", "cemetery", "golf_course", "pitch", "recreation_ground", "village_green", "garden", "orchard", "vineyard", "farmland", "allotments",
      "wetland", "swamp", "marsh", "heath"), c.green, byZoom(5, 0.5, 10, 1)),
    fill(cover, 0, among(kind, "sand", "rock", "beach", "barren", "bare_rock", "quarry", "desert"), c.bare),
    fill(cover, 0, among(kind, "ice", "glacier"), c.ice),
    fill(["park"], 0, polygon, c.green, 0.6),
    fill(["water", "ocean", "water_polygons"], 0, polygon, c.sea),
    stroke(["water", "waterway", "water_lines"], 7, line, c.stream, growing(7, 0.4, 14, 1.6, 18, 5)),
    fill(["aeroway", "street_polygons"], 11, polygon, c.runway),
    stroke(["aeroway"], 11, line, c.runway, growing(11, 1.5, 16, 20)),
    fill(["building", "buildings"], 13, polygon, c.building, byZoom(13, 0.2, 15, 1)),
    stroke(roads, 13.5, among(kind, "path", "track", "footway", "cycleway", "steps", "bridleway"), c.path, byZoom(13.5, 0.6, 18, 1.6), { "line-dasharray": [3, 2] }),
    // The edges of all roads lie below all roads.
    stroke(roads, 12, minor, c.casing, growing(12, 0.6, 14, 2.4, 18, 15.5)),
    stroke(roads, 6, major, c.casing, growing(6, 0.7, 10, 1.6, 14, 6, 18, 23.5)),
    stroke(roads, 5, motorway, c.casing, growing(5, 0.8, 10, 2.6, 14, 7.5, 18, 27.5)),
    stroke(roads, 13, minor, c.road, growing(13, 0.4, 14, 1.4, 18, 14)),
    stroke(roads, 9, major, c.major, growing(9, 0.4, 10, 0.8, 14, 4.6, 18, 22)),
    stroke(roads, 7, motorway, c.motorway, growing(7, 0.5, 10, 1.5, 14, 6, 18, 26)),
    stroke(roads, 10, among(kind, "rail", "light_rail", "subway", "tram", "narrow_gauge", "funicular", "monorail"), c.rail, byZoom(10, 0.5, 16, 1.6), { "line-opacity": 1 }),

    name(["roads", "transportation_name", "street_labels"], 13, line, c, c.minor, byZoom(13, 9.5, 18, 13),
      { "symbol-placement": "line", "text-max-angle": 30, "text-padding": 6 }),
    name(places, 10, ["all", point, ["!", town], ["!", large]], c, c.minor, byZoom(10, 10, 16, 13)),
    name(places, 4.5, ["all", point, town], c, c.label, byZoom(5, 10.5, 12, 16),
      { "symbol-sort-key": ["coalesce", get("rank"), ["-", 20, ["coalesce", get("population_rank"), 0]]] }),
  ];
}

// name draws names as our own basemap does: in the fonts of the machine.
function name(of, from, filter, c, color, size, layout) {
  return { of, from, layer: {
    type: "symbol", filter,
    layout: { "text-field": c.name, "text-font": ["sans-serif"], "text-size": size, "text-max-width": 7, "text-padding": 4, ...layout },
    paint: { "text-color": color, "text-halo-color": c.halo, "text-halo-width": 1.5 },
  } };
}

// other draws what the sheet does not know.
function other(of, c) {
  const plainly = (type, filter, paint) => ({ of, from: 0, layer: { type, filter, paint } });
  return [
    plainly("fill", polygon, { "fill-color": c.other, "fill-opacity": 0.35 }),
    plainly("line", line, { "line-color": c.otherLine, "line-width": 1 }),
    plainly("circle", point, { "circle-color": c.otherLine, "circle-radius": 2, "circle-opacity": 0.8 }),
    name(of, 0, point, c, c.minor, 11, { "text-anchor": "top", "text-offset": [0, 0.4] }),
  ];
}

// mostOthers bounds how many layers that are not known are drawn.
const mostOthers = 60;

// dress puts what lies there into the style of the map.
export function dress(style, dark, language) {
  return backdrop ? dressed(style, backdrop, dark, language) : style;
}

// dressed puts a backdrop into a style.
export function dressed(style, backdrop, dark, language) {
  const our = (id) => style.layers.find((layer) => layer.id === id).paint;
  const c = {
    sea: our("sea")["background-color"], land: our("overview-land")["fill-color"], label: our("overview-places")["text-color"],
    minor: our("overview-provinces")["text-color"], halo: our("overview-places")["text-halo-color"],
    name: ["coalesce", get(`name:${language}`), get(`name_${language}`), get("name")],
  };
  for (const [id, shades] of Object.entries(colors)) c[id] = shades[dark ? 1 : 0];
  const { bounds: [west, south, east, north], layers, raster, minzoom, maxzoom } = backdrop;
  const area = { type: "Polygon", coordinates: [[[west, south], [east, south], [east, north], [west, north], [west, south]]] };
  style.sources.backdrop = { type: raster ? "raster" : "vector", tiles: [backdrop.url], minzoom, maxzoom, bounds: backdrop.bounds, ...(raster && { tileSize: 256 }) };

  const drawn = [];
  const draw = ({ of, from, layer }) => {
    for (const id of of) {
      if (layers && !layers.includes(id)) continue;
      drawn.push({ ...layer, id: `backdrop-${drawn.length}-${id}`, source: "backdrop", "source-layer": id, minzoom: from });
    }
  };
  if (raster) {
    drawn.push({ id: "backdrop", type: "raster", source: "backdrop",
      paint: { "raster-saturation": -0.35, "raster-brightness-max": dark ? 0.62 : 1, "raster-fade-duration": 0 } });
  } else {
    // OpenMapTiles has water and no land.
    if (!layers || layers.includes("transportation")) {
      style.sources["backdrop-area"] = { type: "geojson", data: area };
      drawn.push({ id: "backdrop-land", type: "fill", source: "backdrop-area", minzoom: Math.max(minzoom, 5), paint: { "fill-color": c.land } });
    }
    const known = sheet(c);
    const mentioned = new Set([...left, ...known.flatMap(({ of }) => of)]);
    known.forEach(draw);
    for (const id of (layers ?? []).filter((id) => !mentioned.has(id)).slice(0, mostOthers)) other([id], c).forEach(draw);
  }

  // Our names give way to those of the archive: all where it is a picture, which
  // has them drawn in, and those of places where it has these.
  const silent = raster ? /^(overview|detail)-(places|provinces|countries)$/ : /^(overview|detail)-places$/;
  const here = ["any", ["<", ["zoom"], minzoom], ["!", ["within", area]]];
  if (raster || !layers || places.some((id) => layers.includes(id))) {
    for (const layer of style.layers) if (silent.test(layer.id)) layer.filter = ["all", layer.filter, here];
  }

  // Among streets the hatches of regions, of which many may lie on each other,
  // are no more than a tint.
  const hatches = our("regions");
  hatches["fill-opacity"] = [...hatches["fill-opacity"], 12, 0.06];

  // Ours come above: what is shaded and our boundaries above the ground, our
  // names above theirs, so that they are placed first.
  const put = (layers, before) => style.layers.splice(style.layers.findIndex(before), 0, ...layers);
  put(drawn.filter(({ type }) => type === "symbol"), ({ type, source }) => type === "symbol" && source !== "backdrop");
  const order = ["raster", "fill", "line", "circle"]; // no area covers a road
  const ground = drawn.filter(({ type }) => type !== "symbol").sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type));
  put(ground, ({ id, type }) => id === "shade" || type === "line");
  return style;
}

// ---- What lies there ----------------------------------------------------------

let page = null; // what the program gave
let backdrop = null;
let asked = 0;
let complained = false;

// start offers backdrops in the legend. Without a map there are none. Nearest is
// how near the map goes by itself; say tells the program what happens.
export async function start(map, nearest, say) {
  if (page) return;
  page = { map, nearest, say };
  offer();
  (await window.wherewhen.maplibre()).addProtocol(scheme, tile);
  map?.on("error", ({ sourceId, error }) => {
    // What follows the first is seldom of another kind, and there may be much.
    if (sourceId !== "backdrop" || complained || !backdrop) return;
    complained = true;
    say("failed", `${backdrop.name}: a tile could not be read (${error.message}).`);
  });
}

// lay opens a backdrop and has it drawn, unless another is asked for meanwhile.
// What lies there stays until then, and when it cannot be opened.
async function lay(name, opening) {
  const mine = ++asked;
  try {
    const found = await opening();
    if (mine === asked) become(found);
    return true;
  } catch (error) {
    if (mine === asked) page.say("failed", words.notTaken(isolated(name), error.message));
    return false;
  }
}

// become draws a backdrop, null for none. The map goes two levels beyond its
// tiles, and as near as marks are where their places are to a quarter of a
// pixel.
function become(found) {
  asked++;
  backdrop = found;
  complained = false;
  page.map.setMaxZoom(found ? Math.min(20, Math.max(page.nearest, found.maxzoom + 2)) : page.nearest);
  credit();
  page.say("laid", found ? `; ${[found.name, found.attribution].filter(Boolean).map(isolated).join(" · ")}` : "");
  show();
}

// credit names whose it is, above what MapLibre says of the basemap: as text,
// which MapLibre would take for HTML.
function credit() {
  const ground = page.map.getContainer();
  ground.querySelector(".backdrop-credit")?.remove();
  if (!backdrop?.attribution) return;
  ground.querySelector(".maplibregl-ctrl-bottom-right").prepend(element("div", {
    className: "maplibregl-ctrl maplibregl-ctrl-attrib backdrop-credit", textContent: backdrop.attribution,
  }));
}

// take lays a file of the person's own.
export async function take(file) {
  if (!page.map) page.say("failed", words.noMap);
  else if (await lay(file.name, () => open(file))) page.say("taken", words.taken(isolated(file.name)));
}

// ---- The panel ------------------------------------------------------------------

const words = {
  open: "Open a PMTiles file…",
  about: "Streets from a file of yours: read here, sent nowhere, not remembered and not in the link.",
  noMap: "Another basemap needs WebGL, which this browser does not offer here.",
  taken: (name) => `${name} lies over the basemap. It stays on this machine and is not remembered.`,
  notTaken: (name, why) => `${name} was not opened as basemap, which stays as it is: ${why}.`,
  zooms: (from, to) => `zoom ${from} to ${to}`,
  noCredit: "does not say whose it is",
  goTo: "Go to its area",
  away: "Take away",
  asks: (host) => `While it is on, the page asks ${host} for the tiles of every place you look at: these requests leave this machine. Off at each start.`,
};

// isolated keeps a name of others from turning around the text beside it.
const isolated = (text) => `\u2068${text}\u2069`;

function element(tag, properties, ...children) {
  const e = Object.assign(document.createElement(tag), properties);
  e.append(...children);
  return e;
}

const parts = {};

function button(id, text, onclick) {
  return element("button", { type: "button", id, textContent: text, onclick, disabled: !page.map });
}

// offer builds the panel, in what the legend unfolds.
function offer() {
  const panel = element("div");
  const fold = document.getElementById("basemap");
  fold.append(panel);
  fold.addEventListener("toggle", () => panel.scrollIntoView({ block: "nearest" }));
  parts.title = element("span");
  document.querySelector("#basemap summary").append(parts.title);
  parts.file = element("input", { type: "file", id: "backdrop-file", hidden: true });
  parts.file.onchange = () => {
    const [file] = parts.file.files;
    parts.file.value = ""; // so that the same file can be chosen again
    if (file) take(file);
  };
  parts.open = button("open-backdrop", words.open, () => parts.file.click());
  parts.name = element("b");
  parts.said = element("p");
  parts.own = element("div", { id: "own-backdrop", hidden: true }, parts.name, parts.said, button("go-to-backdrop", words.goTo, goTo), button("take-backdrop-away", words.away, away));
  panel.append(parts.file, parts.open, element("p", { textContent: page.map ? words.about : words.noMap }), parts.own);
  requestAnimationFrame(() => panel.scrollIntoView({ block: "nearest" }));
  parts.boxes = (window.wherewhen.site.tiles ?? []).map((tiles, i) => {
    const id = `tiles-${i + 1}`;
    const box = element("input", { type: "checkbox", id, disabled: !page.map });
    box.setAttribute("aria-describedby", `${id}-asks`);
    box.onchange = () => turn(box, tiles);
    panel.append(
      element("label", { className: "switch" }, box, element("bdi", { textContent: tiles.name })),
      element("p", { id: `${id}-asks`, textContent: words.asks(tiles.host) }));
    return { box, tiles };
  });
}

// turn turns tiles of the site on, or off again.
async function turn(box, tiles) {
  if (!box.checked) return become(null);
  await lay(tiles.name, async () => ({ ...(tiles.kind === "archive" ? await open(tiles) : tilesOf(tiles)), tiles }));
  show();
}

function goTo(event) {
  const [west, south, east, north] = backdrop.bounds;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  page.map.fitBounds([[west, south], [east, north]], { padding: 24, maxZoom: backdrop.maxzoom, duration: still ? 0 : 600 }, { originalEvent: event });
}

function away() {
  become(null);
  parts.open.focus();
}

// show has the panel show what lies there.
function show() {
  parts.own.hidden = !backdrop?.own;
  parts.title.textContent = backdrop ? `: ${isolated(backdrop.name)}` : "";
  for (const { box, tiles } of parts.boxes) box.checked = backdrop?.tiles === tiles;
  if (!backdrop?.own) return;
  parts.name.textContent = isolated(backdrop.name);
  parts.said.textContent = [backdrop.title && isolated(backdrop.title), words.zooms(backdrop.minzoom, backdrop.maxzoom),
    backdrop.attribution ? isolated(backdrop.attribution) : words.noCredit].filter(Boolean).join(" · ");
  parts.own.scrollIntoView({ block: "nearest" });
}

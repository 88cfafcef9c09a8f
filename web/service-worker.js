// Keeps the page for offline use: every version whole in a cache of its own.
"use strict";

const VERSION = {{json .Version}};

// What the first view needs, fetched when the version is installed, and what
// is fetched once a page of it runs.
const FIRST = {{json .First}};
const LATER = {{json .Later}};
const KEPT = { ...FIRST, ...LATER };

// Compressed twins, for hosts that do not compress: path to path and integrity.
const PACKED = {{json .Packed}};

// Other names of kept files; "" is the page.
const ALIASES = {{json .Aliases}};

const scope = new URL(self.registration.scope);
const PREFIX = `wherewhen-${scope.pathname}-`;
const NAME = PREFIX + VERSION;

const address = (path) => new URL(path, scope).href;
const immutable = (path) => path.startsWith("assets/");
const keepable = (response) => response.status === 200 && response.type === "basic";

// olderCaches are the caches of this page's other versions: not of other
// pages on the same host, nor of this page served elsewhere on it.
async function olderCaches() {
  return (await caches.keys()).filter((name) =>
    name !== NAME && name.startsWith(PREFIX) && /^[0-9a-f]+$/.test(name.slice(PREFIX.length)));
}

// kept looks for a file in caches. Where the name of a file is made from its
// contents, any version's copy is the file.
async function kept(path, names) {
  for (const name of names) {
    const response = await (await caches.open(name)).match(address(path), { ignoreSearch: true, ignoreVary: true });
    if (response) return response;
  }
}

// ---- Installing --------------------------------------------------------------

// load fetches a file of this version and no other: the browser checks the
// contents. What it has in its own cache will do if it is right, as the file
// itself or as its compressed twin, whichever the page took.
async function load(path, signal) {
  const integrity = KEPT[path];
  const url = address(path);
  const had = { cache: "only-if-cached", mode: "same-origin", integrity, signal };
  return fetch(url, had).then(checked)
    .catch(() => unpack(path, signal))
    .catch(() => fetch(url, { cache: "reload", integrity, signal }).then(checked));
}

function checked(response) {
  if (!keepable(response)) throw new Error(`${response.url}: status ${response.status}`);
  return response;
}

// unpack fetches the twin of a file.
async function unpack(path, signal) {
  const twin = PACKED[path];
  if (!twin || !self.DecompressionStream) throw new Error(`${path}: no twin`);
  const packed = checked(await fetch(address(twin.path), { cache: "force-cache", integrity: twin.integrity, signal }));
  return new Response(packed.body.pipeThrough(new DecompressionStream("gzip")), {
    headers: { "Content-Type": path.endsWith(".wasm") ? "application/wasm" : "application/json" },
  });
}

// loadPage fetches the page itself. Hosts redirect it and add to it, so it is
// known by the version it names.
async function loadPage() {
  for (const path of ["./", "index.html"]) {
    const response = await fetch(address(path), { cache: "reload" });
    if (!keepable(response)) continue;
    const html = await response.text();
    if (html.includes(VERSION)) return new Response(html, { headers: { "Content-Type": "text/html; charset=utf-8" } });
  }
  throw new Error(`the host has no page of version ${VERSION}`);
}

async function install() {
  const older = await olderCaches();
  const cache = await caches.open(NAME);
  const first = Object.keys(FIRST).map(async (path) => {
    const had = immutable(path) && await kept(path, older);
    await cache.put(address(path), had && await isSound(path, had) ? had : await load(path));
  });
  const later = Object.keys(LATER).map(async (path) => {
    const had = await kept(path, older);
    if (had && await isSound(path, had)) await cache.put(address(path), had).catch(() => {});
  });
  try {
    const [page] = await Promise.all([loadPage(), ...first, ...later]);
    await cache.put(scope.href, page);
  } catch (error) {
    await Promise.allSettled([...first, ...later]);
    await caches.delete(NAME);
    if (older.length === 0) await complain(error);
    throw error;
  }
}

// complain tells the open pages why nothing is kept.
async function complain(error) {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  for (const page of pages) page.postMessage({ notKept: String(error.message ?? error) });
}

// repair looks through what is kept, replaces what is not as it was made, and
// tells how many files that was. What cannot be fetched now is missing then.
async function repair() {
  const cache = await caches.open(NAME);
  let mended = 0;
  for (const path of Object.keys(KEPT)) {
    const had = await cache.match(address(path));
    if (had ? await isSound(path, had) : path in LATER) continue;
    mended++;
    await cache.delete(address(path));
    await load(path).then((fresh) => cache.put(address(path), fresh)).catch(() => {});
  }
  return mended;
}

// isSound reports whether a kept file is as it was made.
async function isSound(path, response) {
  const sum = await crypto.subtle.digest("SHA-256", await response.clone().arrayBuffer());
  return KEPT[path] === "sha256-" + btoa(String.fromCharCode(...new Uint8Array(sum)));
}

// A worker takes over only when the one before it has nothing to do any more:
// then that one gives up what can be fetched later.
const patience = new AbortController();

// complete fetches the rest, so that nothing is missing offline. What fails is
// fetched when it is used, or after the next start.
async function complete() {
  if (self.navigator.connection?.saveData) return;
  const cache = await caches.open(NAME);
  for (const path of Object.keys(LATER)) {
    if (patience.signal.aborted) return;
    if (await cache.match(address(path))) continue;
    await load(path, patience.signal).then((response) => cache.put(address(path), response)).catch(() => {});
  }
}

// tidy deletes older versions once no page but the one that asks is open:
// others may have begun with an older version and may still need its files.
async function tidy(asking) {
  const pages = await self.clients.matchAll({ type: "window" });
  if (pages.some((page) => page.id !== asking)) return;
  await Promise.all((await olderCaches()).map((name) => caches.delete(name)));
}

self.addEventListener("install", (event) => event.waitUntil(install()));

// A first version serves the page that installed it; a later one waits until
// it is told to take over or no page is open.
self.addEventListener("activate", (event) => event.waitUntil(tidy().then(() => self.clients.claim())));

self.addEventListener("message", (event) => {
  if (event.data === "take over") event.waitUntil(self.skipWaiting());
  if (event.data === "here") event.waitUntil(Promise.all([tidy(event.source.id), complete()]));
  if (event.data === "give way") patience.abort();
  if (event.data === "repair") event.waitUntil(repair().catch(() => 0).then((mended) => event.ports[0].postMessage(mended)));
});

// ---- Serving -----------------------------------------------------------------

// Scripts and styles are looked at each time: the page could not say that one
// is damaged, and the browser would not ask for it again.
const VITAL = /\.(js|css)$/;

// serve answers with what is kept. What is missing or damaged comes from the
// host, as this version has it, and is kept again; where the host has another
// version by now, it answers as if nothing were kept here.
async function serve(path, event) {
  const names = immutable(path) ? [NAME, ...await olderCaches()] : [NAME];
  const found = await kept(path, names).catch(() => null);
  if (found && !(VITAL.test(path) && Object.hasOwn(KEPT, path) && !await isSound(path, found))) return found;
  if (Object.hasOwn(KEPT, path)) {
    const fresh = await load(path).catch(() => null);
    if (fresh) {
      const copy = fresh.clone();
      event.waitUntil(caches.open(NAME).then((cache) => cache.put(address(path), copy)).catch(() => {}));
      return fresh;
    }
  }
  return fetch(event.request);
}

// receive takes a file that another program shares with the installed page,
// leaves it for the page and opens that.
async function receive(request) {
  const file = (await request.formData()).get("file");
  if (file instanceof File) {
    const cache = await caches.open(`wherewhen-shared-${scope.pathname}`);
    await cache.put(address("shared/" + encodeURIComponent(file.name)), new Response(file));
  }
  return Response.redirect(address("./?shared"), 303);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return;
  let path = url.pathname.slice(scope.pathname.length);
  if (request.method === "POST" && path === "share") event.respondWith(receive(request));
  if (request.method !== "GET" || request.headers.has("Range")) return;
  if (Object.hasOwn(ALIASES, path)) path = ALIASES[path];
  if (path === "" || Object.hasOwn(FIRST, path) || immutable(path)) event.respondWith(serve(path, event));
});

// The loader brings the program and its first files, shows how far that has
// come, says so when something fails, and keeps the page for offline use. The
// program finds it as window.wherewhen.
"use strict";

(() => {
  const base = new URL(".", document.baseURI).href;
  const site = JSON.parse(document.getElementById("assets").textContent);
  const assets = {};
  for (const [name, path] of Object.entries(site.files)) assets[name] = site.single ? path : new URL(path, base).href;

  // Scripts and workers come from the files of the page and nowhere else, and
  // nothing becomes markup: the browser asks here before it takes either from
  // whatever code (Trusted Types).
  const scripts = new Set([...Object.values(assets), new URL("service-worker.js", base).href]);
  window.trustedTypes?.createPolicy("default", {
    createScriptURL: (url) => (scripts.has(url) ? url : null),
    createHTML: (text) => (/[<&]/.test(text) ? null : text),
  });

  // ---- Files ---------------------------------------------------------------

  // request asks for a file and rejects with its name and the reason. Where the
  // host does not compress, it takes the file's compressed twin.
  async function request(name) {
    const url = assets[name];
    if (!url) throw new Error(`${name}: not part of this site`);
    if (site.single) return unpack(name);
    const response = await answer(name, url);
    const twin = site.packed?.[name];
    const kept = navigator.serviceWorker?.controller;
    if (!twin || kept || response.headers.has("Content-Encoding") || !window.DecompressionStream) return response;
    let packed;
    try {
      packed = await answer(name, new URL(twin, base).href);
    } catch {
      return response;
    }
    response.body.cancel().catch(() => {});
    if (packed.headers.has("Content-Encoding")) return packed;
    return new Response(packed.body.pipeThrough(new DecompressionStream("gzip")), {
      headers: { "Content-Type": response.headers.get("Content-Type") ?? "" },
    });
  }

  async function answer(name, url) {
    let response;
    try {
      response = await fetch(url);
    } catch (error) {
      throw new Error(`${name}: no answer for ${url} (${error.message})`);
    }
    if (!response.ok) throw new Error(`${name}: status ${response.status} for ${url}`);
    return response;
  }

  async function bytes(name) {
    const response = await request(name);
    try {
      return await response.arrayBuffer();
    } catch (error) {
      throw new Error(`${name}: broken off while loading ${assets[name]} (${error.message})`);
    }
  }

  // Files the first view needs are under way before the program asks for them.
  const early = new Map();
  for (const name of site.early) {
    if (name === "app.wasm") continue;
    const file = bytes(name);
    file.then(() => arrived(site.sizes[name]), () => {});
    early.set(name, file);
  }

  // file is what the program calls: the early one once, then afresh, so that
  // no copy stays in memory.
  function file(name) {
    const first = early.get(name);
    early.delete(name);
    return first ?? bytes(name);
  }

  // ---- One file ------------------------------------------------------------

  // A saved page holds its files itself: styles and scripts as they are, the
  // rest gzipped, in base64.
  async function unpack(name) {
    const block = document.getElementById(assets[name].slice(1));
    if (!block) throw new Error(`${name}: missing in this file`);
    if (block.type !== "text/plain") return new Response(block.textContent);
    try {
      const text = atob(block.textContent);
      const packed = new Uint8Array(text.length);
      for (let i = 0; i < text.length; i++) packed[i] = text.charCodeAt(i);
      const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
      const contents = await new Response(stream).arrayBuffer();
      return new Response(contents, name === "app.wasm" ? { headers: { "Content-Type": "application/wasm" } } : {});
    } catch (error) {
      throw new Error(`${name}: damaged in this file (${error.message})`);
    }
  }

  // address is where a library is imported from.
  async function address(name) {
    if (!site.single) return assets[name];
    const text = new TextDecoder().decode(await bytes(name));
    const url = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
    // A page from disk has no origin, and MapLibre starts its worker from the text.
    scripts.add(url).add(`data:text/javascript;charset=utf-8,${encodeURIComponent(text)}`);
    return url;
  }

  // resume shows what was saved, unless the address says something else.
  function resume() {
    if (site.fragment && !location.hash) history.replaceState(history.state, "", `#${site.fragment}`);
  }

  // isSlow reports whether the page itself was long on its way.
  function isSlow() {
    const [page] = performance.getEntriesByType("navigation");
    return !page || page.responseEnd - page.requestStart > 300;
  }

  // On a slow line the map's program comes along with the page's, into the
  // browser's own cache; on a quick one that only takes cores from the first
  // view.
  if (isSlow() && !site.single) {
    for (const name of ["maplibre", "maplibre-worker", "pmtiles"]) {
      fetch(assets[name], { priority: "low" }).then((response) => response.arrayBuffer()).catch(() => {});
    }
  }

  // ---- Libraries -----------------------------------------------------------

  // once makes a function that works once, but tries again after a failure.
  function once(work) {
    let result = null;
    return () => (result ??= work().catch((error) => { result = null; throw error; }));
  }

  const maplibre = once(async () => {
    let library;
    try {
      [library] = await Promise.all([address("maplibre").then((url) => import(url)), style("maplibre-css")]);
    } catch (error) {
      throw new Error(`maplibre: ${error.message}`);
    }
    library.setWorkerUrl(await address("maplibre-worker"));
    return library;
  });

  const pmtiles = once(() => new Promise((resolve, reject) => {
    if (window.pmtiles) return resolve(window.pmtiles);
    const script = document.createElement("script");
    script.src = assets["pmtiles"];
    script.onload = () => resolve(window.pmtiles);
    script.onerror = () => reject(new Error(`pmtiles: ${script.src} could not be loaded`));
    document.head.append(script);
  }));

  const backdrop = once(async () => import(await address("backdrop")));
  const reader = once(async () => import(await address("reader")));

  // choose offers the ways to open a file; without what draws them, the browser's.
  function choose() {
    const input = document.getElementById("open-file");
    if (assets.reader) reader().then((of) => of.choose(), () => input.click());
    else input.click();
  }

  // What is pasted beside the fields of the page is a table to open.
  addEventListener("paste", (event) => {
    if (!assets.reader || event.target.closest?.("input, textarea, dialog")) return;
    const { files } = event.clipboardData, text = event.clipboardData.getData("text/plain");
    if (files.length || text.includes("\n")) reader().then((of) => of.give(files[0] ?? of.pasted(text)));
  });

  // style brings a style sheet the first words on the page need not wait for.
  // What the page's own sheets say goes before it.
  function style(name) {
    if (site.single) return; // it is in the file
    return new Promise((resolve, reject) => {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = assets[name];
      link.onload = resolve;
      link.onerror = () => reject(new Error(`${link.href} could not be loaded`));
      document.querySelector("link[rel=stylesheet]").before(link);
    });
  }

  // ---- Progress ------------------------------------------------------------

  const progress = document.getElementById("progress");
  const expected = site.early.reduce((sum, name) => sum + site.sizes[name], 0);
  let received = 0;

  // Sizes are those before compression, so that the bar ends at its end.
  function arrived(count) {
    received += count;
    progress.value = Math.min(1, received / expected);
  }

  // counted reads a body to its end and returns its parts.
  async function counted(body) {
    const parts = [];
    const reader = body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return parts;
      parts.push(value);
      arrived(value.byteLength);
    }
  }

  // ---- Failure -------------------------------------------------------------

  const dialog = document.getElementById("failure");

  // fail shows what happened, once. What was there stays readable: the list of
  // events below it, or the last view behind it.
  function fail(kind, text) {
    if (dialog.open) return;
    for (const part of dialog.querySelectorAll("[data-kind]")) part.hidden = !part.dataset.kind.split(" ").includes(kind);
    const report = document.getElementById("failure-text");
    report.textContent = [text, "", `Wherewhen ${site.version}`, navigator.userAgent, location.href].join("\n");
    document.getElementById("failure-reload").onclick = () => location.reload();
    document.getElementById("failure-copy").onclick = () => copy(report);
    progress.remove();
    for (const promise of document.querySelectorAll("#loading .coming, #loading .slow")) promise.remove();
    if (kind === "stopped" && dialog.showModal) return dialog.showModal();
    document.body.prepend(dialog);
    dialog.setAttribute("open", "");
  }

  // copy puts a text on the clipboard, or selects it where that is not allowed.
  function copy(element) {
    getSelection().selectAllChildren(element);
    navigator.clipboard?.writeText(element.textContent)
      .then(() => { document.getElementById("failure-copied").hidden = false; }, () => {});
  }

  // deadly reports whether an error has ended the program without its
  // noticing: a trap, or no stack left.
  function deadly(error) {
    return error instanceof WebAssembly.RuntimeError ||
      (error instanceof RangeError && /wasm/.test(error.stack));
  }

  function watchTraps() {
    const judge = (error) => { if (deadly(error)) fail("stopped", `${error}\n${error.stack ?? ""}`); };
    addEventListener("error", (event) => judge(event.error));
    addEventListener("unhandledrejection", (event) => judge(event.reason));
  }

  // ---- Program -------------------------------------------------------------

  // instantiate compiles while the bytes arrive, if the host gives them the
  // type that takes, and afterwards if not.
  async function instantiate(imports) {
    const response = await request("app.wasm");
    try {
      return await compile(response, imports);
    } catch (error) {
      throw new Error(`app.wasm: ${error.message}`);
    }
  }

  async function compile(response, imports) {
    if (response.headers.get("Content-Type") === "application/wasm" && WebAssembly.instantiateStreaming) {
      // To count its bytes costs a quick line more time than it tells.
      if (isSlow()) counted(response.clone().body).catch(() => {});
      else arrived(site.sizes["app.wasm"]);
      return WebAssembly.instantiateStreaming(response, imports);
    }
    const all = await new Blob(await counted(response.body)).arrayBuffer();
    return WebAssembly.instantiate(all, imports);
  }

  // overhear returns a function that tells what the program printed last.
  function overhear() {
    const decoder = new TextDecoder();
    const write = globalThis.fs.writeSync;
    let last = "";
    globalThis.fs.writeSync = function (fd, data) {
      last = (last + decoder.decode(data)).slice(-6000);
      return write.call(this, fd, data);
    };
    return () => last.trim();
  }

  async function start() {
    if (location.protocol === "file:" && !site.single) return fail("file", location.href);
    if (typeof WebAssembly !== "object") return fail("unsupported", navigator.userAgent);
    if (!window.Go) await repaired();
    if (!window.Go) return fail("load", `wasm-exec: could not be loaded from ${assets["wasm-exec"]}`);
    const printed = overhear();
    const go = new Go();
    let code = 0;
    go.exit = (status) => { code = status; };
    let program;
    try {
      [program] = await Promise.all([instantiate(go.importObject), newest()]);
    } catch (error) {
      await repaired();
      return fail("load", String(error.message ?? error));
    }
    performance.mark("program compiled");
    watchTraps();
    const ended = go.run(program.instance);
    progress.remove();
    within(settled, 15000).then(() => atLeisure(keep));
    try {
      await ended;
      fail("stopped", printed() || `The program ended with code ${code}.`);
    } catch (error) {
      fail("stopped", `${printed()}\n${error}`.trim());
    }
  }

  // The program says when the first view is complete.
  let settle;
  const settled = new Promise((resolve) => { settle = resolve; });

  // ---- Versions ------------------------------------------------------------

  // A new version is fetched whole and waits. The page is told; the next load
  // of any page makes the new version take over before it starts.

  let registration = null;
  let ready = false;
  let tell = null;

  function announce() {
    if (ready) return;
    ready = true;
    tell?.();
    window.goappOnUpdate();
  }

  // newest reloads the page, which has not started yet, when a newer version
  // waits; it returns at once when none does.
  async function newest() {
    const workers = navigator.serviceWorker;
    if (site.single || !workers?.controller) return;
    const { scope, waiting } = await workers.getRegistration(base) ?? {};
    if (scope !== base || !waiting) return;
    const reload = () => location.reload();
    workers.addEventListener("controllerchange", reload, { once: true });
    workers.controller.postMessage("give way");
    waiting.postMessage("take over");
    await new Promise((resolve) => setTimeout(resolve, 4000));
    workers.removeEventListener("controllerchange", reload); // the page is in use by now
  }

  // update is what the reader asks for when a new version is offered: it takes
  // over, however long that takes, and the page loads again.
  function update() {
    const workers = navigator.serviceWorker;
    if (!registration?.waiting) return location.reload();
    workers.addEventListener("controllerchange", () => location.reload(), { once: true });
    workers.controller?.postMessage("give way");
    registration.waiting.postMessage("take over");
  }

  // repaired is asked for when a file of the page is not what it should be. If
  // the copy kept for offline use was damaged, it is mended and the page loads
  // again, once; if not, it resolves and the failure has to be told.
  async function repaired() {
    const workers = navigator.serviceWorker;
    if (site.single || !workers?.controller || history.state?.repaired) return;
    const { scope, active } = await workers.getRegistration(base) ?? {};
    if (scope !== base || !active) return;
    const { port1, port2 } = new MessageChannel();
    const mended = await new Promise((resolve) => {
      port1.onmessage = (event) => resolve(event.data);
      active.postMessage("repair", [port2]);
      setTimeout(resolve, 30000, 0);
    });
    if (!mended) return;
    history.replaceState({ repaired: true }, "");
    location.reload();
    await new Promise(() => {});
  }

  // within waits for a promise, but no longer than so many milliseconds.
  function within(promise, milliseconds) {
    return Promise.race([promise, new Promise((resolve) => setTimeout(resolve, milliseconds))]);
  }

  // atLeisure leaves the first view what the machine can do.
  function atLeisure(work) {
    if (window.requestIdleCallback) requestIdleCallback(() => work(), { timeout: 6000 });
    else setTimeout(work, 3000);
  }

  // keep makes the page work offline and looks out for new versions.
  async function keep() {
    if (history.state?.repaired) history.replaceState(null, "");
    const workers = navigator.serviceWorker;
    if (site.single || !workers || !/^https?:$/.test(location.protocol)) return;
    try {
      registration = await workers.register(new URL("service-worker.js", base), { scope: base, updateViaCache: "none" });
    } catch (error) {
      console.warn(`not kept for offline use: ${error.message}`);
      return;
    }
    workers.addEventListener("message", ({ data }) => {
      if (data?.notKept) window.wherewhen.notKept?.(data.notKept);
    });
    workers.ready.then(({ active }) => active.postMessage("here"));
    const look = () => { if (registration.waiting && workers.controller) announce(); };
    const follow = () => registration.installing?.addEventListener("statechange", look);
    registration.addEventListener("updatefound", follow);
    follow();
    look();

    const hour = 3600e3;
    let checked = Date.now();
    document.addEventListener("visibilitychange", () => {
      if (document.hidden || Date.now() - checked < hour) return;
      checked = Date.now();
      registration.update().catch(() => {});
    });
  }

  // ---- What go-app's client calls ------------------------------------------

  const path = new URL(base).pathname.replace(/\/$/, "");
  const environment = {
    GOAPP_VERSION: site.version,
    GOAPP_ROOT_PREFIX: path,
    GOAPP_STATIC_RESOURCES_URL: path,
    // Files, not views: the browser opens them itself.
    GOAPP_INTERNAL_URLS: JSON.stringify(["data/", "assets/", "licences.txt"].map((p) => new URL(p, base).href)),
  };
  let install = null;

  Object.assign(window, {
    goappGetenv: (key) => environment[key],
    goappNav() {},
    goappUpdatedBeforeWasmLoaded: false,
    goappOnUpdate() { window.goappUpdatedBeforeWasmLoaded = true; },
    goappTryUpdate() { registration?.update().catch(() => {}); },
    goappAppInstallChangedBeforeWasmLoaded: false,
    goappOnAppInstallChange() { window.goappAppInstallChangedBeforeWasmLoaded = true; },
    goappIsAppInstallable: () => install !== null,
    goappIsAppleBrowser: () => false,
    async goappShowInstallPrompt() {
      await install?.prompt();
      install = null;
      window.goappOnAppInstallChange();
    },
    goappKeepBodyClean: () => () => {},
  });

  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    install = event;
    window.goappOnAppInstallChange();
  });
  addEventListener("appinstalled", () => {
    install = null;
    window.goappOnAppInstallChange();
  });

  // ---- The part behind # -----------------------------------------------------

  // go-app reads the address before the program does, and ends over a % that
  // begins no escape: such a % is meant as itself.
  function mendFragment() {
    const mended = location.hash.replace(/%(?![0-9a-f]{2})/gi, "%25");
    if (mended !== location.hash) history.replaceState(history.state, "", mended);
  }
  resume();
  mendFragment();
  addEventListener("popstate", mendFragment);

  // ---- Start ---------------------------------------------------------------

  window.wherewhen = {
    base, assets, maplibre, pmtiles, backdrop, reader, choose, fail, repaired, update,
    version: site.version, site,

    fetch: file,
    settled: settle,
    notKept: null, // the program's, told why the page is not kept for offline use
    get updateReady() { return tell; },
    set updateReady(callback) {
      tell = callback;
      if (ready) tell?.();
    },
  };
  start();
})();

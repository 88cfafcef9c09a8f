// brush measures how long moves of the pointer over the timeline of the page
// take until all they change at once is painted: timeline, totals and counts of
// the facets. The moves themselves are made by the browser.
(() => {
  const axis = document.querySelector("#axis");
  const box = axis.getBoundingClientRect();
  const long = [];
  new PerformanceObserver((list) => long.push(...list.getEntries())).observe({ type: "longtask" });
  // How long the program ran at once: the browser's own work, and MapLibre's, is
  // not in it.
  let runs = 0;
  const resume = Go.prototype._resume;
  Go.prototype._resume = function () {
    const from = performance.now();
    resume.call(this);
    runs = Math.max(runs, performance.now() - from);
  };
  let given = [], got = [];
  let waiting = false;
  // The browser gives a move to the page at the begin of a frame. A message
  // comes after the frame, and what the page does in it, is done.
  addEventListener("pointermove", (event) => {
    if (waiting || !event.buttons) return;
    waiting = true;
    const from = performance.now();
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        const now = performance.now();
        given.push(now - from);
        got.push(now - event.timeStamp);
        waiting = false;
      };
      port2.postMessage(null);
    });
  }, true);
  window.brushed = {
    box: [box.x, box.y, box.width, box.height],
    // longest returns the longest task since it was asked for last, 0 for none
    // above 50 milliseconds, and the longest run of the program.
    longest() {
      const most = { task: long.splice(0).reduce((most, task) => Math.max(most, task.duration), 0), program: runs };
      runs = 0;
      return most;
    },
    // times returns those of the moves since it was asked for last, but for the
    // first few, sorted.
    times() {
      const sorted = (list) => list.slice(list.length >> 2).sort((a, b) => a - b);
      const times = { given: sorted(given), got: sorted(got) };
      given = [];
      got = [];
      return times;
    },
    // choose makes the choices of a reader and returns the longest task and the
    // longest run of the program of each.
    async choose() {
      const find = (selector) => document.querySelector(selector);
      const type = (text) => {
        find("#query").value = text;
        find("#query").dispatchEvent(new Event("input", { bubbles: true }));
      };
      const most = {};
      const act = async (name, wait, what) => {
        what();
        await new Promise((resolve) => setTimeout(resolve, wait));
        const { task, program } = brushed.longest();
        most[`longest_${name}_ms`] = Math.max(most[`longest_${name}_ms`] ?? 0, task);
        most[`longest_${name}_program_ms`] = Math.max(most[`longest_${name}_program_ms`] ?? 0, program);
      };
      for (let twice = 0; twice < 2; twice++) await act("facet", 1500, () => find("#facet-country .choice").click());
      await act("search", 6000, () => type("kab"));
      await act("search", 3000, () => type(""));
      for (let twice = 0; twice < 2; twice++) await act("list", 1500, () => find("#sort-order").click());
      await act("list", 1500, () => find("#event-list .row").click());
      await act("list", 1500, () => find("#card-back").click());
      await act("size", 2000, () => find("#size-killed").click());
      await act("size", 2000, () => find("#size-events").click());
      for (const marks of ["density", "circles"]) await act("density", 2500, () => find(`#marks-${marks}`).click());
      find("#time-options").click();
      for (const lanes of ["2", "0"]) {
        await act("lanes", 5000, () => {
          find("#lanes-by").value = lanes;
          find("#lanes-by").dispatchEvent(new Event("change", { bubbles: true }));
        });
      }
      find("#time-options").click();
      for (const pane of ["table", "map"]) await act("table", 4000, () => find(`#pane-${pane}`).click());
      return most;
    },
    // dots has every event drawn for itself, and returns where the map is once
    // the first frame has been drawn.
    async dots() {
      document.querySelector("#marks-dots").click();
      while (!performance.getEntriesByName("dots of a frame").length) await new Promise((resolve) => setTimeout(resolve, 100));
      performance.clearMeasures("dots of a frame");
      const box = document.querySelector("#map-ground").getBoundingClientRect();
      return [box.x, box.y, box.width, box.height];
    },
    // frames returns how long Go took for each frame since, sorted.
    frames: () => performance.getEntriesByName("dots of a frame").map((frame) => frame.duration).sort((a, b) => a - b),
  };
})()

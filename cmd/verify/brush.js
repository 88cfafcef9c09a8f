// brush measures how long moves of the pointer over the timeline of the page
// take until all they change at once is painted: timeline, totals and counts of
// the facets. The moves themselves are made by the browser.
(() => {
  const axis = document.querySelector("#axis");
  const box = axis.getBoundingClientRect();
  const long = [];
  new PerformanceObserver((list) => long.push(...list.getEntries())).observe({ type: "longtask" });
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
    // above 50 milliseconds.
    longest: () => long.splice(0).reduce((most, task) => Math.max(most, task.duration), 0),
    // times returns those of the moves since it was asked for last, but for the
    // first few, sorted.
    times() {
      const sorted = (list) => list.slice(list.length >> 2).sort((a, b) => a - b);
      const times = { given: sorted(given), got: sorted(got) };
      given = [];
      got = [];
      return times;
    },
    // choose makes the choices of a reader and returns the longest task of each.
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
        most[name] = Math.max(most[name] ?? 0, brushed.longest());
      };
      for (let twice = 0; twice < 2; twice++) await act("longest_facet_ms", 1500, () => find("#facet-country .choice").click());
      await act("longest_search_ms", 6000, () => type("kab"));
      await act("longest_search_ms", 3000, () => type(""));
      for (let twice = 0; twice < 2; twice++) await act("longest_list_ms", 1500, () => find("#sort-order").click());
      await act("longest_list_ms", 1500, () => find("#event-list .row").click());
      await act("longest_list_ms", 1500, () => find("#card-back").click());
      await act("longest_size_ms", 2000, () => find("#size-killed").click());
      await act("longest_size_ms", 2000, () => find("#size-events").click());
      for (const marks of ["density", "circles"]) await act("longest_density_ms", 2500, () => find(`#marks-${marks}`).click());
      find("#time-options").click();
      for (const lanes of ["2", "0"]) {
        await act("longest_lanes_ms", 5000, () => {
          find("#lanes-by").value = lanes;
          find("#lanes-by").dispatchEvent(new Event("change", { bubbles: true }));
        });
      }
      find("#time-options").click();
      for (const pane of ["table", "map"]) await act("longest_table_ms", 4000, () => find(`#pane-${pane}`).click());
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

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
  };
})()

// watch measures in the page how long a file takes from when it is chosen until
// its events are shown, and the longest task of the page meanwhile.
(() => {
  const long = [];
  new PerformanceObserver((list) => long.push(...list.getEntries())).observe({ type: "longtask" });
  // When the worker beside the page said something last.
  let answered = 0;
  window.Worker = class extends Worker {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", () => { answered = performance.now(); });
    }
  };
  const input = document.querySelector("#open-file");
  const chosen = new Promise((resolve) => input.addEventListener("change", () => resolve(performance.now()), { capture: true, once: true }));
  // A message comes after the frame, and what the page does in it, is done.
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(performance.now());
    port2.postMessage(null);
  }));
  window.watched = async (count) => {
    const from = await chosen;
    for (;;) {
      const now = await frame();
      const failed = document.querySelector("#open-report[role=alert]");
      if (failed) return failed.textContent;
      if (document.querySelector("#count")?.textContent !== count || !document.querySelector("#own-file")) continue;
      await new Promise((resolve) => setTimeout(resolve, 2000)); // long tasks are told late, and some come after
      const longest = (until) => Math.max(0, ...long
        .filter((task) => task.startTime + task.duration > from && task.startTime < until).map((task) => task.duration));
      return { all_ms: now - from, beside_ms: answered - from, longest_task_ms: longest(now), longest_after_ms: longest(Infinity) };
    }
  };
})();

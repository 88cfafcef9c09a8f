// brush moves the window over the timeline of the page as a pointer does, and
// tells how long each move takes until all it changes is painted: timeline,
// counts of the facets, circles and the list.
async (moves) => {
  const axis = document.querySelector("#axis");
  const box = axis.getBoundingClientRect();
  axis.setPointerCapture = () => {}; // there is no pointer to capture
  const at = (share) => ({
    bubbles: true, cancelable: true, clientX: box.x + box.width * share, clientY: box.y + 40,
    pointerId: 1, isPrimary: true, pointerType: "mouse",
  });
  const send = (type, share, more) => axis.dispatchEvent(new PointerEvent(type, { ...at(share), ...more }));
  // A message comes after the frame, and what the page does in it, is done.
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(null);
  }));
  const rest = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const long = [];
  const watch = new PerformanceObserver((list) => long.push(...list.getEntries()));
  watch.observe({ type: "longtask" });

  send("pointerenter", 0.3, { buttons: 0 });
  await rest(4000); // the page prepares
  const preparing = long.splice(0);
  send("pointerdown", 0.3, { button: 0, buttons: 1 });
  const times = [];
  for (let i = 1; i <= moves; i++) {
    const from = performance.now();
    send("pointermove", 0.3 + 0.3 * i / moves, { button: -1, buttons: 1 });
    await frame();
    times.push(performance.now() - from);
    await rest(20);
  }
  send("pointerup", 0.6, { button: 0, buttons: 0 });
  await rest(2000);
  watch.disconnect();
  const longest = (tasks) => tasks.reduce((most, task) => Math.max(most, task.duration), 0);
  const warm = times.slice(moves >> 2).sort((a, b) => a - b);
  return {
    "move.p50_ms": warm[warm.length >> 1],
    "move.p95_ms": warm[Math.floor(warm.length * 0.95)],
    "longest_while_preparing_ms": longest(preparing),
    "longest_while_moving_ms": longest(long),
  };
}

// Reading files of any form: what the page cannot read itself is read by a worker
// beside it, which says how far it has come and can be stopped. The program
// fetches this when the first file is opened.

const words = {
  reading: (name) => `Reading ${isolated(name)} …`,
  gone: ({ doing, rows, speed, read, size }) =>
    `${number(rows)} rows ${doing}, ${number(speed)} a second; ${Math.floor(100 * read / size)}% of the file`,
  cancel: "Cancel",
};

const number = (n) => Math.round(n).toLocaleString("en");

// isolated keeps a name of others from turning around the text beside it.
const isolated = (text) => `\u2068${text}\u2069`;

// Files of ours beyond this are read beside the page, too.
const largest = 200 * 2 ** 20;

// ours reports whether the page can read a file itself: GeoJSON of events with
// the property start, or CSV with such a column.
export function ours(start) {
  const text = start.trim();
  if (!text || text.includes("\0")) return false;
  if (text[0] === "{") return /"FeatureCollection"/.test(text) && /"start"/.test(text);
  return text.split("\n", 1)[0].split(/[,;\t]/).some((name) => /^"?start"?$/i.test(name.trim()));
}

// A worker for each file, so that one can be stopped; the program is compiled
// once.
let program = null;
let stop = () => {};

// read returns the events of a file with what is to be said of them, null for a
// file that the page reads itself, and nothing when it was stopped, be it by the
// next file. It throws why there are none.
export async function read(file) {
  stop();
  if (file.size <= largest && ours(await file.slice(0, 65536).text())) return null;
  const notice = show(file.name);
  let worker;
  try {
    return await new Promise((resolve, reject) => {
      stop = resolve;
      notice.cancel.onclick = () => {
        document.getElementById("open-own").focus();
        resolve();
      };
      program ??= window.wherewhen.fetch("reader.wasm").then((bytes) => WebAssembly.compile(bytes));
      program.then((compiled) => {
        if (!notice.element.isConnected) return; // it was stopped
        worker = new Worker(window.wherewhen.assets["reader-worker"]);
        worker.onerror = (event) => reject(new Error(event.message ?? "the program that reads it could not be loaded"));
        worker.onmessage = ({ data }) => {
          if (data.error) reject(new Error(data.error));
          else if (data.columns) resolve(data);
          else notice.said.textContent = words.gone(data);
        };
        worker.postMessage({ program: compiled, file });
      }, (error) => {
        program = null;
        reject(error);
      });
    });
  } finally {
    worker?.terminate();
    notice.element.remove();
  }
}

// show shows that a file is being read.
function show(name) {
  const element = (tag, properties, ...children) => {
    const e = Object.assign(document.createElement(tag), properties);
    e.append(...children);
    return e;
  };
  const said = element("span");
  const cancel = element("button", { type: "button", textContent: words.cancel });
  const status = element("div", { role: "status", textContent: words.reading(name) });
  const notice = element("div", { id: "reading", className: "notice plain" }, element("div", {}, status, said), cancel);
  document.querySelector(".notices").prepend(notice);
  return { element: notice, said, cancel };
}

// Reading files of any form: a worker beside the page reads them, says how far it
// has come and can be stopped. The program fetches this when the first file is
// opened.

const words = {
  pasted: "pasted",
  reading: (name) => `Reading ${isolated(name)} …`,
  gone: ({ doing, rows, speed, read, size }) =>
    `${number(rows)} rows ${doing}, ${number(speed)} a second; ${Math.floor(100 * read / size)}% of the file`,
  cancel: "Cancel",
  notLoaded: "the program that reads it could not be loaded",
  remembered: "Its columns were taken for what you said of a file with the same columns before.",
  together: (name) => `Show together with ${name}`,
  togetherHint: "All events in one view, those of each file in a colour of their own",
  file: "File",
  joined: (names) => `Shown together: ${names}. Which file an event is from is a filter, a colour and a column.`,
  of: (name, events) => `${isolated(name)} (${number(events)} events)`,
  noRoom: (titles) => `Fields that there is no room for as filters: ${titles}.`,
  columns: "Columns…",
  columnsHint: "Say what the columns of the file are for",
  exchange: "Exchange latitude and longitude",
  problems: (n) => n === 1 ? "Save the problem as CSV" : `Save ${number(n)} problems as CSV`,
  keep: "Keep in this browser",
  keepHint: "So that it can be opened here again without looking for it. It stays on this machine.",
  forget: "Forget in this browser",
};

const number = (n) => Math.round(n).toLocaleString("en");

// isolated keeps a name of others from turning around the text beside it.
export const isolated = (text) => `\u2068${String(text).replace(/[\u202a-\u202e\u2066-\u2069]/g, "")}\u2069`;

// part brings another module of the page's.
const part = (name) => import(window.wherewhen.assets[name]);

// dressed brings the style of what is shown here, once.
let style;
const dressed = () => style ??= new Promise((resolve) => {
  const link = element("link", { rel: "stylesheet", href: window.wherewhen.assets["opening-css"], onload: resolve, onerror: resolve });
  document.head.append(link);
});

// element makes an element of the page with properties and children.
export function element(tag, properties = {}, ...children) {
  const e = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in e) e[name] = value;
    else e.setAttribute(name, value);
  }
  e.append(...children);
  return e;
}

// The program is compiled once, by the first file.
let program = null;

// A Worker reads one file. It is asked one thing after the other.
class FileWorker {
  #worker = null;
  #answers = [];
  #ended = null; // why

  // Parts are columns of events that are to be joined, in place of a file.
  constructor(file, progress = () => {}, parts = []) {
    program ??= window.wherewhen.fetch("reader.wasm").then((bytes) => WebAssembly.compile(bytes));
    this.started = program.then((compiled) => {
      if (this.#ended) return;
      this.#worker = new Worker(window.wherewhen.assets["reader-worker"]);
      this.#worker.onerror = (event) => this.end(new Error(event.message ?? words.notLoaded));
      this.#worker.onmessage = ({ data }) => {
        if (data.error) this.end(new Error(data.error));
        else if (data.answer) this.#answers.shift()?.resolve(data);
        else progress(data);
      };
      this.#worker.postMessage({ program: compiled, file, parts });
    }, (error) => {
      program = null;
      this.end(error);
    });
  }

  // ask asks a question; the answer comes with the bytes that belong to it.
  async ask(question) {
    await this.started;
    if (this.#ended) throw this.#ended;
    const { answer, buffers } = await new Promise((resolve, reject) => {
      this.#answers.push({ resolve, reject });
      this.#worker.postMessage(JSON.stringify(question));
    });
    const said = JSON.parse(answer);
    if (said.error) throw new Error(said.error);
    return { ...said, buffers };
  }

  // end stops it; what it was asked has no answer then but why.
  end(why) {
    this.#ended ??= why;
    this.#worker?.terminate();
    for (const { reject } of this.#answers.splice(0)) reject(why);
  }
}

// stopped is why a worker ended that a person stopped.
const stopped = new Error("stopped");
let stop = () => {};

// What a person has said of the file that is given next: what its columns are for,
// { sheet, mapping }; with ask, that the person wants to say it; the parts it is to
// be shown beside; or that these are what is shown then.
let given = {};
let together = false;
export const beside = async (yes) => { together = yes; };

// give has the page open a file, as if it was chosen.
export function give(file, how = {}) {
  given = how;
  const input = document.getElementById("open-file");
  const transfer = new DataTransfer();
  transfer.items.add(file);
  input.files = transfer.files;
  input.dispatchEvent(new Event("change"));
}

// pasted is a file of a text.
export const pasted = (text) => new File([text], `${words.pasted}.${/^\s*[{[]/.test(text) ? "json" : text.split("\n", 1)[0].includes("\t") ? "tsv" : "csv"}`);

// choose offers the ways to open a file, want asks for that of a link.
export async function choose() {
  await dressed();
  (await part("opening")).open();
}
export async function want(name, events, hash) {
  await dressed();
  (await part("opening")).open({ name, events, hash });
}

// read returns the events of a file with what is to be said of them, and nothing
// when it was stopped, be it by the next file. It throws why there are none.
export async function read(file, shown) {
  stop();
  const before = shown?.parts ?? [collection];
  const how = { ...together && { beside: before }, ...given };
  given = {};
  together = false;
  const notice = show(file.name);
  const worker = new FileWorker(file, (gone) => { notice.said.textContent = words.gone(gone); });
  stop = () => worker.end(stopped);
  notice.cancel.onclick = () => {
    document.getElementById("open-own").focus();
    stop();
  };
  try {
    const hashed = hash(file);
    const chosen = how.mapping && !how.ask ? how : await decided(worker, file, how, notice);
    if (!chosen) return undefined;
    const answer = await worker.ask({ do: "read", sheet: chosen.sheet, mapping: chosen.mapping });
    if (chosen.remembered) answer.report.Said.splice(1, 0, words.remembered);
    const [columns, rows, problems] = answer.buffers;
    const opened = new Opened(file, { ...answer, mapping: chosen.mapping }, new Int32Array(rows), problems);
    const part = { name: file.name, hash: await hashed, report: answer.report, opened };
    opened.parts = [part];
    opened.before = how.before ?? before;
    if (!how.beside) return { name: file.name, columns, report: JSON.stringify(answer.report), hash: part.hash, opened };
    worker.end(stopped);
    return await joined([...how.beside, part], new Blob([columns]), (join) => { stop = () => join.end(stopped); });
  } catch (error) {
    if (error === stopped) return undefined;
    throw error;
  } finally {
    worker.end(stopped);
    notice.element.remove();
  }
}

// The collection of the page as a part of what is shown together.
const collection = {
  get name() { return window.wherewhen.site.collection.title || window.wherewhen.site.title || "Wherewhen"; },
  get hash() { return window.wherewhen.assets.columns; }, // named after what it holds
};

// columnsOf returns the events of a part as the page reads them.
async function columnsOf({ opened }) {
  if (!opened) return new Blob([await window.wherewhen.fetch("columns")]);
  const worker = new FileWorker(opened.file);
  try {
    const { sheet, mapping } = opened.answer;
    const { buffers: [columns] } = await worker.ask({ do: "read", sheet, mapping });
    return new Blob([columns]);
  } finally {
    worker.end(stopped);
  }
}

// joined returns the events of several parts as those of one file. Last are the
// columns of the last part; begun is told which worker joins them.
async function joined(parts, last, begun) {
  const columns = [];
  for (const part of parts.slice(0, -1)) columns.push(await columnsOf(part));
  const worker = new FileWorker(null, undefined, [...columns, last]);
  begun(worker);
  try {
    const names = parts.map(({ name }) => name);
    const answer = await worker.ask({ do: "join", title: words.file, names });
    const newest = parts.at(-1), { opened, report } = newest;
    const terms = parts.map((part) => part.report ?? {});
    const all = (name, between) => terms.map((of) => of[name]).filter(Boolean).join(between);
    const said = [words.joined(parts.map((part, i) => words.of(part.name, answer.events[i])).join(", ")), ...report.Said];
    if (answer.left.length) said.splice(1, 0, words.noRoom(answer.left.map(isolated).join(", ")));
    const name = names.join(" + ");
    const hashes = parts.map(({ hash }) => hash ?? "").sort().join("\n");
    return {
      name, columns: answer.buffers[0], hash: await hash(new Blob([hashes])),
      report: JSON.stringify({
        ...report, Said: said, Labels: {}, Private: terms.some((of) => of.Private), PrivateFiles: answer.names.filter((_, i) => terms[i].Private),
        Licence: all("Licence", "; "), LicenceURL: terms.find((of) => of.Private)?.LicenceURL ?? report.LicenceURL, Attribution: all("Attribution", " "),
      }),
      opened: new Joined(opened, parts, answer.first),
    };
  } finally {
    worker.end(stopped);
  }
}

// decided says what the columns of a file are for: nothing of one of a known
// source; of another what was said of such columns before; else a person is asked.
async function decided(worker, file, how, notice) {
  const look = await worker.ask({ do: "look", sheet: how.sheet, mapping: how.mapping });
  if (look.wrong && look.columns.length < 2) throw new Error(look.wrong); // a text, and no table
  const mapping = await part("mapping");
  if (!how.ask && !look.questions?.length && look.known) return { sheet: undefined, mapping: undefined };
  const before = how.ask ? undefined : mapping.remembered(look.columns);
  if (before) return { sheet: look.sheet, mapping: before, remembered: true };
  await dressed();
  notice.element.hidden = true;
  const said = await mapping.ask(worker, file, look);
  notice.element.hidden = false;
  return said;
}

// An Opened file gives its rows as they are written, by a worker that starts
// when the first is asked for.
class Opened {
  #worker = null;

  constructor(file, answer, rows, report) {
    Object.assign(this, { file, answer, rows, report });
  }

  // original returns the columns and cells of the row of an event.
  async original(row) {
    this.#worker ??= new FileWorker(this.file);
    const { sheet, mapping, marks } = this.answer;
    try {
      return await this.#worker.ask({ do: "original", sheet, mapping, marks, row: this.rows.length ? this.rows[row] : row });
    } catch (error) {
      this.#worker.end(error);
      this.#worker = null;
      throw error;
    }
  }
}

// Joined are several files shown together, of which the last was opened last.
class Joined {
  constructor(opened, parts, first) {
    Object.assign(this, { file: opened.file, answer: opened.answer, report: opened.report, parts, first });
    this.before = parts.slice(0, -1);
  }

  // original returns the columns and cells of the row of an event: of the
  // collection there are none.
  async original(row) {
    const at = this.first.findLastIndex((first) => first <= row);
    return await this.parts[at].opened?.original(row - this.first[at]) ?? { columns: [], cells: [] };
  }
}

// original writes the row of an event into a list of terms, all columns that have
// a value.
export async function original(opened, into, row) {
  let content;
  try {
    const { columns, cells } = await opened.original(row);
    content = columns.flatMap((name, i) => cells[i] === "" ? [] : [element("dt", { textContent: name }), element("dd", { textContent: cells[i] })]);
  } catch (error) {
    content = [element("dd", { textContent: error.message })];
  }
  into.replaceChildren(...content);
}

// tools puts into an element what can be done with a file that was read.
export async function tools(into, opened) {
  const { file, answer, report, before, parts } = opened;
  const alone = parts.length === 1;
  const how = alone ? { before } : { beside: before };
  const button = (id, textContent, onclick, title = "") => element("button", { type: "button", id, textContent, onclick, title });
  const kept = await part("kept");
  const isKept = await kept.has(file).catch(() => null);
  const keep = isKept === null ? [] : [button("keep-file", isKept ? words.forget : words.keep, async () => {
    try {
      await (isKept ? kept.forget(file.name) : kept.keep(file));
      await tools(into, opened);
    } catch (error) {
      into.append(element("span", { role: "alert", textContent: error.message }));
    }
  }, isKept ? "" : words.keepHint)];
  into.replaceChildren(
    button("open-columns", words.columns, () => give(file, { ...how, ask: true, sheet: answer.sheet, mapping: answer.mapping }), words.columnsHint),
    ...alone ? [button("open-together", words.together(before.map(({ name }) => isolated(name)).join(" + ")),
      () => give(file, { sheet: answer.sheet, mapping: answer.mapping, beside: before }), words.togetherHint)] : [],
    ...answer.exchange ? [button("open-exchange", words.exchange, async () => {
      const { sheet, mapping } = await look(opened);
      give(file, { ...how, sheet, mapping: (await part("mapping")).exchange(mapping) });
    })] : [],
    ...answer.problems ? [button("save-problems", words.problems(answer.problems), () => save(report, `${file.name}-problems.csv`))] : [],
    ...keep,
  );
}

// look says what the columns of a file were taken for.
async function look({ file, answer: { sheet, mapping } }) {
  const worker = new FileWorker(file);
  try {
    return await worker.ask({ do: "look", sheet, mapping });
  } finally {
    worker.end(stopped);
  }
}

function save(content, name) {
  const url = URL.createObjectURL(new Blob([content], { type: "text/csv" }));
  element("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

// hash returns the SHA-256 of a file in hexadecimal digits; of a large one that of
// its beginning and its end; "" where the browser has none to give.
const whole = 256 * 2 ** 20, piece = 32 * 2 ** 20;
export async function hash(file) {
  if (!crypto.subtle) return "";
  const read = file.size <= whole ? file : new Blob([file.slice(0, piece), file.slice(-piece)]);
  try {
    const digest = await crypto.subtle.digest("SHA-256", await read.arrayBuffer());
    return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
  } catch {
    return ""; // reading says what is wrong with the file
  }
}

// show shows that a file is being read.
function show(name) {
  const said = element("span");
  const cancel = element("button", { type: "button", textContent: words.cancel });
  const status = element("div", { role: "status", textContent: words.reading(name) });
  const notice = element("div", { id: "reading", className: "notice plain" }, element("div", {}, status, said), cancel);
  document.querySelector(".notices").prepend(notice);
  return { element: notice, said, cancel };
}

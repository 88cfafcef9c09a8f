// Saying what the columns of a file are for: a dialog with every column, what it
// was guessed to be, and what the first rows become by that. What a person says is
// remembered for the next file with the same columns, in this browser alone.

const words = {
  title: "What are the columns for?",
  unknown: (format) => `${format}, of no source that is known. What the columns may be for was guessed: change what is wrong.`,
  known: (title, format) => `${title}; ${format}. Change what is wrong.`,
  nothing: (format, why) => `${format}; ${why}. Say which column has the date of the events, and which their place.`,
  sheet: "Table",
  role: (column) => `${column} is`,
  format: (column) => `How ${column} is written`,
  which: (column, example) => `In ${column} the day or the month may come first, as in ${example}. Which does?`,
  dayFirst: "The day",
  monthFirst: "The month",
  exchange: "Exchange latitude and longitude",
  preview: "What the first rows become",
  asWritten: "as in the file",
  line: "Row",
  becomes: ["Date", "Title", "Place", "Latitude, longitude", "Killed"],
  problems: "Problems",
  left: "left out",
  remember: "Remember for files with these columns, in this browser",
  cancel: "Cancel",
  open: "Open",
};

// What columns may be for: the roles of a mapping in groups. A date in three
// columns has a role for each.
const groups = [
  ["", [["", "not taken"]]],
  ["When", [["start", "date"], ["end", "last day"], ["start/0", "year of the date"], ["start/1", "month of the date"], ["start/2", "day of the date"],
    ["end/0", "year of the last day"], ["end/1", "month of the last day"], ["end/2", "day of the last day"],
    ["time", "time of day"], ["date_precision", "how exactly the date is known"]]],
  ["Where", [["latitude", "latitude"], ["longitude", "longitude"], ["point", "latitude and longitude together"], ["place", "place"],
    ["admin1", "province"], ["country", "country"], ["country_code", "code of the country"], ["geo_precision", "how near the place is known"]]],
  ["What", [["title", "title"], ["summary", "summary"], ["kind", "kind of event"], ["attack_type", "type of attack"], ["targets", "targets"],
    ["tags", "tags"], ["facet", "a filter of its own"]]],
  ["Who", [["actor", "actor"], ["actor_link", "link to the group"], ["attribution", "attribution"], ["attribution_note", "note on the attribution"]]],
  ["People", [["killed", "killed"], ["killed_low", "killed, lowest figure"], ["killed_high", "killed, highest figure"], ["injured", "injured"],
    ["injured_low", "injured, lowest figure"], ["injured_high", "injured, highest figure"], ["casualties_note", "note on the figures"]]],
  ["Sources", [["source_url", "link to the source"], ["source_title", "title of the source"], ["source_publisher", "publisher"], ["source_date", "date of the source"]]],
  ["Other", [["id", "id"], ["confidence", "confidence"], ["confidence_note", "note on what is sure"]]],
];

const undecided = "D/M or M/D";
const dates = [[undecided, "as all its values say"], ["D/M/Y", "day first: 31/12/2020"], ["M/D/Y", "month first: 12/31/2020"], ["Y/M/D", "year first: 2020-12-31"],
  ["YYYYMMDD", "20201231"], ["year", "year only"], ["spreadsheet days", "days as spreadsheets count them"],
  ["Unix seconds", "seconds since 1970"], ["Unix milliseconds", "milliseconds since 1970"]];
const lists = [["", "one entry"], ["semicolons", "entries; with; semicolons"], ["commas", "entries, with, commas"]];
const formats = {
  start: dates, end: dates, targets: lists, tags: lists,
  point: [["latitude, longitude", "latitude first"], ["longitude, latitude", "longitude first"], ["WKT", "WKT: POINT (69.2 34.5)"]],
};
const parts = "year, month, day";

let element, isolated;

// ---- The mapping -----------------------------------------------------------------

// useOf returns the first use of a column, with its role as in groups.
function useOf(mapping, column) {
  const use = mapping.uses.find(({ columns }) => columns?.includes(column));
  if (!use) return { role: "" };
  return { use, role: use.format === parts ? `${use.role}/${use.columns.indexOf(column)}` : use.role };
}

// assign has a column be for a role, and for nothing else.
function assign(mapping, column, role) {
  const others = mapping.uses.map((use) => {
    if (!use.columns?.includes(column)) return use;
    const columns = use.format === parts ? use.columns.map((c) => c === column ? "" : c) : use.columns.filter((c) => c !== column);
    return { ...use, columns };
  }).filter((use) => !use.columns || use.columns.some(Boolean));
  const [name, place] = role.split("/");
  if (place !== undefined) {
    let use = others.find((u) => u.role === name && u.format === parts);
    if (!use) others.push(use = { role: name, format: parts, columns: [] });
    for (let i = 0; i <= place; i++) use.columns[i] ??= "";
    use.columns[place] = column;
  } else if (name) {
    // A title made of what other columns are for gives way to one of its own.
    const made = (use) => name === "title" && use.role === name && use.columns.every((c) => others.some((u) => u !== use && u.columns?.includes(c)));
    const kept = others.filter((use) => !made(use));
    others.splice(0, others.length, ...kept, { role: name, columns: [column], ...formats[name] && { format: formats[name][0][0] } });
  }
  mapping.uses = others;
}

// exchange has latitude and longitude change places.
export function exchange(mapping) {
  const other = { latitude: "longitude", longitude: "latitude", "latitude, longitude": "longitude, latitude", "longitude, latitude": "latitude, longitude" };
  return { ...mapping, uses: mapping.uses.map((use) => ({ ...use, role: other[use.role] ?? use.role, ...use.role === "point" && { format: other[use.format] ?? use.format } })) };
}

// ---- What is remembered ------------------------------------------------------------

const kept = `wherewhen-columns-${new URL(window.wherewhen.base).pathname}`;
const mostKept = 50;

// all are the mappings that are kept, the latest first: [columns, mapping].
function all() {
  try {
    return JSON.parse(localStorage.getItem(kept)) ?? [];
  } catch {
    return [];
  }
}

// remembered returns what was said of these columns before.
export function remembered(columns) {
  const same = JSON.stringify(columns);
  return all().find(([of]) => JSON.stringify(of) === same)?.[1];
}

// remember keeps what was said, or forgets it.
export function remember(columns, mapping) {
  const same = JSON.stringify(columns);
  const others = all().filter(([of]) => JSON.stringify(of) !== same);
  if (mapping) others.unshift([columns, mapping]);
  try {
    localStorage.setItem(kept, JSON.stringify(others.slice(0, mostKept)));
  } catch {
    // Without room, or where the browser keeps nothing, it is asked again.
  }
}

// ---- The dialog --------------------------------------------------------------------

// ask asks a person what the columns of a file are for: { sheet, mapping }, nothing
// when the file is given up. Look is what the worker said of the file.
export async function ask(worker, file, look) {
  ({ element, isolated } = await window.wherewhen.reader());
  const dialog = element("dialog", { id: "mapping", className: "opening" });
  dialog.setAttribute("aria-labelledby", "mapping-title");
  // Keys are for the dialog, not for the page behind it.
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  document.body.append(dialog);
  let asked;
  try {
    return await new Promise((resolve) => {
      dialog.onclose = () => resolve(undefined);
      asked = new Asked(dialog, worker, file, look, resolve);
      dialog.showModal();
    });
  } finally {
    dialog.remove();
    document.getElementById("open-own")?.focus();
  }
}

class Asked {
  constructor(dialog, worker, file, look, resolve) {
    Object.assign(this, { dialog, worker, file, resolve });
    this.turn(look);
  }

  // turn shows a table of the file.
  turn(look) {
    this.look = look;
    this.mapping = structuredClone(look.mapping);
    const { file } = this;
    const about = look.wrong ? words.nothing(look.format, look.wrong) : look.known ? words.known(look.title, look.format) : words.unknown(look.format);
    this.questions = element("ul", { className: "questions" });
    this.columns = element("ol", { className: "columns" }, ...look.columns.map((name) => this.#column(name)));
    this.preview = element("div", { className: "preview", tabIndex: 0, role: "region" });
    this.preview.setAttribute("aria-label", words.preview);
    this.remember = element("input", { type: "checkbox", id: "mapping-remember", checked: true });
    this.done = element("button", { type: "button", id: "mapping-open", className: "primary", textContent: words.open, onclick: () => this.#finish() });
    const sheet = look.sheets.length > 1 && element("label", {}, `${words.sheet} `,
      element("select", { id: "mapping-sheet", onchange: (event) => this.#turnTo(event.target.selectedIndex) },
        ...look.sheets.map((name, i) => element("option", { textContent: name, selected: i === look.sheet }))));
    this.dialog.replaceChildren(
      element("header", {},
        element("h2", { id: "mapping-title", textContent: words.title }),
        element("p", {}, element("strong", { textContent: isolated(file.name) }), `: ${about}`),
        ...sheet ? [sheet] : [],
        element("div", { role: "status" }, this.questions)),
      element("div", { className: "body" }, this.columns,
        element("button", { type: "button", id: "mapping-exchange", textContent: words.exchange, onclick: () => { this.mapping = exchange(this.mapping); this.#follow(); } }),
        element("h3", { textContent: words.preview }), this.preview),
      element("footer", {},
        element("label", {}, this.remember, ` ${words.remember}`),
        element("button", { type: "button", id: "mapping-cancel", textContent: words.cancel, onclick: () => this.dialog.close() }),
        this.done));
    this.#follow();
  }

  async #turnTo(sheet) {
    try {
      this.turn(await this.worker.ask({ do: "look", sheet }));
    } catch (error) {
      this.#say([error.message]);
    }
  }

  #column(name) {
    const label = isolated(name);
    const role = element("select", { onchange: () => { assign(this.mapping, name, role.value); this.#follow(); } },
      ...groups.map(([group, roles]) => {
        const options = roles.map(([value, text]) => element("option", { value, textContent: text }));
        return group ? element("optgroup", { label: group }, ...options) : options[0];
      }));
    role.setAttribute("aria-label", words.role(label));
    const format = element("select", { onchange: () => { useOf(this.mapping, name).use.format = format.value; this.#follow(); } });
    format.setAttribute("aria-label", words.format(label));
    const examples = element("span", { className: "examples" });
    const line = element("li", {}, element("span", { className: "name", textContent: label }), examples, element("span", { className: "choices" }, role, format));
    Object.assign(line.dataset, { column: name });
    return Object.assign(line, { follow: (rows, i) => {
      const now = useOf(this.mapping, name);
      role.value = now.role;
      line.classList.toggle("taken", now.role !== "");
      const choices = now.use && now.use.format !== parts ? formats[now.use.role] : undefined;
      format.hidden = !choices;
      if (choices) {
        format.replaceChildren(...choices.map(([value, text]) => element("option", { value, textContent: text })));
        format.value = now.use.format ?? choices[0][0];
      }
      if (rows) examples.textContent = [...new Set(rows.map(({ cells }) => cells[i]).filter(Boolean))].slice(0, 3).join(" · ");
    } });
  }

  // follow shows what the mapping makes of the file, once the last change of it.
  async #follow() {
    const lines = [...this.columns.children];
    lines.forEach((line) => line.follow());
    const roles = this.mapping.uses.map(({ role }) => role);
    this.dialog.querySelector("#mapping-exchange").hidden = !roles.includes("latitude") && !roles.includes("point");
    const turn = this.turnNumber = (this.turnNumber ?? 0) + 1;
    this.done.disabled = true;
    let tried;
    try {
      tried = await this.worker.ask({ do: "try", sheet: this.look.sheet, mapping: this.mapping });
    } catch (error) {
      tried = { rows: [], wrong: error.message };
    }
    if (turn !== this.turnNumber) return;
    lines.forEach((line, i) => line.follow(tried.rows, i));
    this.done.disabled = Boolean(tried.wrong);
    this.#say([...tried.wrong ? [tried.wrong] : [], ...this.#asks(tried)]);
    this.preview.replaceChildren(table(tried.rows, this.look.columns));
    this.dialog.dataset.state = "followed"; // whoever waits for it, as tests do, reads it here
  }

  #say(lines) {
    this.questions.replaceChildren(...lines.map((line) => line instanceof Element ? line : element("li", { textContent: isolated(line) })));
  }

  // asks returns what the file leaves open: of dates which of two ways they are
  // written in, with a button for each.
  #asks({ questions, rows }) {
    return (questions ?? []).map((question) => {
      const use = this.mapping.uses.find(({ format, columns }) => format === undecided && question.startsWith(`column ${columns[0]}: `));
      if (!use) return question;
      const at = this.look.columns.indexOf(use.columns[0]);
      const way = (textContent, format) => element("button", { type: "button", textContent, onclick: () => {
        use.format = format;
        this.#follow();
        this.columns.children[at].querySelector("select:last-child").focus(); // the question goes
      } });
      return element("li", {}, words.which(isolated(use.columns[0]), rows.find(({ cells }) => cells[at])?.cells[at] ?? ""), " ",
        way(words.dayFirst, "D/M/Y"), " ", way(words.monthFirst, "M/D/Y"));
    });
  }

  #finish() {
    remember(this.look.columns, this.remember.checked ? this.mapping : undefined);
    this.resolve({ sheet: this.look.sheet, mapping: this.mapping });
    this.dialog.close();
  }
}

// table shows rows with what becomes of them.
function table(rows, columns) {
  const cells = (tag, texts, className = "") => texts.map((text) => element(tag, { textContent: text, className, ...tag === "th" && { scope: "col" } }));
  const head = element("tr", {}, ...cells("th", [words.line, ...words.becomes, words.problems]), ...cells("th", columns.map(isolated), "written"));
  const body = rows.map(({ line, event, wrong, cells: written }) => element("tr", { className: event ? "" : "left" },
    ...cells("td", [line, ...event ?? words.becomes.map((_, i) => i ? "" : words.left)]),
    element("td", { className: "problem", textContent: wrong.map(isolated).join("; ") }),
    ...cells("td", written, "written")));
  return element("table", {}, element("thead", {}, head), element("tbody", {}, ...body));
}

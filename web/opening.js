// The ways to open a file: a dialog to choose one, paste a table, name an address
// or take one that is kept in this browser.

const words = {
  title: "Open a file of events",
  about: "Tables (CSV, TSV, Excel), GeoJSON, KML, GPX, JSON of TimeMap and TimelineJS, alone or in a ZIP. Files of ACLED, UCDP GED, GTD, GDELT and Atlos are recognised. They are read here and sent nowhere.",
  wanted: (name, events) => `This link shows ${name}, a file of ${events.toLocaleString("en")} events, and does not hold it. Open the file to see what the link shows.`,
  hash: (hash) => `Its SHA-256 begins with ${hash}.`,
  keptWanted: "It is kept in this browser.",
  choose: "Choose a file…",
  drop: "or drop it anywhere on the page",
  paste: "Paste a table",
  pasteHint: "Rows with a line of column names, as copied from a spreadsheet",
  openPasted: "Open the table",
  address: "Address of a file",
  addressHint: (origins) => origins.length
    ? `On this site, or on ${origins.join(", ")}: the page may ask no others.`
    : "On this site: the page may ask no other. Download a file from elsewhere and choose it here.",
  fetch: "Open",
  notAllowed: (origin) => `${origin} is none of the addresses this page may ask. Download the file and choose it here.`,
  notAddress: (text) => `${text} is no address: expected one as data/events.csv or https://…`,
  notFetched: (url, why) => `${url} could not be had: ${why}`,
  kept: "Kept in this browser",
  open: "Open",
  forget: "Forget",
  forgetFile: (name) => `Forget ${name}`,
  openFile: (name) => `Open ${name}`,
  size: (bytes) => bytes < 1e6 ? `${Math.ceil(bytes / 1e3).toLocaleString("en")} kB` : `${(bytes / 1e6).toFixed(1)} MB`,
  together: "Together with what is shown now, each file in a colour of its own",
  cancel: "Cancel",
};

const { element, isolated, give, pasted, hash, beside } = await window.wherewhen.reader();
const kept = await import(window.wherewhen.assets["kept"]);
const origins = window.wherewhen.site.origins ?? [];

// open shows the dialog. Wanted is the file of a link: { name, events, hash }.
export async function open(wanted) {
  document.getElementById("opening")?.close();
  const files = await kept.list().catch(() => []);
  const dialog = element("dialog", { id: "opening", className: "opening" });
  dialog.setAttribute("aria-labelledby", "opening-title");
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  let taken = false;
  dialog.onclose = () => {
    if (!taken) beside(false);
    dialog.remove();
    document.getElementById("open-own")?.focus();
  };
  const wrong = element("p", { className: "wrong", role: "alert" });
  // What is chosen is given to the page, by the browser too, which closes the
  // dialog.
  const input = document.getElementById("open-file");
  const close = () => {
    taken = true;
    dialog.close();
  };
  input.addEventListener("change", close, { once: true });
  addEventListener("drop", close, { once: true });
  const take = (file) => give(file);

  const text = element("textarea", { id: "paste-table", rows: 4, spellcheck: false, placeholder: words.pasteHint });
  const openText = element("button", { type: "button", id: "open-pasted", textContent: words.openPasted, disabled: true, onclick: () => take(pasted(text.value)) });
  text.oninput = () => { openText.disabled = !text.value.trim(); };

  const address = element("input", { id: "open-address", type: "text", inputMode: "url", autocomplete: "off", spellcheck: false });
  const form = element("form", { className: "address" }, address, element("button", { type: "submit", id: "fetch-address", textContent: words.fetch }));
  form.onsubmit = async (event) => {
    event.preventDefault();
    wrong.textContent = "";
    try {
      take(await fetched(address.value.trim()));
    } catch (error) {
      wrong.textContent = error.message;
    }
  };

  dialog.append(
    element("header", {},
      element("h2", { id: "opening-title", textContent: words.title }),
      wanted ? element("p", { id: "wanted-file" }, element("strong", { textContent: words.wanted(isolated(wanted.name), wanted.events) }), " ", wanted.hash ? words.hash(wanted.hash) : "")
        : element("p", { textContent: words.about })),
    element("div", { className: "body" },
      element("p", { className: "pick" },
        element("button", { type: "button", id: "choose-file", className: "primary", textContent: words.choose, onclick: () => input.click() }), ` ${words.drop}`),
      ...files.length ? [keptFiles(files, take, wanted)] : [],
      element("label", { htmlFor: "paste-table", textContent: words.paste }), text, element("p", {}, openText),
      element("label", { htmlFor: "open-address", textContent: words.address }), form,
      element("p", { className: "hint", textContent: words.addressHint(origins) }), wrong),
    element("footer", {},
      element("label", {}, element("input", { type: "checkbox", id: "open-beside", onchange: (event) => beside(event.target.checked) }), ` ${words.together}`),
      element("button", { type: "button", id: "opening-cancel", textContent: words.cancel, onclick: () => dialog.close() })),
  );
  document.body.append(dialog);
  dialog.showModal();
  document.getElementById("choose-file").focus();
}

// keptFiles lists what is kept, what is wanted first.
function keptFiles(files, take, wanted) {
  const list = element("ul", { id: "kept-files" });
  const line = ({ name, size, on, file }) => {
    const label = isolated(name);
    const of = element("li", {},
      element("span", {}, element("strong", { textContent: label }), ` ${words.size(size)}, ${new Date(on).toISOString().slice(0, 10)}`),
      element("button", { type: "button", textContent: words.open, "aria-label": words.openFile(label), onclick: () => take(file) }),
      element("button", { type: "button", className: "forget", textContent: words.forget, "aria-label": words.forgetFile(label), onclick: async () => {
        await kept.forget(name);
        of.remove();
        if (!list.children.length) section.remove();
      } }));
    if (wanted?.hash) {
      hash(file).then((digits) => {
        if (digits.startsWith(wanted.hash)) {
          of.className = "wanted";
          of.firstChild.append(` ${words.keptWanted}`);
          list.prepend(of);
        }
      });
    }
    return of;
  };
  list.append(...files.map(line));
  const section = element("section", {}, element("h3", { textContent: words.kept }), list);
  return section;
}

// fetched returns the file at an address the page may ask.
async function fetched(written) {
  let url;
  try {
    url = new URL(written, window.wherewhen.base);
  } catch {
    throw new Error(words.notAddress(isolated(written)));
  }
  if (!written || !/^https?:$/.test(url.protocol)) throw new Error(words.notAddress(isolated(written)));
  if (url.origin !== location.origin && !origins.includes(url.origin)) throw new Error(words.notAllowed(isolated(url.origin)));
  let blob;
  try {
    const response = await fetch(url, { credentials: "omit" });
    if (!response.ok) throw new Error(`status ${response.status}`);
    blob = await response.blob();
  } catch (error) {
    throw new Error(words.notFetched(isolated(url.href), error.message));
  }
  let name = url.pathname.split("/").pop();
  try {
    name = decodeURIComponent(name);
  } catch {
    // It is no name that was escaped.
  }
  return new File([blob], name || url.hostname);
}

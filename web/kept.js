// Files a person asked to be kept in this browser: in a database of the page's, on
// this machine alone.

const name = `wherewhen-files-${new URL(window.wherewhen.base).pathname}`;

function request(of) {
  return new Promise((resolve, reject) => {
    of.onsuccess = () => resolve(of.result);
    of.onerror = of.onblocked = () => reject(of.error ?? new Error("another page of this site is in the way"));
  });
}

// store does something with the files. A database is made only to keep one.
async function store(mode, act) {
  if (mode === "readonly" && !(await indexedDB.databases()).some((of) => of.name === name)) return undefined;
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("files", { keyPath: "name" });
  const database = await request(opening);
  try {
    const transaction = database.transaction("files", mode);
    const ended = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    const result = await request(act(transaction.objectStore("files")));
    await ended;
    return result;
  } finally {
    database.close();
  }
}

// keep keeps a file under its name, in place of another of that name.
export async function keep(file) {
  await navigator.storage?.persist?.();
  await store("readwrite", (files) => files.put({ name: file.name, size: file.size, modified: file.lastModified, on: Date.now(), file }));
}

// forget forgets a file; with the last the database goes.
export async function forget(of) {
  await store("readwrite", (files) => files.delete(of));
  if ((await list()).length === 0) await request(indexedDB.deleteDatabase(name));
}

// list returns the files kept, the latest first: { name, size, on, file }.
export async function list() {
  const all = await store("readonly", (files) => files.getAll()) ?? [];
  return all.sort((a, b) => b.on - a.on);
}

// has reports whether a file is kept.
export async function has(file) {
  return (await list()).some((of) => of.name === file.name && of.size === file.size && of.modified === file.lastModified);
}

// What runs reader.wasm beside the page, so that the page goes on. It is given
// the program and the file, or parts that are to be joined, then questions as JSON. It answers with what the
// program says ({ answer, buffers }), tells how far it has come meanwhile
// ({ doing, rows, ... }), and says why it ended ({ error }).
"use strict";

onmessage = async ({ data: { program, file, parts } }) => {
  const asked = [];
  onmessage = ({ data }) => asked.push(data);
  let printed = "";
  const write = globalThis.fs.writeSync;
  globalThis.fs.writeSync = (fd, text) => {
    printed = (printed + new TextDecoder().decode(text)).slice(-2000);
    return write(fd, text);
  };
  globalThis.reader = {
    file,
    parts,
    synchronous: new FileReaderSync(),
    tell: (said) => postMessage(said),
    give: (answer, buffers) => postMessage({ answer, buffers }, buffers),
    ready: () => {
      onmessage = ({ data }) => globalThis.reader.answer(data);
      for (const data of asked) setTimeout(() => globalThis.reader.answer(data));
    },
  };
  const go = new Go();
  go.exit = () => {};
  try {
    await go.run(await WebAssembly.instantiate(program, go.importObject));
  } catch (error) {
    printed += error;
  }
  const line = printed.trim().split("\n", 1)[0] || "the program that reads it ended";
  postMessage({ error: /out of memory/.test(printed) ? "there is not enough memory to read it; divide it, or leave columns out" : line });
};

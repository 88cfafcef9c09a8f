// What runs reader.wasm beside the page, so that the page goes on. It is given
// the program and the file. What it answers are how far it has come ({ doing,
// rows, ... }) and at last the events ({ columns, report }) or why there are none
// ({ error }).
"use strict";

onmessage = async ({ data: { program, file } }) => {
  onmessage = null;
  let answered = false;
  let printed = "";
  const write = globalThis.fs.writeSync;
  globalThis.fs.writeSync = (fd, text) => {
    printed = (printed + new TextDecoder().decode(text)).slice(-2000);
    return write(fd, text);
  };
  globalThis.reader = {
    file,
    synchronous: new FileReaderSync(),
    tell: (said, transferred = []) => {
      answered ||= !("doing" in said);
      postMessage(said, transferred);
    },
  };
  const go = new Go();
  go.exit = () => {};
  try {
    await go.run(await WebAssembly.instantiate(program, go.importObject));
  } catch (error) {
    printed += error;
  }
  if (answered) return;
  const line = printed.trim().split("\n", 1)[0] || "the program that reads it ended";
  postMessage({ error: /out of memory/.test(printed) ? "there is not enough memory to read it; divide it, or leave columns out" : line });
};

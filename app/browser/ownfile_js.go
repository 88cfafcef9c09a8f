package browser

import (
	"errors"
	"net/url"
	"strings"
	"syscall/js"
)

// OwnFile is a file a person gave the page: chosen, dropped, opened with the
// installed page or shared with it.
type OwnFile struct {
	Name string
	Size int // bytes

	folder bool
	blob   js.Value
}

// Blob returns the file as the browser has it, for what reads only parts of it.
func (f OwnFile) Blob() js.Value { return f.blob }

// Read returns what is in the file. It waits.
func (f OwnFile) Read() ([]byte, error) {
	if f.folder {
		return nil, errors.New("it is a folder: expected a file")
	}
	buffer, err := Await(f.blob.Call("arrayBuffer"))
	if err != nil {
		return nil, err
	}
	return GoBytes(buffer), nil
}

// ReadBeside has a file read beside the page, which shows an opened file or nil. The answer is undefined for one
// that was given up, null where there is nothing to do that with. It waits.
func (f OwnFile) ReadBeside(shown any) (answer js.Value, err error) {
	if f.folder || !Has("reader") {
		return js.Null(), nil
	}
	return callReader("read", f.blob, shown)
}

// Reader has what draws and reads beside the page, web/reader.js, do something.
// It waits.
func Reader(do string, of ...any) error {
	if !Has("reader") {
		return errors.ErrUnsupported
	}
	_, err := callReader(do, of...)
	return err
}

func callReader(do string, of ...any) (js.Value, error) {
	reader, err := Await(page().Call("reader"))
	if err != nil {
		return js.Null(), err
	}
	return Await(reader.Call(do, of...))
}

func ownFile(file js.Value) OwnFile {
	return OwnFile{Name: file.Get("name").String(), Size: file.Get("size").Int(), blob: file}
}

// OnChosen calls do with the files chosen in a file input.
func (l *Listeners) OnChosen(input js.Value, do func(files []OwnFile)) {
	l.On(input, "change", func(js.Value) {
		list := input.Get("files")
		files := make([]OwnFile, list.Length())
		for i := range files {
			files[i] = ownFile(list.Index(i))
		}
		// So that the same file can be chosen again.
		input.Set("value", "")
		do(files)
	})
}

// OnDropped calls do with files dropped anywhere on the page; over tells
// whether files are held above it.
func (l *Listeners) OnDropped(over func(yes bool), do func(files []OwnFile)) {
	window := js.Global()
	hasFiles := func(e js.Value) bool {
		return e.Get("dataTransfer").Truthy() && e.Get("dataTransfer").Get("types").Call("includes", "Files").Bool()
	}
	// Unless it is prevented, the browser leaves the page for the file.
	for _, name := range []string{"dragenter", "dragover"} {
		l.On(window, name, func(e js.Value) {
			if hasFiles(e) {
				e.Call("preventDefault")
				e.Get("dataTransfer").Set("dropEffect", "copy")
				over(true)
			}
		})
	}
	l.On(window, "dragleave", func(e js.Value) {
		if !e.Get("relatedTarget").Truthy() {
			over(false)
		}
	})
	l.On(window, "drop", func(e js.Value) {
		over(false)
		if !hasFiles(e) {
			return
		}
		e.Call("preventDefault")
		items := e.Get("dataTransfer").Get("items")
		var files []OwnFile
		for i := range items.Length() {
			item := items.Index(i)
			if item.Get("kind").String() != "file" {
				continue
			}
			dropped := item.Call("getAsFile")
			if !dropped.Truthy() {
				continue // gone by now
			}
			file := ownFile(dropped)
			if item.Get("webkitGetAsEntry").Truthy() {
				entry := item.Call("webkitGetAsEntry")
				file.folder = entry.Truthy() && entry.Get("isDirectory").Bool()
			}
			files = append(files, file)
		}
		do(files)
	})
}

// OnLaunched calls do with files the system opened with the installed page,
// or with why it could not have them.
func (l *Listeners) OnLaunched(do func(files []OwnFile, err error)) {
	queue := js.Global().Get("launchQueue")
	if !queue.Truthy() {
		return
	}
	queue.Call("setConsumer", l.Func(func(_ js.Value, args []js.Value) any {
		handles := first(args).Get("files")
		if !handles.Truthy() || handles.Length() == 0 {
			return nil
		}
		go func() {
			var files []OwnFile
			for i := range handles.Length() {
				file, err := Await(handles.Index(i).Call("getFile"))
				if err != nil {
					do(nil, err)
					return
				}
				files = append(files, ownFile(file))
			}
			do(files, nil)
		}()
		return nil
	}))
}

// sharedFiles names the cache in which the service worker leaves what another
// app shared with the page, each file under its name.
func sharedFiles() string {
	return "wherewhen-shared-" + js.Global().Get("URL").New(page().Get("base")).Get("pathname").String()
}

// TakeShared returns the files that were shared with the page and removes
// them from where they waited. It waits.
func TakeShared() ([]OwnFile, error) {
	caches := js.Global().Get("caches")
	if !caches.Truthy() {
		return nil, nil
	}
	cache, err := Await(caches.Call("open", sharedFiles()))
	if err != nil {
		return nil, err
	}
	keys, err := Await(cache.Call("keys"))
	if err != nil {
		return nil, err
	}
	var files []OwnFile
	for i := range keys.Length() {
		key := keys.Index(i)
		response, err := Await(cache.Call("match", key))
		if err != nil {
			return nil, err
		}
		blob, err := Await(response.Call("blob"))
		if err != nil {
			return nil, err
		}
		address := key.Get("url").String()
		name, err := url.PathUnescape(address[strings.LastIndexByte(address, '/')+1:])
		if err != nil {
			return nil, err
		}
		files = append(files, ownFile(js.Global().Get("File").New([]any{blob}, name)))
	}
	_, err = Await(caches.Call("delete", sharedFiles()))
	return files, err
}

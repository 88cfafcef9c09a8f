package browser

import "syscall/js"

// Listeners holds callbacks so that they can be taken away again together.
type Listeners struct{ release []func() }

// On calls do with the event each time target dispatches it. The listener is
// active: do may prevent the default.
func (l *Listeners) On(target js.Value, name string, do func(event js.Value)) {
	f := js.FuncOf(func(_ js.Value, args []js.Value) any {
		do(first(args))
		return nil
	})
	options := map[string]any{"passive": false}
	target.Call("addEventListener", name, f, options)
	l.release = append(l.release, func() {
		target.Call("removeEventListener", name, f, options)
		f.Release()
	})
}

// Func returns do as a JavaScript function that lives until Release.
func (l *Listeners) Func(do func(this js.Value, args []js.Value) any) js.Func {
	f := js.FuncOf(do)
	l.release = append(l.release, f.Release)
	return f
}

// Release takes all listeners away.
func (l *Listeners) Release() {
	for _, release := range l.release {
		release()
	}
	l.release = nil
}

// Frame runs a task at most once per animation frame.
type Frame struct {
	task    func()
	waiting bool
	f       js.Func
	request js.Value
}

// NewFrame returns a Frame for task.
func NewFrame(task func()) *Frame {
	r := &Frame{task: task}
	window := js.Global()
	r.request = window.Get("requestAnimationFrame").Call("bind", window)
	r.f = js.FuncOf(func(js.Value, []js.Value) any {
		r.waiting = false
		r.task()
		return nil
	})
	return r
}

// Painted waits until the browser has painted what the page shows now; of a
// page that is out of sight, until it is seen.
func Painted() {
	painted := make(chan struct{})
	after := js.FuncOf(func(js.Value, []js.Value) any {
		close(painted)
		return nil
	})
	defer after.Release()
	window := js.Global()
	frame := js.FuncOf(func(js.Value, []js.Value) any {
		window.Call("setTimeout", after)
		return nil
	})
	defer frame.Release()
	window.Call("requestAnimationFrame", frame)
	<-painted
}

// Ask asks for the task in the next frame.
func (r *Frame) Ask() {
	if !r.waiting {
		r.waiting = true
		r.request.Invoke(r.f)
	}
}

// Pause runs a task once nothing has asked for it for a while.
type Pause struct {
	f          js.Func
	delay      int
	set, clear js.Value
	timer      js.Value
}

// Later does something in a task of its own.
func Later(do func()) {
	var task js.Func
	task = js.FuncOf(func(js.Value, []js.Value) any {
		task.Release()
		do()
		return nil
	})
	js.Global().Call("setTimeout", task, 0)
}

// NewPause returns a Pause for task of so many milliseconds.
func NewPause(milliseconds int, task func()) *Pause {
	window := js.Global()
	p := &Pause{
		delay: milliseconds,
		set:   window.Get("setTimeout").Call("bind", window),
		clear: window.Get("clearTimeout").Call("bind", window),
	}
	p.f = js.FuncOf(func(js.Value, []js.Value) any {
		task()
		return nil
	})
	return p
}

// Drop takes back what was asked.
func (p *Pause) Drop() {
	if p.timer.Truthy() {
		p.clear.Invoke(p.timer)
	}
}

// Ask asks for the task after the pause, counted from now.
func (p *Pause) Ask() {
	p.Drop()
	p.timer = p.set.Invoke(p.f, p.delay)
}

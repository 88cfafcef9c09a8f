package site

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
	"syscall"
	"time"
)

// goodbye is how long requests that are being answered may take once the
// server is to end.
const goodbye = 5 * time.Second

// Serve serves the site in a directory until the context ends, and says on out
// where. The host is an address of this machine; a warning goes to warn when
// it lets others in.
func Serve(ctx context.Context, dir, host string, port int, out, warn io.Writer) error {
	root, err := os.OpenRoot(dir)
	if err == nil {
		defer root.Close()
		_, err = root.Stat("index.html")
	}
	if err != nil {
		return fmt.Errorf("there is no site in %s: wherewhen build --out %[1]s makes one", dir)
	}
	listener, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(port)))
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("port %d is taken: choose another one, as in --port %d or PORT=%[2]d", port, port+1)
	}
	if err != nil {
		return err
	}
	if at, ok := listener.Addr().(*net.TCPAddr); ok && !at.IP.IsLoopback() {
		fmt.Fprintf(warn, "Others than this machine can reach this address, without encryption. For the public, put the files on a static host.\n")
	}
	fmt.Fprintf(out, "http://%s/\n", listener.Addr())

	handler := NewHandler(root.FS())
	go handler.Compress(ctx)
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	select {
	case err := <-served:
		return err
	case <-ctx.Done():
	}
	ending, cancel := context.WithTimeout(context.Background(), goodbye)
	defer cancel()
	if err := server.Shutdown(ending); err != nil {
		return server.Close()
	}
	return nil
}

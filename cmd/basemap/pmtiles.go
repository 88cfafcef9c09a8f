package main

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"github.com/paulmach/orb/maptile"
)

// tile is one tile of an archive, its data gzipped.
type tile struct {
	at   maptile.Tile
	data []byte
}

// archive is what a PMTiles file says beside its tiles.
type archive struct {
	minZoom, maxZoom int
	metadata         map[string]any
}

// headerLength and rootLength are those of PMTiles version 3: header and root
// directory lie in the first 16 KiB.
const (
	headerLength = 127
	rootLength   = 16384 - headerLength
)

type entry struct {
	id     uint64
	offset uint64
	length uint64
	run    uint64 // tiles in a row with this data; 0 points to a leaf directory
}

// writeArchive writes tiles as a PMTiles version 3 archive, clustered, with
// gzip for directories, metadata and tiles. Equal tiles are stored once.
// See the PMTiles specification, version 3.
func writeArchive(w io.Writer, a archive, tiles []tile) error {
	tiles = slices.Clone(tiles)
	slices.SortFunc(tiles, func(p, q tile) int { return cmp.Compare(tileID(p.at), tileID(q.at)) })
	var (
		data    bytes.Buffer
		entries []entry
		stored  = make(map[string]uint64)
	)
	for _, t := range tiles {
		offset, known := stored[string(t.data)]
		if !known {
			offset = uint64(data.Len())
			stored[string(t.data)] = offset
			data.Write(t.data)
		}
		id := tileID(t.at)
		if n := len(entries); n > 0 && entries[n-1].offset == offset && entries[n-1].id+entries[n-1].run == id {
			entries[n-1].run++
			continue
		}
		entries = append(entries, entry{id: id, offset: offset, length: uint64(len(t.data)), run: 1})
	}
	root, leaves, err := directories(entries)
	if err != nil {
		return err
	}
	rawMetadata, err := json.Marshal(a.metadata)
	if err != nil {
		return err
	}
	metadata, err := zipped(rawMetadata)
	if err != nil {
		return err
	}
	var h bytes.Buffer
	h.WriteString("PMTiles\x03")
	at := uint64(headerLength)
	for _, length := range []int{len(root), len(metadata), len(leaves), data.Len()} {
		binary.Write(&h, binary.LittleEndian, at)
		binary.Write(&h, binary.LittleEndian, uint64(length))
		at += uint64(length)
	}
	for _, count := range []int{len(tiles), len(entries), len(stored)} {
		binary.Write(&h, binary.LittleEndian, uint64(count))
	}
	const gzipped, vector = 2, 1
	h.Write([]byte{1, gzipped, gzipped, vector, byte(a.minZoom), byte(a.maxZoom)})
	for _, degrees := range []float64{-180, -85.0511287, 180, 85.0511287} {
		binary.Write(&h, binary.LittleEndian, int32(degrees*1e7))
	}
	h.WriteByte(byte(a.minZoom))
	binary.Write(&h, binary.LittleEndian, [2]int32{66e7, 33e7})
	if h.Len() != headerLength {
		return fmt.Errorf("header of %d bytes, expected %d", h.Len(), headerLength)
	}
	for _, part := range [][]byte{h.Bytes(), root, metadata, leaves, data.Bytes()} {
		if _, err := w.Write(part); err != nil {
			return err
		}
	}
	return nil
}

// directories returns the root directory and, when it would be too long, the
// leaves it points to.
func directories(entries []entry) (root, leaves []byte, err error) {
	if root, err = directory(entries); err != nil || len(root) <= rootLength {
		return root, nil, err
	}
	for size := 4096; ; size *= 2 {
		var pointers []entry
		leaves = nil
		for chunk := range slices.Chunk(entries, size) {
			leaf, err := directory(chunk)
			if err != nil {
				return nil, nil, err
			}
			pointers = append(pointers, entry{id: chunk[0].id, offset: uint64(len(leaves)), length: uint64(len(leaf))})
			leaves = append(leaves, leaf...)
		}
		if root, err = directory(pointers); err != nil || len(root) <= rootLength {
			return root, leaves, err
		}
	}
}

func directory(entries []entry) ([]byte, error) {
	raw := binary.AppendUvarint(nil, uint64(len(entries)))
	last := uint64(0)
	for _, e := range entries {
		raw = binary.AppendUvarint(raw, e.id-last)
		last = e.id
	}
	for _, e := range entries {
		raw = binary.AppendUvarint(raw, e.run)
	}
	for _, e := range entries {
		raw = binary.AppendUvarint(raw, e.length)
	}
	for i, e := range entries {
		if i > 0 && e.offset == entries[i-1].offset+entries[i-1].length {
			raw = append(raw, 0)
		} else {
			raw = binary.AppendUvarint(raw, e.offset+1)
		}
	}
	return zipped(raw)
}

// tileID returns the place of a tile in PMTiles' order: zoom by zoom, along
// the Hilbert curve.
func tileID(t maptile.Tile) uint64 {
	id := (uint64(1)<<(2*t.Z) - 1) / 3
	x, y := t.X, t.Y
	for s := uint32(1) << t.Z >> 1; s > 0; s >>= 1 {
		var rx, ry uint32
		if x&s > 0 {
			rx = 1
		}
		if y&s > 0 {
			ry = 1
		}
		id += uint64(s) * uint64(s) * uint64((3*rx)^ry)
		if ry == 0 {
			if rx == 1 {
				x, y = s-1-x&(s-1), s-1-y&(s-1)
			}
			x, y = y, x
		}
		x, y = x&(s-1), y&(s-1)
	}
	return id
}

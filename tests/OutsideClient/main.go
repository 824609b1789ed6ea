// An outside client of the exchange log: written against golang.org/x/mod's sumdb/note and sumdb/tlog and the public standards, sharing no code with the
// services. Verifies the checkpoint's signature, every tile, every entry, a proof of inclusion and one of consistency.
//
//	main ADDRESS VKEY TOKEN ENTRY-ID
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

var address, token string

func main() {
	if len(os.Args) != 5 {
		fmt.Fprintln(os.Stderr, "main ADDRESS VKEY TOKEN ENTRY-ID")
		os.Exit(2)
	}
	address, token = os.Args[1], os.Args[3]
	tree := checkpoint(os.Args[2])
	hashes := tlog.TileHashReader(tree, tiles{})
	entries(tree, hashes)
	inclusion(tree, os.Args[4])
	consistency(tree, hashes)
	fmt.Printf("verified %d entries, root %v\n", tree.N, tree.Hash)
}

func checkpoint(vkey string) tlog.Tree {
	verifier, err := note.NewVerifier(vkey)
	check(err)
	opened, err := note.Open(get("/log/checkpoint"), note.VerifierList(verifier))
	check(err)
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() {
		fail("not a checkpoint of %s: %q", verifier.Name(), opened.Text)
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err)
	root, err := tlog.ParseHash(lines[2])
	check(err)
	return tlog.Tree{N: size, Hash: root}
}

// entries holds every entry of every bundle against its leaf, which the hash reader proves to be the checkpoint's.
func entries(tree tlog.Tree, hashes tlog.HashReader) {
	for first := int64(0); first < tree.N; first += 1 << height {
		width := tree.N - first
		if width > 1<<height {
			width = 1 << height
		}
		rest := get("/log/tile/entries/" + place(first>>height, int(width)))
		var indexes []int64
		var want []tlog.Hash
		for i := int64(0); i < width; i++ {
			if len(rest) < 2 || len(rest) < 2+int(rest[0])<<8+int(rest[1]) {
				fail("bundle of %d is too short at entry %d", first, first+i)
			}
			length := int(rest[0])<<8 + int(rest[1])
			want = append(want, tlog.RecordHash(rest[2:2+length]))
			indexes = append(indexes, tlog.StoredHashIndex(0, first+i))
			rest = rest[2+length:]
		}
		if len(rest) > 0 {
			fail("bundle of %d has %d bytes too many", first, len(rest))
		}
		got, err := hashes.ReadHashes(indexes)
		check(err)
		for i := range got {
			if got[i] != want[i] {
				fail("entry %d is not its leaf", first+int64(i))
			}
		}
	}
}

// inclusion checks a proof that the service made: at its own size, against its own checkpoint, whose root the tiles must give.
func inclusion(tree tlog.Tree, id string) {
	var answer struct {
		Index, Size int64
		Hashes      []string
		Checkpoint  string
		File        string
	}
	check(json.Unmarshal(get("/v1/log/proofs/inclusion?entry="+url.QueryEscape(id)), &answer))
	line := strings.Split(answer.File, "\n")[1]
	entry, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(line, "extra "))
	check(err)
	if !bytes.Contains(entry, []byte(strconv.Quote(id))) {
		fail("the proof is of another entry: %s", entry)
	}
	root, err := tlog.ParseHash(strings.Split(answer.Checkpoint, "\n")[2])
	check(err)
	check(tlog.CheckRecord(parse(answer.Hashes), answer.Size, root, answer.Index, tlog.RecordHash(entry)))
	if tlog.CheckRecord(parse(answer.Hashes), answer.Size, root, answer.Index, tlog.RecordHash(append(entry, ' '))) == nil {
		fail("the proof holds for another entry too")
	}
}

// consistency checks the proofs that the service makes from several sizes to the size of the checkpoint.
func consistency(tree tlog.Tree, hashes tlog.HashReader) {
	for _, older := range []int64{1, 2, 7, tree.N / 3, tree.N - 1, tree.N} {
		if older < 1 || older > tree.N {
			continue
		}
		var answer struct{ Hashes []string }
		check(json.Unmarshal(get(fmt.Sprintf("/v1/log/proofs/consistency?from=%d&to=%d", older, tree.N)), &answer))
		before, err := tlog.TreeHash(older, hashes)
		check(err)
		check(tlog.CheckTree(parse(answer.Hashes), tree.N, tree.Hash, older, before))
	}
}

type tiles struct{}

func (tiles) Height() int { return height }

func (tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range wanted {
		all = append(all, get(fmt.Sprintf("/log/tile/%d/%s", tile.L, place(tile.N, tile.W))))
	}
	return all, nil
}

func (tiles) SaveTiles([]tlog.Tile, [][]byte) {}

// place is a tile's index and width as tlog-tiles writes them.
func place(n int64, width int) string {
	text := fmt.Sprintf("%03d", n%1000)
	for n >= 1000 {
		n /= 1000
		text = fmt.Sprintf("x%03d/%s", n%1000, text)
	}
	if width < 1<<height {
		text += fmt.Sprintf(".p/%d", width)
	}
	return text
}

func parse(texts []string) []tlog.Hash {
	hashes := []tlog.Hash{}
	for _, text := range texts {
		hash, err := tlog.ParseHash(text)
		check(err)
		hashes = append(hashes, hash)
	}
	return hashes
}

func get(path string) []byte {
	request, err := http.NewRequest("GET", address+path, nil)
	check(err)
	if !strings.HasPrefix(path, "/log/") || strings.HasPrefix(path, "/log/tile/entries/") {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	answer, err := http.DefaultClient.Do(request)
	check(err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	check(err)
	if answer.StatusCode != 200 {
		fail("%s: %d %s", path, answer.StatusCode, body)
	}
	return body
}

func check(err error) {
	if err != nil {
		fail("%v", err)
	}
}

func fail(format string, args ...interface{}) {
	fmt.Fprintf(os.Stderr, format+"\n", args...)
	os.Exit(1)
}

#!/usr/bin/env python3
"""Writes seeds/samples/dirty anew, always the same: python3 tests/SampleMaker/dirty/make.py [--office]

With --office the workbooks that LibreOffice saves are made anew too; without it they stay as they are.
"""

import sys
from pathlib import Path

import books
import cells
import corpus
import found
import texts

folder = Path(__file__).resolve().parents[3] / "seeds" / "samples" / "dirty"
folder.mkdir(parents=True, exist_ok=True)
for cases in (texts, cells, books, found):
    cases.add()
corpus.write(folder)
if "--office" in sys.argv:
    books.save_by_office(folder)
print(f"{len(corpus.CASES)} files, {sum(file.stat().st_size for file in folder.iterdir()) // 1024} KiB")

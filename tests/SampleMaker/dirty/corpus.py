"""Cases of the corpus: a file with one oddity, and what is to come of it."""

import json
from pathlib import Path

CASES = {}


class Case:
    """A file name and its expected outcome. Counts are of records, lines are the file's or the sheet's, from 1."""

    def __init__(self, name, zh, en, *, status=202, code=None, accepted=0, repeated=0, duplicate=0, refused=(), normalised=(), ignored=(), sheets=None,
                 skipped=(), encoding=None, cells=()):
        self.name = name
        self.expected = {"about": {"zh": zh, "en": en}, "status": status}
        if status != 202:
            self.expected["code"] = code
            return
        refused = list(refused)
        self.expected |= {
            "accepted": accepted, "repeated": repeated, "duplicate": duplicate, "rejected": len(refused),
            # One text a refused row: its line, then code@field of each reason, in the order in which they are told.
            "reasons": [" ".join(map(str, row)) for row in refused],
            "normalised": [dict(zip(("line", "field", "rule", "readAs"), change)) for change in normalised],
            "ignoredColumns": list(ignored),
        }
        if not name.endswith("json"):
            self.expected |= {"sheets": 1 if sheets is None else sheets, "skippedSheets": list(skipped), "encoding": encoding or ("UTF-8" if name.endswith(".csv") else None)}
        if cells:
            self.expected["cells"] = [dict(zip(("line", "field", "text"), cell)) for cell in cells]


def case(name, zh, en, body, **expected):
    """Adds a case. The body is bytes, a text (written as UTF-8 with a byte order mark where the file is CSV), or a function of the name that gives either."""
    if name in CASES:
        raise ValueError(f"{name} is there already")
    if callable(body):
        body = body(name)
    if isinstance(body, str):
        body = body.encode("utf-8-sig" if name.endswith(".csv") else "utf-8")
    CASES[name] = (Case(name, zh, en, **expected), body)


def write(folder):
    for old in folder.iterdir():
        if old.name != "README.md" and old.name not in KEPT and not any(old.name == f"{kept}.expected.json" for kept in KEPT):
            old.unlink()
    for name, (made, body) in CASES.items():
        if body is not None:
            (folder / name).write_bytes(body)
        (folder / f"{name}.expected.json").write_text(json.dumps(made.expected, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


# Files that a program made which does not give the same bytes twice; they stay as they are.
KEPT = set()


def kept(name, zh, en, **expected):
    KEPT.add(name)
    CASES[name] = (Case(name, zh, en, **expected), None)

"""Documents say what the code does, where a test can tell."""

from __future__ import annotations

import json
import re
from importlib import import_module
from pathlib import Path

import pytest

from db.status import LEGAL_MOVES

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]


def test_the_ticket_life_that_is_drawn_is_the_one_that_is_allowed():
    drawing = (ROOT / "docs" / "ticket-life.md").read_text(encoding="utf-8")
    drawn = set(re.findall(r"^ +(\w+) --> (\w+)", drawing, re.MULTILINE))
    assert drawn == {(now, then) for now, allowed in LEGAL_MOVES.items() for then in allowed}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_a_link_leads_somewhere(document: Path):
    text = document.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#]+)", text) + re.findall(r'src="([^"]+)"', text)
    local = [link for link in links if not link.startswith(("http:", "https:", "mailto:"))]
    assert [link for link in local if not (document.parent / link).exists()] == []


def test_every_setting_is_explained_with_its_default():
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([\w.]+)` \| `(\w+)` \| (?:`([^`]*)`)?", text, re.MULTILINE)
    explained = {(section, key): json.loads(value) if value else None for section, key, value in rows}
    actual = {}
    homes = {"kiosk": "kiosk", "caller": "caller", "display": "display", "pads": "caller.pads"}
    for section, home in homes.items():
        module = f"{home}_settings" if "." in home else f"{home}.settings"
        settings = getattr(import_module(module), f"{section.title()}Settings")
        for part in ("hall", section):
            values = getattr(settings(), part).model_dump(mode="json")
            for key, value in values.items():
                parts = (
                    {(f"{part}.{key}", each): chosen or None for each, chosen in value.items()}
                    if isinstance(value, dict)
                    else {(part, key): value or None}
                )
                actual |= parts
    assert {place: value or None for place, value in explained.items()} == actual

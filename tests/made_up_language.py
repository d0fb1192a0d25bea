"""A third language for tests: the real texts said backwards, in the files that a translator would drop in."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from shell import i18n

CODE = "qya"


def drop_in_made_up_language(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    """Copy the translations, add those into the made-up language, and let the program find them there."""
    there = folder / "translations"
    shutil.copytree(i18n.TRANSLATIONS, there)
    for path in sorted(there.glob("*_zh.ts")):
        made = path.with_name(path.name.replace("_zh", f"_{CODE}"))
        made.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
        tree = ET.parse(made)
        tree.getroot().set("language", CODE)
        for message in tree.iter("message"):
            said = message.find("translation")
            assert said is not None
            said.text = backwards(message.findtext("source") or "")
        tree.write(made, encoding="utf-8", xml_declaration=True)
        i18n.compile_translation(made)
    patch.setattr(i18n, "TRANSLATIONS", there)
    return there


def backwards(text: str) -> str:
    """`{n} waiting` is `gnitiaw {n}`."""
    return "".join(
        reversed([part if part.startswith("{") else part[::-1] for part in re.split(r"(\{\w*\})", text)])
    )

"""The words that stand on the apps' screens, so that the demo's robot finds their controls in either language."""

from __future__ import annotations

from functools import cache
from xml.etree import ElementTree as ET

from hall.station import PROJECT

TRANSLATIONS = PROJECT / "assets" / "translations"


def on_screen(app: str, source: str, language: str) -> str:
    """How an app writes this English text on a screen in that language."""
    return source if language == "en" else _translations(app, language).get(source, source)


@cache
def _translations(app: str, language: str) -> dict[str, str]:
    path = TRANSLATIONS / f"{app}_{language}.ts"
    messages = ET.parse(path).iter("message") if path.exists() else ()
    pairs = ((message.findtext("source"), message.findtext("translation")) for message in messages)
    return {source: translation for source, translation in pairs if source and translation}

"""What a rating screen says, in the visitor's language whatever the clerk's window speaks."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QTranslator

from db.errors import QT_TRANSLATE_NOOP
from db.rating_events import RatingLevel
from shell.i18n import EN, TRANSLATIONS, languages

TITLE = QT_TRANSLATE_NOOP("rating", "How was our service?")
ABOUT = QT_TRANSLATE_NOOP("rating", "{number} · {service}")
PLACE = QT_TRANSLATE_NOOP("rating", "Counter {counter} · {clerk}")
COUNTER = QT_TRANSLATE_NOOP("rating", "Counter {counter}")
ANONYMOUS = QT_TRANSLATE_NOOP(
    "rating", "Your answer goes to the hall, not to the clerk. You need not answer."
)
FINGER = QT_TRANSLATE_NOOP("rating", "Please touch with a finger: a mouse does nothing here.")
MORE = QT_TRANSLATE_NOOP("rating", "Would you like to say more?")
OPTIONAL = QT_TRANSLATE_NOOP("rating", "You may leave this out. Please write no names and no numbers.")
YOUR_WORDS = QT_TRANSLATE_NOOP("rating", "Your own words")
SEND = QT_TRANSLATE_NOOP("rating", "Send")
CHANGE = QT_TRANSLATE_NOOP("rating", "Choose another")
THANKS = QT_TRANSLATE_NOOP("rating", "Thank you")
RECORDED = QT_TRANSLATE_NOOP("rating", "Your answer is on the record.")
LOOKED_INTO = QT_TRANSLATE_NOOP("rating", "Somebody other than the clerk will look into it.")
NOT_RECORDED = QT_TRANSLATE_NOOP("rating", "Sorry, your answer could not be recorded.")
SECONDS_LEFT = QT_TRANSLATE_NOOP("rating", "{seconds} s")
WELCOME = QT_TRANSLATE_NOOP("rating", "At your service")
NOW = QT_TRANSLATE_NOOP("rating", "Now serving")
CLOSED = QT_TRANSLATE_NOOP("rating", "Service paused")
LEVELS = {
    RatingLevel.VERY_SATISFIED: QT_TRANSLATE_NOOP("rating", "Very satisfied"),
    RatingLevel.SATISFIED: QT_TRANSLATE_NOOP("rating", "Satisfied"),
    RatingLevel.FAIRLY_SATISFIED: QT_TRANSLATE_NOOP("rating", "Fairly satisfied"),
    RatingLevel.DISSATISFIED: QT_TRANSLATE_NOOP("rating", "Dissatisfied"),
    RatingLevel.VERY_DISSATISFIED: QT_TRANSLATE_NOOP("rating", "Very dissatisfied"),
}
PRAISE = (
    QT_TRANSLATE_NOOP("rating", "Friendly"),
    QT_TRANSLATE_NOOP("rating", "Quick"),
    QT_TRANSLATE_NOOP("rating", "Well explained"),
    QT_TRANSLATE_NOOP("rating", "Easy to do"),
)
BLAME = (
    QT_TRANSLATE_NOOP("rating", "Waited too long"),
    QT_TRANSLATE_NOOP("rating", "Unfriendly"),
    QT_TRANSLATE_NOOP("rating", "Not explained in one go"),
    QT_TRANSLATE_NOOP("rating", "Sent back and forth"),
    QT_TRANSLATE_NOOP("rating", "Too many papers"),
)


@cache
def _translator(language: str) -> QTranslator | None:
    path = TRANSLATIONS / f"caller_{language}.qm"
    translator = QTranslator()
    return translator if language != EN and translator.load(str(path)) else None


def spoken_by(language: str, otherwise: str) -> str:
    """The visitor's language, if this program speaks it."""
    return language if language in languages("caller") else otherwise


def say(language: str, text: str, **fields: object) -> str:
    """The text in that language."""
    translator = _translator(language)
    said = translator.translate("rating", text) if translator else None
    return (said or text).format(**fields)

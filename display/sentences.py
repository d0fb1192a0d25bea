"""What is said for a call, as data: one set of sentences a language, and a service's own where it has some."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from string import Formatter
from typing import Annotated, Any

from pydantic import AfterValidator, ValidationError

from db.errors import QT_TRANSLATE_NOOP, HallError
from db.file_text import read_toml_text
from display.schedule import Announcement, Form
from shell.assets import ASSETS
from shell.settings import Section
from shell.speech_text import Utterance, chinese_digits, chinese_number, signs

OURS = ASSETS / "voice" / "sentences.toml"


class WrongSentences(HallError):
    """The file with the sentences cannot be used."""

    template = QT_TRANSLATE_NOOP("errors", "The sentences in {file} cannot be used: {detail}.")


class UnknownTongue(HallError):
    """There are no sentences in that language."""

    template = QT_TRANSLATE_NOOP(
        "errors", "There are no sentences for the language “{language}”. There are: {known}."
    )


class Reads(StrEnum):
    """How a language writes the numbers that it reads."""

    CHINESE = "chinese"
    FIGURES = "figures"


def _with(*fields: str) -> AfterValidator:
    """A sentence that has these fields and no others, but for optional ones in parentheses."""
    wanted = {field for field in fields if not field.startswith("(")}
    allowed = {field.strip("()") for field in fields}

    def check(sentence: str) -> str:
        found = fields_of(sentence)
        if sentence and (missing := wanted - found):
            raise ValueError(f"“{sentence}” lacks {{{missing.pop()}}}")
        if unknown := found - allowed:
            raise ValueError(f"“{sentence}” has {{{unknown.pop()}}}, which means nothing here")
        return sentence

    return AfterValidator(check)


def fields_of(sentence: str) -> set[str]:
    """What is filled in. Raises ValueError when a brace is left open."""
    return {field for _, field, _, _ in Formatter().parse(sentence) if field is not None}


CallSentence = Annotated[str, _with("number", "counter", "(place)")]


class Phrases(Section):
    """How a call is said; an empty one is said like the next better one."""

    call: CallSentence = ""
    short: CallSentence = ""


class Tongue(Phrases):
    """A language."""

    reads: Reads = Reads.FIGURES
    pair: Annotated[str, _with("first", "second")] = "{first}, {second}"
    place: Annotated[str, _with("(floor)", "(zone)", "(zone_name)")] = ""
    services: Mapping[str, Phrases] = {}


class Book(Section):
    """All languages."""

    tongues: Mapping[str, Tongue]


class Sentences:
    """Says calls in some languages, in their order."""

    def __init__(self, tongues: Mapping[str, Tongue], languages: Sequence[str], *, yao: bool = False) -> None:
        self._tongues = {language: tongue_of(tongues, language) for language in languages}
        self._yao = yao

    def of(self, announcements: Sequence[Announcement], form: Form) -> tuple[Utterance, ...]:
        """What is said of one call, or of two in one sentence; those only in the first language."""
        spoken = list(self._tongues.items())[: 1 if form is Form.PAIR else None]
        return tuple(Utterance(name, self._say(name, each, announcements, form)) for name, each in spoken)

    def _say(self, language: str, tongue: Tongue, announcements: Sequence[Announcement], form: Form) -> str:
        said = [self._call(language, tongue, each, form) for each in announcements]
        return said[0] if len(said) == 1 else _tidy(tongue.pair.format(first=said[0], second=said[1]))

    def _call(self, language: str, tongue: Tongue, called: Announcement, form: Form) -> str:
        own = tongue.services.get(called.service_id, Phrases())
        short = form in (Form.SHORT, Form.PAIR)
        sentence = (short and (own.short or own.call or tongue.short)) or own.call or tongue.call
        chinese = tongue.reads is Reads.CHINESE
        return _tidy(
            sentence.format(
                number=chinese_digits(called.number, yao=self._yao) if chinese else signs(called.number),
                counter=chinese_number(called.counter) if chinese else called.counter,
                place=_place(language, tongue, called),
            )
        )


def _place(language: str, tongue: Tongue, called: Announcement) -> str:
    """Where the counter is, if the visitor waits elsewhere."""
    where = called.elsewhere
    if where is None:
        return ""
    named = "zh" if tongue.reads is Reads.CHINESE else language
    return tongue.place.format(
        floor=where.floor.named(named), zone=signs(where.zone_id), zone_name=where.zone.named(named)
    )


def _tidy(sentence: str) -> str:
    return re.sub(r"\s+", " ", sentence).strip()


def tongue_of(tongues: Mapping[str, Tongue], language: str) -> Tongue:
    """The sentences of a language. Raises `UnknownTongue`."""
    if language not in tongues:
        raise UnknownTongue(language=language, known=", ".join(sorted(tongues)))
    return tongues[language]


def load_tongues(own: Path | None = None) -> Mapping[str, Tongue]:
    """Our sentences, and over them a hall's own. Raises `WrongSentences`."""
    read = _read(OURS)
    for language, theirs in (_read(own) if own else {}).items():
        read[language] = {**read.get(language, {}), **theirs} if isinstance(theirs, dict) else theirs
    try:
        book = Book.model_validate_json(json.dumps({"tongues": read}, default=str))
    except ValidationError as failure:
        first = failure.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"][1:]))
        raise WrongSentences(file=own or OURS, detail=f"{place}: {first['msg']}") from None
    for language, tongue in book.tongues.items():
        if not tongue.call:
            raise WrongSentences(file=own or OURS, detail=f"{language}.call is missing")
    return book.tongues


def _read(path: Path) -> dict[str, Any]:
    try:
        return read_toml_text(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as failure:
        raise WrongSentences(file=path, detail=failure) from failure

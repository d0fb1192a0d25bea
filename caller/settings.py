"""What can be set for a caller."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import Field, field_validator, model_validator
from PySide6.QtGui import QKeySequence

from caller.device_settings import PadSection, RatingSection, StripSection
from caller.global_keys import may_be_global
from caller.state import DEFAULT_KEYS, Keys, Verb
from shell.settings import Section, Settings


class Shape(StrEnum):
    """The shapes of the one window."""

    BAR = "bar"
    PANEL = "panel"
    LIST = "list"


class KeysSection(Section):
    """[caller.keys]: another key for a step; what is left out stays."""

    next: str = DEFAULT_KEYS[Verb.NEXT]
    recall: str = DEFAULT_KEYS[Verb.RECALL]
    start: str = DEFAULT_KEYS[Verb.START]
    finish: str = DEFAULT_KEYS[Verb.FINISH]
    no_show: str = DEFAULT_KEYS[Verb.NO_SHOW]
    choose: str = DEFAULT_KEYS[Verb.CHOOSE]
    take_up: str = DEFAULT_KEYS[Verb.TAKE_UP]
    reactivate: str = DEFAULT_KEYS[Verb.REACTIVATE]
    call_back: str = DEFAULT_KEYS[Verb.CALL_BACK]
    transfer: str = DEFAULT_KEYS[Verb.TRANSFER]
    hold: str = DEFAULT_KEYS[Verb.HOLD]
    finish_with: str = DEFAULT_KEYS[Verb.FINISH_WITH]
    skip: str = DEFAULT_KEYS[Verb.SKIP]
    release: str = DEFAULT_KEYS[Verb.RELEASE]
    pause: str = DEFAULT_KEYS[Verb.PAUSE]
    undo: str = DEFAULT_KEYS[Verb.UNDO]
    help: str = DEFAULT_KEYS[Verb.HELP]
    answer_help: str = DEFAULT_KEYS[Verb.ANSWER_HELP]
    lock: str = DEFAULT_KEYS[Verb.LOCK]
    shape: str = DEFAULT_KEYS[Verb.SHAPE]
    sign_out: str = DEFAULT_KEYS[Verb.SIGN_OUT]

    @field_validator("*")
    @classmethod
    def _is_a_key(cls, text: str) -> str:
        key = QKeySequence(text)
        if key.count() != 1 or not key.toString():
            raise ValueError(f"“{text}” is no key")
        return key.toString()

    @model_validator(mode="after")
    def _one_key_each(self) -> KeysSection:
        _must_differ(self.model_dump())
        return self

    def keys(self) -> Keys:
        """Which key does what; pausing and going on share one."""
        return {Verb(name): key for name, key in self.model_dump().items()} | {Verb.GO_ON: self.pause}


class GlobalKeysSection(Section):
    """[caller.global_keys]: keys that work while another program has the focus. Empty: none for this step."""

    on: bool = False
    next: str = "Ctrl+Shift+F8"
    recall: str = "Ctrl+Shift+F9"
    start: str = "Ctrl+Shift+F5"
    finish: str = "Ctrl+Shift+F11"
    no_show: str = "Ctrl+Shift+F10"
    choose: str = ""
    take_up: str = ""
    reactivate: str = ""
    call_back: str = ""
    transfer: str = ""
    hold: str = ""
    finish_with: str = ""
    skip: str = ""
    release: str = ""
    pause: str = ""
    undo: str = ""
    help: str = ""
    answer_help: str = ""
    lock: str = ""
    shape: str = ""
    sign_out: str = ""

    @field_validator("*")
    @classmethod
    def _may_be_taken(cls, value: object) -> object:
        if isinstance(value, str) and value:
            if not may_be_global(value):
                raise ValueError(
                    f"“{value}” would be missing in other programs: take an F key, or Ctrl or Alt"
                )
            return QKeySequence(value).toString()
        return value

    @model_validator(mode="after")
    def _one_key_each(self) -> GlobalKeysSection:
        _must_differ(self.model_dump(exclude={"on"}))
        return self

    def keys(self) -> Keys:
        """Which key does what; nothing while they are off."""
        named = self.model_dump(exclude={"on"}) if self.on else {}
        return {Verb(name): key for name, key in named.items() if key}


def _must_differ(keys: Mapping[str, str]) -> None:
    used: dict[str, str] = {}
    for name, key in keys.items():
        if key in used:
            raise ValueError(f"“{key}” is the key of {used[key]} already")
        if key:
            used[key] = name


class CallerSection(Section):
    """[caller] in the settings file."""

    station: str = "caller"
    clerk: str = ""
    counter: int = 0
    shape: Shape | None = None
    """None: as it was left."""
    lock_after_min: Annotated[float, Field(ge=0, le=600)] = 10.0
    """So long without a key or the mouse locks the desk of a clerk with a PIN; 0: never."""
    keys: KeysSection = KeysSection()
    global_keys: GlobalKeysSection = GlobalKeysSection()
    pad: PadSection = PadSection()
    rating: RatingSection = RatingSection()
    strip: StripSection = StripSection()

    @property
    def has_devices(self) -> bool:
        """Whether anything stands beside the clerk's own screen."""
        return bool(self.pad.port or self.rating.screen or self.strip.port)


class CallerSettings(Settings):
    """The settings file as a caller sees it."""

    caller: CallerSection = CallerSection()

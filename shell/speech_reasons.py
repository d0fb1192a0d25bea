"""Why something was not said: one list for the engine, the player, the board and the record."""

from __future__ import annotations

from enum import StrEnum

from db.errors import QT_TRANSLATE_NOOP


class Unspoken(StrEnum):
    """The texts go into the record; a screen translates them."""

    NO_ENGINE = QT_TRANSLATE_NOOP("speech", "no speech engine")
    ENGINE_STUCK = QT_TRANSLATE_NOOP("speech", "the speech engine hangs")
    ENGINE_FAILED = QT_TRANSLATE_NOOP("speech", "the speech engine failed")
    NOTHING_AUDIBLE = QT_TRANSLATE_NOOP("speech", "the speech engine made no sound")
    NO_WORDS = QT_TRANSLATE_NOOP("speech", "the voice has no words for it")
    SUBSTITUTE = QT_TRANSLATE_NOOP("speech", "a substitute voice speaks")
    NO_DEVICE = QT_TRANSLATE_NOOP("speech", "no sound device")
    DEVICE_STUCK = QT_TRANSLATE_NOOP("speech", "the sound device hangs")
    DEVICE_SWALLOWS = QT_TRANSLATE_NOOP("speech", "the sound device plays nothing")
    PLAYER_FAILED = QT_TRANSLATE_NOOP("speech", "the sound player failed")
    SWITCHED_OFF = QT_TRANSLATE_NOOP("speech", "the voice is switched off")
    TOO_OLD = QT_TRANSLATE_NOOP("speech", "the call was too old to be spoken")
    TOO_LATE = QT_TRANSLATE_NOOP("speech", "its moment to be spoken had passed")
    CALL_OVER = QT_TRANSLATE_NOOP("speech", "the call was over before its turn")

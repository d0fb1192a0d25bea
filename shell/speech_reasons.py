"""Why something was not said: one list for the engine, the player, the board and the record."""

from __future__ import annotations

from enum import StrEnum


class Unspoken(StrEnum):
    """The texts go into the record; a screen translates them."""

    NO_ENGINE = "no speech engine"
    ENGINE_STUCK = "the speech engine hangs"
    ENGINE_FAILED = "the speech engine failed"
    NOTHING_AUDIBLE = "the speech engine rendered nothing that can be heard"
    NO_DEVICE = "no sound device"
    DEVICE_STUCK = "the sound device hangs"
    DEVICE_SWALLOWS = "the sound device plays nothing"
    PLAYER_FAILED = "the sound player failed"
    SWITCHED_OFF = "the voice is switched off"
    TOO_OLD = "the call was too old to be spoken"
    CALL_OVER = "the call was over before its turn"

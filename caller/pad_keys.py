"""A pad's keys as a clerk means them: digits typed before a key belong to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from caller.questions import COUNTER
from caller.state import Answer, DeskState, Stage, Verb
from db.status import HoldKind

FORGET_S = 8.0
"""Digits without a key are forgotten after so long."""
DIGITS_AT_MOST = 4


class PadKey(IntEnum):
    """The keys that are no digits; a pad sends them last."""

    RATE = 0x0B
    CALL = 0x0C
    RECALL = 0x0D
    CANCEL = 0x0E
    CONFIRM = 0x0F
    PAUSE = 0x12
    TRANSFER = 0x13


@dataclass(frozen=True)
class Stroke:
    """A key, with what was typed before it."""

    key: PadKey
    digits: str = ""


class Typing:
    """What has been typed at one pad so far; a pad may send digits one by one or together with their key."""

    def __init__(self) -> None:
        self._digits = ""
        self._at = 0.0

    def take(self, data: bytes, now: float) -> Stroke | None:
        """The stroke that these bytes complete; None: more is to come, or it means nothing."""
        if now - self._at > FORGET_S:
            self._digits = ""
        self._at = now
        *before, last = data
        typed = "".join(str(each) for each in before if each <= 9)
        if last <= 9:
            self._digits = (self._digits + typed + str(last))[-DIGITS_AT_MOST:]
            return None
        digits, self._digits = (self._digits + typed)[-DIGITS_AT_MOST:], ""
        return Stroke(PadKey(last), digits) if last in set(PadKey) else None


@dataclass(frozen=True)
class Step:
    """A clerk's step with what it needs to know; `then` follows once it is done."""

    verb: Verb
    answer: Answer | None = None
    then: Verb | None = None


class Other(IntEnum):
    """What a pad does that is no step of the desk."""

    FORGET_TYPED = 1
    ASK_RATING = 2


NO_SHOW, HOLD, CALL_BACK, SIGN_OUT = "6", "0", "3", "9"
"""What is typed before the confirm key."""


def meaning(stroke: Stroke, state: DeskState, reasons: tuple[str, ...]) -> Step | Other | None:
    """What the stroke does now; None: nothing. `reasons` are those for a pause, the first without a digit.

    The call key takes the visit one step on, as a caller's large key does: it calls, starts, then finishes and calls
    the next. The rate key ends a visit and has the visitor asked.
    """
    stage = state.stage
    match stroke.key:
        case PadKey.CALL:
            return {
                Stage.IDLE: Step(Verb.NEXT),
                Stage.CALLED: Step(Verb.START),
                Stage.SERVING: Step(Verb.FINISH, then=Verb.NEXT),
                Stage.PAUSED: None,
            }[stage]
        case PadKey.RECALL:
            return Step(Verb.RECALL) if stage == Stage.CALLED else None
        case PadKey.RATE:
            if stage == Stage.SERVING:
                return Step(Verb.FINISH)
            return None if stage == Stage.CALLED else Other.ASK_RATING
        case PadKey.CANCEL if stroke.digits:
            return Other.FORGET_TYPED
        case PadKey.CANCEL:
            return Step(Verb.UNDO) if state.undo_s else None
        case PadKey.PAUSE:
            which = int(stroke.digits or "1")
            if state.paused:
                return Step(Verb.GO_ON)
            return Step(Verb.PAUSE, Answer(reasons[which - 1])) if 1 <= which <= len(reasons) else None
        case PadKey.TRANSFER:
            if stage != Stage.SERVING or not stroke.digits or int(stroke.digits) == state.counter:
                return None
            return Step(Verb.TRANSFER, Answer(f"{COUNTER}{int(stroke.digits)}"))
        case PadKey.CONFIRM:
            return _confirmed(stroke.digits, state)


def _confirmed(digits: str, state: DeskState) -> Step | None:
    match digits.lstrip("0") or digits[-1:]:
        case d if d == NO_SHOW and state.stage == Stage.CALLED:
            return Step(Verb.NO_SHOW)
        case d if d == CALL_BACK and state.stage == Stage.CALLED:
            return Step(Verb.CALL_BACK)
        case d if d == HOLD and state.stage == Stage.SERVING:
            return Step(Verb.HOLD, Answer(HoldKind.SAME_COUNTER.value))
        case d if d == SIGN_OUT and state.visitor is None:
            return Step(Verb.SIGN_OUT)
        case _:
            return None

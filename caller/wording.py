"""The clerk's words: short enough for a narrow bar, clear enough for a bad day."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from caller.state import DeskState, Stage, Told, Verb, Waiting

translate = QCoreApplication.translate


def verb(which: Verb) -> str:
    """What stands on the key."""
    return {
        Verb.NEXT: translate("caller", "Next"),
        Verb.RECALL: translate("caller", "Recall"),
        Verb.START: translate("caller", "Start"),
        Verb.FINISH: translate("caller", "Finish"),
        Verb.NO_SHOW: translate("caller", "No-show"),
    }[which]


def doing(which: Verb) -> str:
    """What stands on the key while it works."""
    return {
        Verb.NEXT: translate("caller", "Calling…"),
        Verb.RECALL: translate("caller", "Recalling…"),
        Verb.START: translate("caller", "Starting…"),
        Verb.FINISH: translate("caller", "Finishing…"),
        Verb.NO_SHOW: translate("caller", "Marking…"),
    }[which]


def why_not(which: Verb, stage: Stage) -> str:
    """Why this key does nothing now, and which one does."""
    match stage, which:
        case Stage.IDLE, _:
            return translate("caller", "Nobody is at the counter. F8 calls the next visitor.")
        case Stage.CALLED, Verb.NEXT | Verb.FINISH:
            return translate("caller", "A visitor is called. F5 starts, F10 marks a no-show.")
        case Stage.SERVING, _:
            return translate("caller", "A visitor is being served. F11 finishes first.")
        case _:
            return ""


def nobody_waits() -> str:
    return translate("caller", "Nobody is waiting.")


def away() -> str:
    return translate("caller", "No connection to the hall. Trying again…")


def away_answer() -> str:
    return translate("caller", "Not sent: no connection. It comes back by itself.")


def back() -> str:
    return translate("caller", "Connected again.")


def unanswered() -> str:
    return translate("caller", "No answer yet. Trying again…")


def given_up() -> str:
    return translate("caller", "Not done: no answer came. Please press again.")


def taken_back() -> str:
    return translate("caller", "The answer came too late. What holds is shown.")


def relieved(counter: int, clerk: str) -> str:
    """Why the desk is gone from the screen."""
    if not clerk:
        return translate("caller", "Counter {counter} was closed.").format(counter=counter)
    return translate("caller", "{clerk} signed in at counter {counter}.").format(clerk=clerk, counter=counter)


def told(which: Told) -> str:
    """Whether the lobby heard it, in a word and a sign."""
    return {
        Told.NOT_YET: translate("caller", "Announcing…"),
        Told.SPOKEN: translate("caller", "Announced ✓"),
        Told.SHOWN: translate("caller", "Shown, not spoken"),
    }[which]


def clock(seconds: int) -> str:
    """`4:38`, or `1:04:38` past the hour."""
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def place(state: DeskState) -> str:
    return translate("caller", "Counter {number} · {clerk}").format(number=state.counter, clerk=state.clerk)


def day(state: DeskState) -> str:
    """The clerk's own day so far."""
    if state.mean_min is None:
        return translate("caller", "{count} today").format(count=state.served_today)
    return translate("caller", "{count} today · avg {mean} min").format(
        count=state.served_today, mean=f"{state.mean_min:.1f}"
    )


def situation(state: DeskState) -> str:
    """One line below the number."""
    if state.visitor is None:
        return translate("caller", "Nobody waits") if not state.waiting else translate("caller", "Free")
    since = clock(state.visitor.elapsed_s)
    if state.stage == Stage.SERVING:
        return translate("caller", "Serving · {since}").format(since=since)
    word = {
        Told.NOT_YET: translate("caller", "Called"),
        Told.SPOKEN: translate("caller", "Announced"),
        Told.SHOWN: translate("caller", "Shown only"),
    }[state.visitor.told]
    return f"{word} · {since}"


def longest(state: DeskState) -> str:
    """How long the first in line has waited."""
    if not state.waiting:
        return translate("caller", "waiting")
    return translate("caller", "wait {minutes} min").format(minutes=state.longest_min)


def in_line(each: Waiting) -> str:
    """Why somebody stands where he stands."""
    parts = [translate("caller", "{minutes} min").format(minutes=each.waited_min)]
    if each.priority:
        parts.append(translate("caller", "priority, from {time}").format(time=each.counted_from))
    elif each.helping:
        parts.append(translate("caller", "helping out"))
    else:
        parts.append(translate("caller", "from {time}").format(time=each.counted_from))
    return " · ".join(parts)


def looking() -> str:
    return translate("caller", "Looking for the hall…")


def counter(state: DeskState) -> str:
    return translate("caller", "Counter {number}").format(number=state.counter)


def free(state: DeskState) -> str:
    """What stands large on the panel where there is no visitor."""
    if not state.waiting:
        return translate("caller", "Nobody waits")
    return translate("caller", "Ready for the next visitor")


def waiting(state: DeskState) -> str:
    """Above the list of those who wait."""
    if not state.waiting:
        return translate("caller", "Nobody waits")
    return translate("caller", "{count} waiting").format(count=state.waiting)


def longest_wait(state: DeskState) -> str:
    """Beside it."""
    if not state.waiting:
        return ""
    return translate("caller", "longest {minutes} min").format(minutes=state.longest_min)


def of_limit(state: DeskState) -> str:
    """Below the time in the ring."""
    visitor = state.visitor
    if visitor is None or state.stage == Stage.CALLED:
        return translate("caller", "since call")
    over_s = visitor.elapsed_s - visitor.limit_min * 60
    if over_s >= 0:
        return translate("caller", "{time} over").format(time=clock(over_s))
    return translate("caller", "of {minutes} min").format(minutes=visitor.limit_min)


def hint(state: DeskState) -> str:
    """Below the large words while nobody is at the counter."""
    if not state.waiting:
        return translate("caller", "New numbers appear here by themselves.")
    return translate("caller", "F8 calls {number}.").format(number=state.line[0].number if state.line else "")


def priority() -> str:
    return translate("caller", "Priority")


def times(count: int) -> str:
    return translate("caller", "Called {count}×").format(count=count)

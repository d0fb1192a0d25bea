"""The back office's words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from caller.back_office.state import Decision, ReleaseLine
from caller.limit import Used

translate = QCoreApplication.translate


def decision(which: Decision) -> str:
    """What stands on the key."""
    return {
        Decision.RELEASE: translate("back_office", "Release"),
        Decision.SEND_BACK: translate("back_office", "Give back"),
    }[which]


def done(which: Decision, number: str) -> str:
    """What has become of the visit."""
    words = {
        Decision.RELEASE: translate("back_office", "{number} is released and waits for its call."),
        Decision.SEND_BACK: translate("back_office", "{number} goes back to the counter with your note."),
    }[which]
    return words.format(number=number)


def card(step: Used) -> str:
    """The card that somebody who is slow gets shown."""
    return {
        Used.LITTLE: translate("back_office", "in time"),
        Used.HALF: translate("back_office", "Yellow card"),
        Used.NEARLY: translate("back_office", "Red card"),
        Used.OVER: translate("back_office", "Red card"),
    }[step]


def of_limit(line: ReleaseLine) -> str:
    """How long it has waited against its limit."""
    over = line.waited_min - line.limit_min
    if line.limit_min and over >= 0:
        return translate("back_office", "{minutes} min over").format(minutes=over)
    words = translate("back_office", "{minutes} of {limit} min")
    return words.format(minutes=line.waited_min, limit=line.limit_min)


def limit(line: ReleaseLine) -> str:
    """Below the time in the ring."""
    return translate("back_office", "limit {limit}").format(limit=line.limit_min)


def approval() -> str:
    return translate("back_office", "To approve; then back to the counter")


def result(service: str) -> str:
    return translate("back_office", "To prepare; handed out at {service}").format(service=service)


def handed_in(counter: int, clerk: str, time: str) -> str:
    words = translate("back_office", "Counter {counter} · {clerk} · {time}")
    return words.format(counter=counter, clerk=clerk, time=time)


def waiting(count: int) -> str:
    return translate("back_office", "Everything {count}").format(count=count)


def yellow(count: int) -> str:
    return translate("back_office", "Yellow {count}").format(count=count)


def red(count: int) -> str:
    return translate("back_office", "Red {count}").format(count=count)


def nothing() -> str:
    return translate("back_office", "Nothing waits for you.")


def gone() -> str:
    return translate("back_office", "Choose what you decide on.")


def note_missing() -> str:
    return translate("back_office", "Write down what is missing: the clerk reads it out to the visitor.")

"""What can go wrong in a hall, each with a text that says what to do next.

The template is English and is Qt Linguist's source text: a screen shows its translation, a log the English.
"""

from __future__ import annotations

from collections.abc import Sequence


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark a text for Qt Linguist; `db` itself knows no Qt."""
    return text


class HallError(Exception):
    """Something that a person at a screen can read and act upon."""

    template = QT_TRANSLATE_NOOP("errors", "Something went wrong. Please tell the hall's staff.")

    def __init__(self, **fields: object) -> None:
        self.fields = fields
        super().__init__(self.template.format(**fields))


class DatabaseAway(HallError):
    """The database cannot be reached, or stopped answering."""

    template = QT_TRANSLATE_NOOP(
        "errors", "The hall's database does not answer. Work goes on as soon as it is back ({detail})."
    )


class TurnBusy(HallError):
    """Somebody else kept the hall's turn for longer than a turn may take."""

    template = QT_TRANSLATE_NOOP("errors", "The hall is busy: {holder} holds the turn. Please try again.")


SOMEBODY = QT_TRANSLATE_NOOP("errors", "another station")
"""Who holds the turn when nobody can say."""


class NotInitialised(HallError):
    """There is a database, but no hall in it."""

    template = QT_TRANSLATE_NOOP(
        "errors", "There is no hall in this database yet. Run `hall init` and `hall load` first ({url})."
    )


class NetworkShareRefused(HallError):
    """SQLite's locks cannot be trusted on a network share."""

    template = QT_TRANSLATE_NOOP(
        "errors",
        "{path} lies on a network share ({kind}), where SQLite can lose tickets."
        " Use a local disk, or PostgreSQL for several machines.",
    )


class NotGranted(HallError):
    """PostgreSQL refuses what this login's role has no business with."""

    template = QT_TRANSLATE_NOOP(
        "errors",
        "The database does not let this login do that ({detail})."
        " Give the station a login in its own role: docs/postgresql.md.",
    )


class PasswordInSight(HallError):
    """A password stands where others can read it."""

    template = QT_TRANSLATE_NOOP(
        "errors",
        "The database's address shows a password, and others can read it here. Take it out, and put it into the"
        " environment ({variable}), into a file that {variable}_FILE names (chmod 600), or a systemd credential.",
    )


class BadAddress(HallError):
    """The database URL cannot be understood."""

    template = QT_TRANSLATE_NOOP(
        "errors",
        "{url} is no database address. Write sqlite:///FILE or postgresql://USER@HOST/NAME.",
    )


class UnknownThing(HallError):
    """A command names something that the hall does not have."""

    template = QT_TRANSLATE_NOOP("errors", "The hall knows no {kind} “{name}”.")


class IllegalMove(HallError):
    """A ticket cannot do this from the state it is in."""

    template = QT_TRANSLATE_NOOP("errors", "{number} is {state}: it cannot be {verb} now.")


class CounterBusy(HallError):
    """A counter looks after one visitor at a time."""

    template = QT_TRANSLATE_NOOP(
        "errors", "{number} is still at counter {counter}: finish it or mark it as a no-show first."
    )


class CounterClosedError(HallError):
    """Nobody has signed in at the counter."""

    template = QT_TRANSLATE_NOOP("errors", "Counter {counter} is closed: sign in first.")


class CounterPausedError(HallError):
    """A paused counter calls nobody."""

    template = QT_TRANSLATE_NOOP("errors", "Counter {counter} is paused ({reason}): go on first.")


class CalledTooSoon(HallError):
    """Calls of one visitor keep a distance, so that they can walk."""

    template = QT_TRANSLATE_NOOP("errors", "{number} was called a moment ago. Please wait {seconds} s.")


class CalledOftenEnough(HallError):
    """Calling for ever helps nobody."""

    template = QT_TRANSLATE_NOOP(
        "errors", "{number} was called {times} times: start the visit or mark it as a no-show."
    )


class CalledTooSeldom(HallError):
    """A visitor is passed over only after the hall's number of calls."""

    template = QT_TRANSLATE_NOOP(
        "errors", "{number} was called {times} of {needed} times: call again before marking a no-show."
    )


class ReasonMissing(HallError):
    """What departs from the order goes on the record."""

    template = QT_TRANSLATE_NOOP("errors", "Please give a reason: it goes on the record.")


class NotForThisCounter(HallError):
    """A counter takes only what stands in its lanes."""

    template = QT_TRANSLATE_NOOP(
        "errors", "{number} does not wait for counter {counter}. Transfer it instead."
    )


class NotToday(HallError):
    """A ticket is valid on its own day."""

    template = QT_TRANSLATE_NOOP(
        "errors", "{number} is of {date} and no longer valid. Please take a new number."
    )


class ReactivatedOftenEnough(HallError):
    """Coming back late is forgiven so many times."""

    template = QT_TRANSLATE_NOOP(
        "errors", "{number} was put back in line {times} times already. Please take a new number."
    )


class HeldElsewhere(HallError):
    """Papers lie where they lie."""

    template = QT_TRANSLATE_NOOP("errors", "{number} is on hold at counter {counter}: it goes on there.")


class WithBackOffice(HallError):
    """Nobody calls what the back office has not released."""

    template = QT_TRANSLATE_NOOP("errors", "{number} is with the back office: it waits until it is released.")


class ClerkAway(HallError):
    """Nobody can be sent to a clerk who sits nowhere."""

    template = QT_TRANSLATE_NOOP("errors", "{clerk} is at no counter now. Transfer to the service instead.")


class NothingToUndo(HallError):
    """Undo reaches back a few seconds, and never over somebody else's step."""

    template = QT_TRANSLATE_NOOP("errors", "There is nothing to undo: {why}.")


class PickUpTooEarly(HallError):
    """A result is handed out when the visit is over, not before another counter has had its part."""

    template = QT_TRANSLATE_NOOP(
        "errors", "{number} has another counter to go to: only the last one can leave a pick-up."
    )


class NoNextStep(HallError):
    """Only a bundle has steps."""

    template = QT_TRANSLATE_NOOP("errors", "{number} is no bundle: finish it instead.")


class ClerkElsewhere(HallError):
    """A clerk who still has a visitor at one counter cannot open another."""

    template = QT_TRANSLATE_NOOP(
        "errors", "{clerk} still has {number} at counter {counter}: finish it there first."
    )


class CallOver(HallError):
    """The call that a command names has ended already."""

    template = QT_TRANSLATE_NOOP("errors", "The call of {number} is over: it was {outcome} meanwhile.")


class HallClosed(HallError):
    """Numbers are given out in the hall's hours; `reason` is a text or has a name in each language."""

    template = QT_TRANSLATE_NOOP(
        "errors", "No numbers are given out now: {reason}. The next ones from {next:%Y-%m-%d %H:%M}."
    )

    def __init__(self, **fields: object) -> None:
        if fields["next"] is None:
            self.template = QT_TRANSLATE_NOOP(
                "errors", "No numbers are given out now: {reason}. Please ask the hall when it opens again."
            )
        super().__init__(**fields)


class CapReached(HallError):
    """A service gives out so many numbers in half a day."""

    template = QT_TRANSLATE_NOOP(
        "errors",
        "{service}: all {cap} numbers of this half day are taken. The next ones from {next:%Y-%m-%d %H:%M}.",
    )

    def __init__(self, **fields: object) -> None:
        if fields["next"] is None:
            self.template = QT_TRANSLATE_NOOP(
                "errors",
                "{service}: all {cap} numbers of this half day are taken. Please ask the guide desk.",
            )
        super().__init__(**fields)


class NoTimeSpan(HallError):
    """Hours begin before they end."""

    template = QT_TRANSLATE_NOOP("errors", "{opens:%H:%M} to {closes:%H:%M} is no time: it must end later.")


class DayOver(HallError):
    """Nobody can open on a day that has gone."""

    template = QT_TRANSLATE_NOOP("errors", "{date} is over: choose today or a later day.")


class SlotRefused(HallError):
    """A slot that cannot be booked; `next` is one that can."""

    template = QT_TRANSLATE_NOOP(
        "errors",
        "{service} cannot be booked for {starts:%Y-%m-%d %H:%M}: {reason}. Free next: {next:%Y-%m-%d %H:%M}.",
    )

    def __init__(self, **fields: object) -> None:
        if fields["next"] is None:
            self.template = QT_TRANSLATE_NOOP(
                "errors",
                "{service} cannot be booked for {starts:%Y-%m-%d %H:%M}: {reason}."
                " Nothing is free on the days that can be booked now.",
            )
        super().__init__(**fields)


class NotBookable(HallError):
    """Some services are for those who come."""

    template = QT_TRANSLATE_NOOP("errors", "{service} cannot be booked: please come and take a number.")


class TooLateToChange(HallError):
    """Whoever gives a slot back late keeps it from others."""

    template = QT_TRANSLATE_NOOP(
        "errors",
        "The booking for {starts:%Y-%m-%d %H:%M} could be changed or cancelled until {until:%Y-%m-%d %H:%M}.",
    )


class TooEarlyToCheckIn(HallError):
    """A booking holds its place from a while before its slot."""

    template = QT_TRANSLATE_NOOP(
        "errors", "This booking is for {starts:%Y-%m-%d %H:%M}: check in from {opens:%H:%M} on that day."
    )


class BookingOver(HallError):
    """The booking cannot be used any more, or not for this."""

    template = QT_TRANSLATE_NOOP(
        "errors", "The booking for {starts:%Y-%m-%d %H:%M} is {state}. Please take a number, or book again."
    )


class CheckedInAlready(HallError):
    """One booking is one number; `ticket_id` is the one that can be printed again."""

    template = QT_TRANSLATE_NOOP("errors", "This booking has been checked in: its number is {number}.")


class CodeTaken(HallError):
    """A booking's code is its own."""

    template = QT_TRANSLATE_NOOP(
        "errors", "There is a booking with the code {code} already. Use another code."
    )


class RequestAbandonedError(HallError):
    """The request was given up before it reached the hall."""

    template = QT_TRANSLATE_NOOP("errors", "This request was given up. Please start again.")


class RequestReused(HallError):
    """One request id came with two different commands: a mistake in a program."""

    template = QT_TRANSLATE_NOOP(
        "errors", "Request {request} was used for “{first}” already. Please start again."
    )


class Mistake(HallError):
    """One mistake in a hall folder; every kind of mistake has a text of its own."""

    def __init__(self, template: str, **fields: object) -> None:
        self.template = template
        super().__init__(**fields)


class LoadError(HallError):
    """A hall folder has mistakes; nothing of it was loaded."""

    template = QT_TRANSLATE_NOOP("errors", "Nothing was loaded: {count} mistake(s) in {folder}.")

    def __init__(self, folder: object, mistakes: Sequence[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__(count=len(mistakes), folder=folder)

    def __str__(self) -> str:
        return "\n".join([super().__str__(), *map(str, self.mistakes)])


class StillNeeded(HallError):
    """What a hall folder leaves out is in use at this moment."""

    template = QT_TRANSLATE_NOOP(
        "errors",
        "Nothing was loaded: the folder leaves out {what} “{names}” while it is in use."
        " Wait until it is free, or put it back into the folder.",
    )


STATE_WORDS = {
    "issued": QT_TRANSLATE_NOOP("errors", "being printed"),
    "waiting": QT_TRANSLATE_NOOP("errors", "waiting"),
    "called": QT_TRANSLATE_NOOP("errors", "called"),
    "serving": QT_TRANSLATE_NOOP("errors", "being served"),
    "held": QT_TRANSLATE_NOOP("errors", "on hold"),
    "finished": QT_TRANSLATE_NOOP("errors", "finished"),
    "no_show": QT_TRANSLATE_NOOP("errors", "marked as a no-show"),
    "called_back": QT_TRANSLATE_NOOP("errors", "called back"),
    "transferred": QT_TRANSLATE_NOOP("errors", "transferred"),
    "cancelled": QT_TRANSLATE_NOOP("errors", "cancelled"),
    "expired": QT_TRANSLATE_NOOP("errors", "expired"),
}
"""How states and outcomes read in a sentence; a screen translates them like the templates."""

APPOINTMENT_WORDS = {
    "booked": QT_TRANSLATE_NOOP("errors", "still open"),
    "arrived": QT_TRANSLATE_NOOP("errors", "checked in"),
    "cancelled": QT_TRANSLATE_NOOP("errors", "cancelled"),
    "missed": QT_TRANSLATE_NOOP("errors", "over"),
}
"""How a booking stands, as it reads in a sentence."""

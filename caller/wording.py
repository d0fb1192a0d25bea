"""The clerk's words: short enough for a narrow bar, clear enough for a bad day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from caller.limit import Used, used
from caller.state import (
    DeskState,
    HelpWanted,
    Keys,
    LaneLine,
    Note,
    Stage,
    Told,
    Tone,
    Verb,
    Visitor,
    Waiting,
)
from db.status import HoldKind

if TYPE_CHECKING:
    from db.bundles import BundleStep
    from db.forecast import Estimate

translate = QCoreApplication.translate


def verb(which: Verb) -> str:
    """What stands on the key."""
    return {
        Verb.NEXT: translate("caller", "Next"),
        Verb.RECALL: translate("caller", "Recall"),
        Verb.START: translate("caller", "Start"),
        Verb.FINISH: translate("caller", "Finish"),
        Verb.NO_SHOW: translate("caller", "No-show"),
        Verb.CHOOSE: translate("caller", "Choose"),
        Verb.TAKE_UP: translate("caller", "Go on with"),
        Verb.REACTIVATE: translate("caller", "Bring back"),
        Verb.CALL_BACK: translate("caller", "Call back"),
        Verb.TRANSFER: translate("caller", "Transfer"),
        Verb.HOLD: translate("caller", "Hold"),
        Verb.FINISH_WITH: translate("caller", "Finish with…"),
        Verb.SKIP: translate("caller", "Skip step"),
        Verb.RELEASE: translate("caller", "Release"),
        Verb.PAUSE: translate("caller", "Pause"),
        Verb.GO_ON: translate("caller", "Continue"),
        Verb.UNDO: translate("caller", "Undo"),
        Verb.HELP: translate("caller", "Help"),
        Verb.ANSWER_HELP: translate("caller", "Go and help"),
        Verb.LOCK: translate("caller", "Lock"),
        Verb.SHAPE: translate("caller", "Show more or less"),
        Verb.SIGN_OUT: translate("caller", "Sign out"),
    }[which]


def doing(which: Verb) -> str:
    """What stands on the key while it works."""
    known = {
        Verb.NEXT: translate("caller", "Calling…"),
        Verb.RECALL: translate("caller", "Recalling…"),
        Verb.START: translate("caller", "Starting…"),
        Verb.FINISH: translate("caller", "Finishing…"),
        Verb.NO_SHOW: translate("caller", "Marking…"),
    }
    return known.get(which) or translate("caller", "Working…")


def why_not(which: Verb, stage: Stage, keys: Keys) -> str:
    """Why this key does nothing now, and which one does."""
    if which == Verb.UNDO:
        return translate("caller", "There is nothing to take back any more.")
    if which == Verb.SKIP:
        return translate("caller", "Only a step of several can be skipped, while it is served.")
    if which == Verb.ANSWER_HELP:
        return translate("caller", "Nobody asks this desk for help.")
    match stage:
        case Stage.IDLE:
            words = translate("caller", "Nobody is at the counter. {next} calls the next visitor.")
            return words.format(next=keys[Verb.NEXT])
        case Stage.PAUSED:
            words = translate("caller", "The counter is paused. {go_on} goes on.")
            return words.format(go_on=keys[Verb.GO_ON])
        case Stage.CALLED:
            words = translate("caller", "A visitor is called. {start} starts, {no_show} marks a no-show.")
            return words.format(start=keys[Verb.START], no_show=keys[Verb.NO_SHOW])
        case Stage.SERVING:
            words = translate("caller", "A visitor is being served. {finish} finishes first.")
            return words.format(finish=keys[Verb.FINISH])


def moved_on() -> str:
    return translate("caller", "Not sent: the visitor has moved on meanwhile.")


def help_comes() -> str:
    return translate("caller", "Called for help; it is on the record.")


def help_wanted(wanted: Sequence[HelpWanted] | None, keys: Keys) -> Note | None:
    """What a guide desk reads for as long as somebody calls and nothing else is to be said."""
    if not wanted:
        return None
    first, others = wanted[0], len(wanted) - 1
    words = translate("caller", "{place} asks for help: {what_for}").format(
        place=first.place, what_for=first.what_for
    )
    if others:
        words += " " + translate("caller", "(and {count} more)").format(count=others)
    words += " · " + translate("caller", "{key}: I go").format(key=keys[Verb.ANSWER_HELP])
    return Note(Tone.BAD if first.urgent else Tone.WARN, words, Verb.ANSWER_HELP)


def on_my_way() -> str:
    return translate("caller", "Whoever asked is told that you are on the way.")


def counter_of(number: int) -> str:
    return translate("caller", "Counter {number}").format(number=number)


def held_since(kind: HoldKind, time: str, note: str) -> str:
    """How a visit on hold goes on, and since when it waits for that."""
    words = {
        HoldKind.SAME_COUNTER: translate("caller", "papers here, since {time}"),
        HoldKind.ANY_COUNTER: translate("caller", "on hold since {time}"),
        HoldKind.BACK_OFFICE: translate("caller", "to be approved, since {time}"),
        HoldKind.PICK_UP: translate("caller", "result in the making, since {time}"),
    }[kind].format(time=time)
    return f"{words} · {note}" if note else words


def missed_at(time: str, times: int) -> str:
    return translate("caller", "called {count}×, missed at {time}").format(count=times, time=time)


def sent_here() -> str:
    return translate("caller", "Sent to this counter")


def foretold(estimate: Estimate | None) -> str:
    """What a newcomer would wait."""
    if estimate is None:
        return ""
    low, high = estimate.low_min, estimate.high_min
    minutes = str(low) if low == high else f"{low}–{high}"
    return translate("caller", "newcomers {minutes} min").format(minutes=minutes)


def step(bundle: str, at: BundleStep) -> str:
    """How far a bundle has come."""
    words = translate("caller", "step {step} of {steps}").format(step=at.step, steps=at.steps)
    return f"{bundle} · {words}" if bundle else words


def lane_line(lane: LaneLine) -> str:
    """A line of the hall in a few words."""
    parts = [lane.name, translate("caller", "{count} waiting").format(count=lane.waiting)]
    if lane.waiting:
        parts.append(translate("caller", "longest {minutes} min").format(minutes=lane.longest_min))
    if lane.foretold:
        parts.append(lane.foretold)
    if lane.helping:
        parts.append(translate("caller", "helping out"))
    return " · ".join(parts)


def lanes(state: DeskState) -> str:
    """All lines in one: what a newcomer of each service waits."""
    return "   ".join(f"{lane.name} {lane.foretold}" for lane in state.lanes if lane.foretold)


def tab(which: Verb) -> str:
    """The name of one of the three lists."""
    return {
        Verb.CHOOSE: translate("caller", "Those who wait"),
        Verb.TAKE_UP: translate("caller", "Those on hold"),
        Verb.RELEASE: translate("caller", "Those with the back office"),
        Verb.REACTIVATE: translate("caller", "Those who were missed"),
        Verb.ANSWER_HELP: translate("caller", "Those who ask for help"),
    }[which]


def act_on(which: Verb) -> str:
    """What is done with the one chosen in a list."""
    return {
        Verb.CHOOSE: translate("caller", "Call out of turn…"),
        Verb.TAKE_UP: translate("caller", "Go on with this visit"),
        Verb.RELEASE: translate("caller", "Release, with a note…"),
        Verb.REACTIVATE: translate("caller", "Bring back into line"),
        Verb.ANSWER_HELP: translate("caller", "I go there"),
    }[which]


def undo_left(seconds: int) -> str:
    return translate("caller", "Undo ({seconds} s)").format(seconds=seconds)


def came_with(visitor: Visitor) -> str:
    """What the last clerk wrote down, and whether the visitor goes back there."""
    parts = [translate("caller", "Note: {text}").format(text=visitor.note)] if visitor.note else []
    if visitor.come_back:
        parts.append(translate("caller", "Goes back afterwards"))
    return " · ".join(parts)


def identity() -> str:
    return translate("caller", "Identity")


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


def told(which: Told, stage: Stage) -> str:
    """Whether the lobby heard it, in a word and a sign; in fewer words once the visitor is here."""
    if which == Told.SHOWN and stage == Stage.SERVING:
        return translate("caller", "Shown only")
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
    if state.stage == Stage.PAUSED:
        return translate("caller", "Paused")
    if state.visitor is None:
        return translate("caller", "Nobody waits") if not state.waiting else translate("caller", "Free")
    since = clock(state.visitor.elapsed_s)
    if state.stage == Stage.SERVING:
        words = {
            Used.LITTLE: translate("caller", "Serving · {since}"),
            Used.HALF: translate("caller", "Past half · {since}"),
            Used.NEARLY: translate("caller", "Nearly up · {since}"),
            Used.OVER: translate("caller", "Over · {since}"),
        }[used(state.visitor.share)]
        return words.format(since=since)
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
    if each.times:
        parts.append(translate("caller", "called {count}×").format(count=each.times))
    return " · ".join(parts)


def looking() -> str:
    return translate("caller", "Looking for the hall…")


def counter(state: DeskState) -> str:
    return counter_of(state.counter)


def free(state: DeskState) -> str:
    """What stands large on the panel where there is no visitor."""
    if state.stage == Stage.PAUSED:
        return translate("caller", "Paused: {reason}").format(reason=state.paused)
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
    if not visitor.limit_min:
        return translate("caller", "no limit")
    match used(visitor.share):
        case Used.OVER:
            over_s = visitor.elapsed_s - visitor.limit_min * 60
            return translate("caller", "{time} over").format(time=clock(over_s))
        case Used.NEARLY:
            return translate("caller", "nearly up")
        case Used.HALF:
            return translate("caller", "past half")
        case Used.LITTLE:
            return translate("caller", "of {minutes} min").format(minutes=visitor.limit_min)


def hint(state: DeskState, keys: Keys) -> str:
    """Below the large words while nobody is at the counter."""
    if state.stage == Stage.PAUSED:
        return translate("caller", "{go_on} goes on calling.").format(go_on=keys[Verb.GO_ON])
    if not state.waiting:
        return translate("caller", "New numbers appear here by themselves.")
    number = state.line[0].number if state.line else ""
    return translate("caller", "{next} calls {number}.").format(next=keys[Verb.NEXT], number=number)


def priority() -> str:
    return translate("caller", "Priority")


def service(visitor: Visitor) -> str:
    """What the visitor came for, and how far a bundle has come."""
    item = visitor.item.text if visitor.item else ""
    return " · ".join(filter(None, (visitor.service, item, visitor.step)))


def times(visitor: Visitor, stage: Stage) -> str:
    """How often it was called; while it is served, how long ago that was."""
    if stage != Stage.SERVING:
        return translate("caller", "Called {count}×").format(count=visitor.times)
    words = translate("caller", "{count}× · {minutes} min ago")
    return words.format(count=visitor.times, minutes=visitor.since_call_s // 60)

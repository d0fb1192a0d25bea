"""What a step needs to know before it is taken: which visitor, where to, why."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QCoreApplication

from caller import wording
from caller.choice_list import Entry
from caller.state import DeskState, Question, Stage, Verb
from db.directory import Directory, ServiceFacts
from db.help_events import HelpKind
from db.status import HoldKind

translate = QCoreApplication.translate

SERVICE, COUNTER, CLERK = "service:", "counter:", "clerk:"
"""What the value of a transfer's entry begins with."""


class Questions:
    """Asks a clerk at one counter, in one language."""

    def __init__(self, directory: Directory, counter: int, clerk_id: str, language: str) -> None:
        self._directory = directory
        self._counter = counter
        self._clerk_id = clerk_id
        self._language = language

    def about(self, verb: Verb, state: DeskState, marked: int | None = None) -> Question | None:
        """What has to be asked before this is done; None: nothing."""
        match verb:
            case Verb.TAKE_UP | Verb.REACTIVATE if marked is not None:
                return None
            case Verb.CHOOSE:
                return self._choose(state, marked)
            case Verb.TAKE_UP | Verb.REACTIVATE | Verb.RELEASE:
                return _one_of(verb, state, marked)
            case Verb.TRANSFER:
                return self._transfer()
            case Verb.HOLD:
                return _hold()
            case Verb.SKIP:
                return Question(
                    verb,
                    translate("caller", "Why is this step not needed?"),
                    text_label=translate("caller", "Reason"),
                    text_required=True,
                )
            case Verb.PAUSE:
                return _pause()
            case Verb.HELP:
                return _help()
            case Verb.ANSWER_HELP if state.help and marked is None:
                entries = tuple(each.entry for each in state.help)
                return Question(verb, translate("caller", "To whom do you go?"), entries)
            case Verb.SIGN_OUT if state.visitor:
                return _sign_out(state)
            case _:
                return None

    def nothing_to_choose(self, question: Question) -> str:
        """Why this cannot be asked now; empty: it can."""
        if any(each.value is not None for each in question.entries):
            return ""
        return {
            Verb.CHOOSE: wording.nobody_waits(),
            Verb.TAKE_UP: translate("caller", "Nothing is on hold here."),
            Verb.RELEASE: translate("caller", "The back office has nothing of this counter's services."),
            Verb.REACTIVATE: translate("caller", "Nobody was missed."),
        }.get(question.verb, "")

    def _choose(self, state: DeskState, marked: int | None) -> Question:
        entries = tuple(
            Entry(
                each.ticket_id,
                each.number,
                f"{each.service} · {wording.in_line(each)}",
                found_by=f"{each.number} {each.number.replace(' ', '')} {each.service}".casefold(),
            )
            for each in state.line
        )
        return Question(
            Verb.CHOOSE,
            translate("caller", "Whom to call out of turn?"),
            entries,
            marked,
            text_label=translate("caller", "Reason (goes on the record)"),
            text_required=True,
        )

    def _transfer(self) -> Question:
        directory = self._directory
        entries: list[Entry] = []
        for zone_id, services in groupby(directory.services.values(), lambda each: each.zone_id):
            entries.append(Entry(None, f"{zone_id}  {directory.zones[zone_id].named(self._language)}"))
            entries.extend(map(self._service_entry, services))
        entries.append(Entry(None, translate("caller", "To one counter")))
        for number in sorted(directory.counters):
            if number != self._counter:
                text = wording.counter_of(number)
                entries.append(Entry(f"{COUNTER}{number}", text, found_by=f"{number} {text}".casefold()))
        entries.append(Entry(None, translate("caller", "To one clerk")))
        for clerk in directory.clerks.values():
            if clerk.id != self._clerk_id:
                found_by = f"{clerk.name} {clerk.name_en} {clerk.id}".casefold()
                entries.append(
                    Entry(f"{CLERK}{clerk.id}", clerk.named(self._language), clerk.id, found_by=found_by)
                )
        return Question(
            Verb.TRANSFER,
            translate("caller", "Where does the visitor go on?"),
            tuple(entries),
            text_label=translate("caller", "Note for the next clerk"),
            option=translate("caller", "They come back here afterwards"),
        )

    def _service_entry(self, service: ServiceFacts) -> Entry:
        found_by = f"{service.id} {service.name} {service.name_en} {service.short}".casefold()
        return Entry(f"{SERVICE}{service.id}", service.named(self._language), service.id, found_by=found_by)

    def handed_out(self, handled: tuple[Entry, ...]) -> Question:
        """Where the result of what was handled is handed out later."""
        return Question(
            Verb.FINISH_WITH,
            translate("caller", "Where is the result handed out later?"),
            tuple(map(self._service_entry, self._directory.services.values())),
            ticked=handled,
        )


def _one_of(verb: Verb, state: DeskState, marked: int | None) -> Question:
    """Which of those who were put aside."""
    text_label = ""
    match verb:
        case Verb.TAKE_UP:
            title, aside = translate("caller", "Whom to go on with?"), state.held
        case Verb.RELEASE:
            title = translate("caller", "What is approved, or ready to be handed out?")
            aside, text_label = state.with_back_office, translate("caller", "Note for the next clerk")
        case _:
            title, aside = translate("caller", "Who came after all?"), state.missed
    entries = tuple(
        Entry(
            each.ticket_id,
            each.number,
            f"{each.service} · {each.words}",
            found_by=f"{each.number} {each.number.replace(' ', '')} {each.service}".casefold(),
        )
        for each in aside
    )
    return Question(verb, title, entries, marked, text_label=text_label)


def _hold() -> Question:
    return Question(
        Verb.HOLD,
        translate("caller", "How does it go on later?"),
        (
            Entry(HoldKind.SAME_COUNTER.value, translate("caller", "At this counter: the papers stay here")),
            Entry(HoldKind.ANY_COUNTER.value, translate("caller", "At any counter of the service")),
            Entry(
                HoldKind.BACK_OFFICE.value, translate("caller", "With the back office, until it is released")
            ),
        ),
        text_label=translate("caller", "Note"),
    )


def pause_reasons() -> tuple[str, ...]:
    """The usual ones, the most usual first."""
    return (
        translate("caller", "Short break"),
        translate("caller", "Meal"),
        translate("caller", "Meeting"),
        translate("caller", "Handing over papers"),
        translate("caller", "System trouble"),
    )


def _pause() -> Question:
    return Question(
        Verb.PAUSE,
        translate("caller", "Why does the counter pause?"),
        tuple(Entry(reason, reason, found_by=reason.casefold()) for reason in pause_reasons()),
        text_label=translate("caller", "Or in your own words"),
    )


def _help() -> Question:
    words = {
        HelpKind.SUPERVISOR: translate("caller", "A supervisor: somebody must decide"),
        HelpKind.GUIDANCE: translate("caller", "A guide: the visitor needs to be shown the way"),
        HelpKind.ACCESS: translate("caller", "A helping hand: wheelchair, sight, hearing"),
        HelpKind.MACHINE: translate("caller", "Somebody for the equipment"),
        HelpKind.SAFETY: translate("caller", "Security or first aid, at once"),
    }
    return Question(
        Verb.HELP,
        translate("caller", "Who should come to this counter?"),
        tuple(Entry(kind.value, text, found_by=text.casefold()) for kind, text in words.items()),
    )


def _sign_out(state: DeskState) -> Question:
    assert state.visitor
    entries = {
        Stage.CALLED: (
            Entry(Verb.CALL_BACK.value, translate("caller", "Puts the visitor back in line")),
            Entry(Verb.NO_SHOW.value, translate("caller", "The visitor did not come")),
        ),
        Stage.SERVING: (
            Entry(Verb.FINISH.value, translate("caller", "The visit is done")),
            Entry(HoldKind.ANY_COUNTER.value, translate("caller", "On hold, for any counter of the service")),
            Entry(
                HoldKind.SAME_COUNTER.value, translate("caller", "On hold, the papers stay at this counter")
            ),
        ),
    }[state.stage]
    title = translate("caller", "{number} is still here. What becomes of it?")
    return Question(Verb.SIGN_OUT, title.format(number=state.visitor.number), entries)

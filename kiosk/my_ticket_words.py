"""What the screen says of a ticket that was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from PySide6.QtCore import QCoreApplication

from db.holding import HeldTicket
from db.numbers import split
from db.status import TicketState
from kiosk import wording
from kiosk.hall_view import HallView
from kiosk.intents import AskForHelp, Back, Done
from kiosk.pages import Page
from kiosk.slip import Fact
from kiosk.step_pages import Choice, PadPage, QuestionPage

if TYPE_CHECKING:
    from kiosk.my_ticket import MyTicket

translate = QCoreApplication.translate


def page(flow: MyTicket, view: HallView, language: str) -> Page:
    """The page of each step."""
    from kiosk.my_ticket import GIVE_BACK, LAST_DIGITS, REPRINT, SURELY, Step

    back = Choice(translate("kiosk", "Back"), Back(), icon="mdi6.arrow-left")
    done = Choice(translate("kiosk", "Done"), Done(), icon="mdi6.check", main=True)
    number = spaced(flow.held, view) if flow.held else ""
    match flow.step:
        case Step.NUMBER:
            return PadPage(
                title=translate("kiosk", "My ticket"),
                hint=translate("kiosk", "Hold the ticket's code under the scanner, or type its number"),
                shown=flow.typed.text,
                keys=flow.typed.keys,
                confirm=translate("kiosk", "Find"),
                ready=len(flow.typed.text) >= 3,
                trouble=flow.trouble,
            )
        case Step.LAST_FOUR:
            return PadPage(
                title=number,
                hint=translate("kiosk", "The last {n} characters of the ID number it was taken with").format(
                    n=LAST_DIGITS
                ),
                shown=flow.typed.veiled((LAST_DIGITS,)),
                keys=flow.typed.keys,
                confirm=translate("kiosk", "Confirm"),
                ready=len(flow.typed.text) == LAST_DIGITS,
                trouble=flow.trouble,
            )
        case Step.LOOKING:
            return QuestionPage(title=translate("kiosk", "Just a moment"), busy=True, icon="mdi6.magnify")
        case Step.SHOWN:
            assert flow.held is not None
            return _shown(flow, flow.held, view, language, REPRINT, GIVE_BACK)
        case Step.SURE:
            return QuestionPage(
                title=translate("kiosk", "Cancel this number?"),
                text=translate("kiosk", "It will not be called, and your place in line is gone"),
                number=number,
                loud=True,
                choices=(
                    # Where the first touch was, a second one does no harm.
                    Choice(translate("kiosk", "Cancel the number"), SURELY, icon="mdi6.close"),
                    Choice(translate("kiosk", "Keep the number"), Back(), icon="mdi6.arrow-left", main=True),
                ),
            )
        case Step.GIVEN_BACK:
            return QuestionPage(
                title=translate("kiosk", "The number is cancelled"),
                text=translate("kiosk", "It will not be called. You can take a new one at any kiosk"),
                icon="mdi6.check-circle",
                choices=(done,),
            )
        case Step.NOT_FOUND:
            return QuestionPage(
                title=translate("kiosk", "That did not work"),
                text=flow.trouble,
                icon="mdi6.ticket-outline",
                loud=True,
                choices=(
                    back,
                    Choice(translate("kiosk", "Ask for help"), AskForHelp(), icon="mdi6.hand-wave"),
                ),
            )
        case _:
            assert_never(flow.step)


def spaced(held: HeldTicket, view: HallView) -> str:
    """`B2 047`."""
    return " ".join(split(held.number, view.directory.services))


def _shown(
    flow: MyTicket, held: HeldTicket, view: HallView, language: str, reprint: object, give_back: object
) -> Page:
    from kiosk.intents import Answer

    assert isinstance(reprint, Answer) and isinstance(give_back, Answer)
    service = view.directory.services.get(held.service_id)
    choices = [Choice(translate("kiosk", "Done"), Done(), icon="mdi6.check")]
    if flow.proven and held.may_be_given_back:
        choices.insert(0, Choice(translate("kiosk", "Cancel the number"), give_back, icon="mdi6.close"))
    if flow.proven and held.is_good:
        choices.insert(
            0, Choice(translate("kiosk", "Print it again"), reprint, icon="mdi6.printer", main=True)
        )
    hint = state_text(held)
    if flow.holding_already:
        hint = translate("kiosk", "You hold this number already: one open number a person") + "\n" + hint
    elif not flow.proven:
        hint += "\n" + translate("kiosk", "To print it again or cancel it, scan its code or ask our staff")
    return QuestionPage(
        title=service.named(language) if service else held.service_id,
        text=hint,
        number=spaced(held, view),
        facts=_facts(held, view),
        choices=tuple(choices),
    )


def _facts(held: HeldTicket, view: HallView) -> tuple[Fact, ...]:
    taken = Fact(
        translate("kiosk", "Taken at"),
        wording.moment_text(held.issued_at, view.directory.hall.time_zone),
    )
    if held.counter is not None:
        return (Fact(translate("kiosk", "Counter"), str(held.counter)), taken)
    if held.may_be_given_back:
        return (
            Fact(translate("kiosk", "Ahead of you"), wording.people_text(held.ahead)),
            Fact(translate("kiosk", "Expected wait"), wording.minutes_text(held.estimate)),
            taken,
        )
    return (taken,)


def state_text(held: HeldTicket) -> str:
    """How the ticket stands, and what its holder does next."""
    match held.state:
        case TicketState.ISSUED | TicketState.WAITING:
            return translate("kiosk", "Please watch the screens and listen")
        case TicketState.CALLED:
            return translate("kiosk", "It is being called: please go to counter {counter} now").format(
                counter=held.counter
            )
        case TicketState.SERVING:
            return translate("kiosk", "It is being served at counter {counter}").format(counter=held.counter)
        case TicketState.HELD:
            return translate("kiosk", "It is on hold and will go on; please keep the ticket")
        case TicketState.NO_SHOW:
            return translate("kiosk", "It was called and nobody came. The guide desk can put it back in line")
        case TicketState.FINISHED:
            return translate("kiosk", "This visit is over")
        case TicketState.CANCELLED:
            return translate("kiosk", "This number was cancelled")
        case TicketState.EXPIRED:
            return translate("kiosk", "This number is no longer valid")
        case _:
            assert_never(held.state)

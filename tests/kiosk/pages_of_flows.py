"""Pages as flows make them, with the longest words, for the rules of every screen."""

from __future__ import annotations

from kiosk.intents import Answer, AskForHelp, Back
from kiosk.pages import Page
from kiosk.slip import Fact
from kiosk.step_pages import Choice, Entry, MenuPage, PadPage, QuestionPage, Step, StepsPage

LONG = "Medical benefits and treatment away from home"


def _choices(count: int) -> tuple[Choice, ...]:
    return tuple(
        Choice(f"{words} {n}", Answer(str(n)), icon="mdi6.check", main=n == 0)
        for n, words in enumerate(["Wheelchair, sight or hearing"] * count)
    )


def step_pages() -> dict[str, Page]:
    """One of each kind, and of each shape."""
    back = Choice("Back", Back(), icon="mdi6.arrow-left")
    help_ = Choice("Ask us", AskForHelp(), icon="mdi6.hand-wave")
    notes = (
        "Read: your number and year of birth. Name, address and photo are not kept",
        "Kept: a code from which nobody gets your number back, and a few digits of it",
        "For: one number a person, and priority by age. Deleted after 30 days at the latest",
    )
    return {
        "consent": QuestionPage(
            "Your ID number is needed", f"“{LONG}” is handled under your real name", (*_choices(2), back),
            "mdi6.shield-account", notes=notes,
        ),
        "card": QuestionPage(
            "Please lay your ID card on the reader",
            "The card was moved too early. Please lay it down again and leave it there",
            (help_, back), "mdi6.card-account-details", busy=True, loud=True,
        ),
        "found": QuestionPage(
            LONG, "You hold this number already: one open number a person\nPlease watch the screens and listen",
            (Choice("Print it again", Answer("again"), "mdi6.printer", main=True), help_, back),
            number="B6 1047",
            facts=(Fact("Ahead of you", "112 people"), Fact("Expected wait", "112–220 min"), Fact("Taken at", "11-23 09:41")),
        ),
        "help": QuestionPage("How can we help you?", "Somebody of our staff comes", (*_choices(4), back), "mdi6.hand-wave"),
        "waiting": QuestionPage("Just a moment", busy=True, icon="mdi6.magnify"),
        "id pad": PadPage(
            "Type your ID number", "18 characters; only the last one is shown", "•••••• •••• •••• •••X",
            (*"1234567890", "X"), "Confirm", ready=True,
            trouble="There is no such number: please compare it with the card",
        ),
        "ticket pad": PadPage(
            "My ticket", "Hold the ticket's code under the scanner, or type its number", "B21047",
            (*"1234567890", *"ABCDEFG"), "Find", ready=False,
        ),
        "menu": MenuPage(
            "Several errands, one number", "79 bundles: one number to the end, nothing to hand in twice",
            tuple(Entry(f"{LONG} {n}", Answer(str(n)), after="At the counter, show: ID card or residence permit", badge="16") for n in range(18)),
        ),
        "menu with lines": MenuPage(
            "Culture, lodging, schools", "Touch a service to take its number",
            (
                *(Entry(f"Registration & search {n}", Answer(str(n)), f"{LONG} and 10 more", "About 112–220 min", "E3") for n in range(8)),
                Entry("What it needs", Answer("everything"), after="All 29 items"),
            ),
        ),
        "steps": StepsPage(
            LONG, "One number for all steps; each counter sends you on to the next",
            tuple(
                Step(f"Checks of household registration and social insurance {n}", "Floor 1 · Zone B · Counters 67–72", "About 12–20 min")
                for n in range(5)
            ),
            Choice("Take one number for all", Answer("take"), "mdi6.ticket", main=True),
        ),
    }  # fmt: skip

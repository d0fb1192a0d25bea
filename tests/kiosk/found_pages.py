"""Pages on which items are found and explained, with the longest words."""

from __future__ import annotations

from kiosk.item_pages import (
    Answer,
    EventCard,
    EventsPage,
    GuidePage,
    ItemCard,
    ItemsPage,
    Paper,
    SearchPage,
    Section,
)
from kiosk.pages import Page, ServiceCard

NAME = "Registration of land use rights and buildings"
GUIDE_DESK = ServiceCard(
    "A1", "Information and guidance", "Floor 1 · Zone A", "12 waiting", "About 12–25 min"
)


def _items(count: int) -> tuple[ItemCard, ...]:
    return tuple(
        ItemCard(
            f"S{n}",
            "B6",
            f"{NAME} {n}",
            "Human Resources · Floor 1 · Zone B",
            "12 waiting",
            "About 112–220 min",
        )
        for n in range(1, count + 1)
    )


def guide(paper: Paper) -> GuidePage:
    return GuidePage(
        title=NAME,
        department="Administrative Examination and Approval Service Bureau (Government Service Centre)",
        sections=(
            Section(
                "What to bring",
                (
                    "Resident identity card",
                    "If somebody acts for you: letter of authority and that person's identity card",
                    "Certificate of the purchase",
                    "Tax receipt",
                    "Household register",
                    "Application form (filled in here)",
                ),
            ),
            Section("Where", ("Floor 1 · Zone B · Counters 67–72, 80",)),
            Section("Fee", ("Permit 60 yuan, endorsement from 15 yuan",)),
            Section("How long it takes", ("On the spot, after a 30-day period of reflection",)),
        ),
        item=_items(1)[0],
        paper=paper,
        print_words={Paper.FAILED: "Not printed. Try again"}.get(paper, "Printed: please take it"),
    )


def found_pages() -> dict[str, Page]:
    """One of each kind and state."""
    return {
        "search, one": SearchPage("sfz", Answer.FOUND, _items(1), GUIDE_DESK),
        "search, many": SearchPage("shenfenzheng" * 3, Answer.FOUND, _items(30), GUIDE_DESK),
        "search, empty": SearchPage("", Answer.NOTHING_TYPED, (), GUIDE_DESK),
        "search, nothing": SearchPage("qxqxqxqxqxqx", Answer.NOTHING_FOUND, (), GUIDE_DESK),
        "search, preparing": SearchPage("a", Answer.PREPARING, (), None),
        "events": EventsPage(
            "By life event",
            "Choose what it is about, then what you want done",
            tuple(EventCard(str(n), f"Culture, lodging, schools {n}", n > 16) for n in range(31)),
        ),
        "items": ItemsPage("Culture, lodging, schools", "Touch an item to take its number", _items(21)),
        "guide": guide(Paper.PRINTED),
        "guide, failed": guide(Paper.FAILED),
    }

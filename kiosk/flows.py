"""Which intent begins which flow, wherever it is touched."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kiosk.ask_help import AskHelp
from kiosk.check_in import CheckInFlow, scanned
from kiosk.choose_bundle import ChooseBundle
from kiosk.flow import Flow, Means
from kiosk.guide import Guide
from kiosk.intents import (
    AskForHelp,
    CheckIn,
    FindMyTicket,
    Intent,
    SayWhatINeed,
    Scanned,
    SeeBundles,
    TakeBundle,
    TakeNumber,
)
from kiosk.item_intents import OpenSearch, SeeGuide, SeeLifeEvents
from kiosk.life_events import LifeEvents
from kiosk.my_ticket import MyTicket
from kiosk.needs import SayNeeds
from kiosk.search import Search
from kiosk.taking import take_bundle, take_number

BEGINNINGS: Mapping[type[Intent], Callable[[Means, Any], Flow]] = {
    TakeNumber: take_number,
    OpenSearch: lambda means, _: Search(means),
    SeeLifeEvents: lambda means, _: LifeEvents(means),
    SeeGuide: lambda means, intent: Guide(means, intent.item_id),
    TakeBundle: take_bundle,
    CheckIn: lambda means, _: CheckInFlow(means),
    SeeBundles: lambda means, _: ChooseBundle(means),
    FindMyTicket: lambda means, _: MyTicket(means),
    Scanned: scanned,
    AskForHelp: lambda means, _: AskHelp(means),
    SayWhatINeed: lambda means, _: SayNeeds(means),
}


def beginning_with(intent: Intent, means: Means) -> Flow | None:
    """The flow that this intent begins; None: it is for the flow at hand."""
    begin = BEGINNINGS.get(type(intent))
    return begin(means, intent) if begin else None

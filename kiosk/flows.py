"""Which intent begins which flow, wherever it is touched."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kiosk.flow import Flow, Means
from kiosk.guide import Guide
from kiosk.intents import Intent, TakeNumber
from kiosk.item_intents import ChooseAudience, OpenSearch, SeeGuide
from kiosk.life_events import LifeEvents
from kiosk.search import Search
from kiosk.visit import Visit

BEGINNINGS: Mapping[type[Intent], Callable[[Means, Any], Flow]] = {
    TakeNumber: lambda means, intent: Visit.of_service(means, intent.service_id),
    OpenSearch: lambda means, _: Search(means),
    ChooseAudience: lambda means, intent: LifeEvents(means, intent.audience),
    SeeGuide: lambda means, intent: Guide(means, intent.item_id),
}


def beginning_with(intent: Intent, means: Means) -> Flow | None:
    """The flow that this intent begins; None: it is for the flow at hand."""
    begin = BEGINNINGS.get(type(intent))
    return begin(means, intent) if begin else None

"""Which intent begins which flow, wherever it is touched."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from kiosk.flow import Flow, Means
from kiosk.intents import Intent, TakeNumber
from kiosk.visit import Visit

BEGINNINGS: Mapping[type[Intent], Callable[[Means, Any], Flow]] = {
    TakeNumber: lambda means, intent: Visit.of_service(means, intent.service_id),
}


def beginning_with(intent: Intent, means: Means) -> Flow | None:
    """The flow that this intent begins; None: it is for the flow at hand."""
    begin = BEGINNINGS.get(type(intent))
    return begin(means, intent) if begin else None

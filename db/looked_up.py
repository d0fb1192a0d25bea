"""What a visitor looked up in the catalogue before taking the number."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from db.catalogue import ItemFacts
from db.catalogue_models import item
from db.events import TicketIssued
from db.models import call, event
from db.statement import Statement, written

_LOOKED_UP = Statement(
    select(item.c.id, item.c.name, item.c.name_en, item.c.department_id, item.c.service_id)
    .join(event, event.c.facts["item"].as_string() == item.c.id)
    .where(
        event.c.ticket_id == bindparam("ticket"),
        event.c.kind == written(TicketIssued.__name__),
        item.c.service_id == bindparam("service"),
    )
)
_HANDLED = Statement(select(call.c["items"]).where(call.c.ticket_id == bindparam("ticket")))


def read_looked_up(connection: Connection, ticket_id: int, service_id: str) -> ItemFacts | None:
    """The item of this service that the ticket was taken for, unless it has been handled already."""
    row = _LOOKED_UP.first(connection, {"ticket": ticket_id, "service": service_id})
    if row is None:
        return None
    handled = (row["items"] for row in _HANDLED.rows(connection, {"ticket": ticket_id}))
    return None if any(row["id"] in items for items in handled) else ItemFacts(**row)

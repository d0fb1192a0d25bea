"""The tables of a hall, and what the database itself promises about them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    Time,
    UniqueConstraint,
    false,
    text,
)

from db.moment import Moment

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _named() -> list[Column[Any]]:
    return [Column("name", String, nullable=False), Column("name_en", String, nullable=False)]


def _rules() -> list[Column[Any]]:
    """The rules that a hall decides for itself; `db.rules` says what each means."""
    numbers = {
        "no_show_after_calls": 3,
        "calls_at_most": 5,
        "call_pace_s": 10,
        "reactivate_behind": 3,
        "reactivate_at_most": 1,
        "transfer_keep_min": 30,
        "undo_s": 10,
        "booking_head_start_min": 10,
        "booking_early_min": 30,
        "booking_late_min": 15,
        "booking_days_ahead": 5,
        "booking_cancel_h": 2,
        "purge_days": 30,
        "rating_wait_s": 60,
        "case_days": 5,
    }
    return [
        *(
            Column(name, Integer, nullable=False, server_default=str(default))
            for name, default in numbers.items()
        ),
        Column("one_open_ticket", String, nullable=False, server_default="service"),
    ]


def _retired() -> Column[Any]:
    comment = "No longer in the hall's folder; kept because what happened refers to it."
    return Column("retired", Boolean, nullable=False, server_default=false(), comment=comment)


hall = Table(
    "hall",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1", name="one_hall"), primary_key=True),
    *_named(),
    Column("slogan", String, nullable=False),
    Column("slogan_en", String, nullable=False),
    Column("hotline", String, nullable=False),
    Column("time_zone", String, nullable=False),
    Column("notice", Text, nullable=False),
    Column("notice_en", Text, nullable=False),
    Column("ticket_rules", Text, nullable=False),
    Column("ticket_rules_en", Text, nullable=False),
    Column("paper_confirm_s", Integer, nullable=False),
    Column("catalogue", String, nullable=False, server_default="", comment="Digest of its items."),
    *_rules(),
    comment="The one hall of this database, and its own texts.",
)

floor = Table(
    "floor",
    metadata,
    Column("id", String, primary_key=True),
    *_named(),
    Column("position", Integer, nullable=False),
    _retired(),
)

zone = Table(
    "zone",
    metadata,
    Column("id", String, primary_key=True),
    *_named(),
    Column("floor_id", ForeignKey("floor.id"), nullable=False),
    Column("channel", String, nullable=False),
    Column("position", Integer, nullable=False),
    _retired(),
)

department = Table(
    "department",
    metadata,
    Column("id", String, primary_key=True),
    *_named(),
    Column("short", String, nullable=False),
    Column("short_en", String, nullable=False),
    Column("category", String, nullable=False),
    Column("position", Integer, nullable=False),
)

service = Table(
    "service",
    metadata,
    Column("id", String, primary_key=True, comment="Its prefix: the start of its numbers."),
    *_named(),
    Column("short", String, nullable=False),
    Column("short_en", String, nullable=False),
    Column("zone_id", ForeignKey("zone.id"), nullable=False),
    Column("kind", String, nullable=False),
    Column("expected_min", Integer, nullable=False, comment="How long a visit takes as a rule."),
    Column("limit_min", Integer, nullable=False, comment="How long it should take at most."),
    Column("cap_am", Integer),
    Column("cap_pm", Integer),
    Column("warn_waiting", Integer),
    Column("warn_wait_min", Integer),
    Column("asks_card", Boolean, nullable=False),
    Column("by_appointment", Boolean, nullable=False),
    Column("position", Integer, nullable=False),
    _retired(),
)

service_department = Table(
    "service_department",
    metadata,
    Column("service_id", ForeignKey("service.id"), primary_key=True),
    Column("department_id", ForeignKey("department.id"), primary_key=True),
)

visitor_group = Table(
    "visitor_group",
    metadata,
    Column("id", String, primary_key=True),
    *_named(),
    Column("head_start_min", Integer, nullable=False),
    Column("evidence", String, nullable=False),
    Column("evidence_en", String, nullable=False),
    Column("min_age", Integer),
    Column("position", Integer, nullable=False),
    _retired(),
)

counter = Table(
    "counter",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("zone_id", ForeignKey("zone.id"), nullable=False),
    Column("low", Boolean, nullable=False),
    Column("clerk_id", ForeignKey("clerk.id"), unique=True, comment="Who has it open; NULL: closed."),
    Column("opened_at", Moment),
    Column("paused_at", Moment),
    Column("pause_reason", String),
    _retired(),
)

counter_lane = Table(
    "counter_lane",
    metadata,
    Column("counter", ForeignKey("counter.number"), primary_key=True),
    Column("lane", String, primary_key=True),
    Column("handicap_min", Integer, nullable=False, comment="0: its own; more: it helps out."),
    comment="The lanes a counter looks at.",
)

clerk = Table(
    "clerk",
    metadata,
    Column("id", String, primary_key=True),
    *_named(),
    Column("role", String, nullable=False, server_default="clerk"),
    Column("pin_hash", String, comment="argon2id; NULL: no PIN was given out yet."),
    Column("wrong_pins", Integer, nullable=False, server_default="0"),
    Column("wrong_pin_at", Moment),
    _retired(),
)

clerk_service = Table(
    "clerk_service",
    metadata,
    Column("clerk_id", ForeignKey("clerk.id"), primary_key=True),
    Column("service_id", ForeignKey("service.id"), primary_key=True),
    comment="What a clerk may serve; nothing named: whatever the counter serves.",
)

bundle = Table(
    "bundle",
    metadata,
    Column("id", String, primary_key=True),
    *_named(),
    Column("audience", String, nullable=False),
    Column("stage", String, nullable=False),
    Column("position", Integer, nullable=False),
    _retired(),
    comment="Several errands on one ticket, one after the other.",
)

bundle_step = Table(
    "bundle_step",
    metadata,
    Column("bundle_id", ForeignKey("bundle.id"), primary_key=True),
    Column("step", Integer, primary_key=True, autoincrement=False, comment="From 1."),
    Column("service_id", ForeignKey("service.id"), nullable=False),
    *_named(),
)

opening_hours = Table(
    "opening_hours",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("weekday", Integer, comment="0 is Monday; NULL with a date."),
    Column("date", Date, comment="One day's own hours, instead of its weekday's."),
    Column("kind", String, nullable=False, comment="issue, serve or closed."),
    Column("opens", Time),
    Column("closes", Time),
    Column("reason", String, nullable=False, server_default=""),
    Column("reason_en", String, nullable=False, server_default=""),
    CheckConstraint("(weekday IS NULL) <> (date IS NULL)", name="weekday_or_date"),
)

slot = Table(
    "slot",
    metadata,
    Column("service_id", ForeignKey("service.id"), primary_key=True),
    Column("weekday", Integer, primary_key=True, autoincrement=False),
    Column("starts", Time, primary_key=True),
    Column("capacity", Integer, nullable=False),
    comment="How many may book, each week.",
)

appointment = Table(
    "appointment",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String, nullable=False, unique=True, comment="What the visitor shows."),
    Column("service_id", ForeignKey("service.id"), nullable=False),
    Column("starts_at", Moment, nullable=False),
    Column("state", String, nullable=False),
    Column("person_hash", String),
    Column("person_mask", String),
    Column("booked_at", Moment, nullable=False),
)
Index("ix_appointment_slot", appointment.c.service_id, appointment.c.starts_at)

ticket = Table(
    "ticket",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("business_date", Date, nullable=False),
    Column("service_id", ForeignKey("service.id"), nullable=False),
    Column("serial", Integer, nullable=False),
    Column("number", String, nullable=False),
    Column("token", String, nullable=False, unique=True, comment="Random; what the QR code says."),
    Column("state", String, nullable=False),
    Column("paper", String, nullable=False),
    Column("lane", String, nullable=False),
    Column("due_at", Moment, nullable=False, comment="The moment from which it counts as waiting."),
    Column("issued_at", Moment, nullable=False),
    Column("group_id", ForeignKey("visitor_group.id")),
    Column("head_start_min", Integer, nullable=False),
    Column("language", String, nullable=False),
    Column("prefix", ForeignKey("service.id"), nullable=False, comment="The service that gave the number."),
    Column("reactivations", Integer, nullable=False, server_default="0"),
    Column("hold_kind", String),
    Column("held_by_counter", ForeignKey("counter.number")),
    Column("note", Text, nullable=False, server_default="", comment="For whoever serves it next."),
    Column("come_back_lane", String, comment="Where it returns to from a transfer ..."),
    Column("come_back_service", ForeignKey("service.id"), comment="... and for what."),
    Column("low", Boolean, nullable=False, server_default=false(), comment="Needs a low counter."),
    Column("bundle_id", ForeignKey("bundle.id")),
    Column("step", Integer),
    Column("appointment_id", ForeignKey("appointment.id"), unique=True),
    Column("person_hash", String, comment="Keyed; never the number itself."),
    Column("person_mask", String),
    UniqueConstraint("business_date", "prefix", "serial"),
    UniqueConstraint("business_date", "number"),
)

Index(
    "ix_ticket_place_in_line",
    ticket.c.business_date,
    ticket.c.lane,
    ticket.c.due_at,
    ticket.c.id,
    postgresql_where=text("state = 'waiting'"),
    sqlite_where=text("state = 'waiting'"),
)
# Not the day first: a plan that PostgreSQL keeps from an empty morning would look for the line in here.
Index("ix_ticket_person", ticket.c.person_hash, ticket.c.business_date)
Index(
    "ix_ticket_without_news_of_paper",
    ticket.c.issued_at,
    postgresql_where=text("state = 'issued'"),
    sqlite_where=text("state = 'issued'"),
)

call = Table(
    "call",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("ticket_id", ForeignKey("ticket.id"), nullable=False),
    # What it was called for; the ticket may have been sent on since.
    Column("service_id", ForeignKey("service.id"), nullable=False),
    Column("counter", ForeignKey("counter.number"), nullable=False),
    Column("clerk_id", ForeignKey("clerk.id"), nullable=False),
    Column("business_date", Date, nullable=False),
    Column("called_at", Moment, nullable=False),
    Column("times", Integer, nullable=False),
    Column("last_called_at", Moment, nullable=False),
    Column("spoken", Boolean, comment="NULL: not announced yet."),
    Column("announced_times", Integer, nullable=False, server_default="0", comment="Up to which repetition."),
    Column("shown_at", Moment),
    Column("spoken_at", Moment),
    Column("unspoken_because", String, nullable=False, server_default=""),
    Column("served_at", Moment),
    Column("ended_at", Moment),
    Column("outcome", String),
    Column("reason", Text, nullable=False, server_default="", comment="Why this ticket was chosen."),
    Column("items", JSON, nullable=False, server_default="[]", comment="What was handled."),
)

_open_call = text("ended_at IS NULL")
Index(
    "uq_call_open_counter", call.c.counter, unique=True, postgresql_where=_open_call, sqlite_where=_open_call
)
Index(
    "uq_call_open_ticket", call.c.ticket_id, unique=True, postgresql_where=_open_call, sqlite_where=_open_call
)
Index("ix_call_ticket", call.c.ticket_id, call.c.id)
Index("ix_call_business_date_counter", call.c.business_date, call.c.counter)
Index("ix_call_last_called", call.c.business_date, call.c.last_called_at, call.c.id)
Index("ix_call_service", call.c.business_date, call.c.service_id, call.c.id)

event = Table(
    "event",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False, comment="Given within the turn: no gaps."),
    Column("at", Moment, nullable=False),
    Column("kind", String, nullable=False),
    Column("station", String, nullable=False),
    Column("request", String(32), unique=True),
    Column(
        "zone_id", String, comment="The service's zone; NULL with counter_zone_id: concerns the whole hall."
    ),
    Column("counter_zone_id", String),
    Column("ticket_id", Integer),
    Column("call_id", Integer),
    Column("counter", Integer),
    Column("clerk_id", String),
    Column("by", String, comment="Whose hand it was; NULL: a visitor's, or nobody's."),
    Column("facts", JSON, nullable=False, comment="What this kind of event says beyond the columns."),
    Column("digest", String(64), comment="SHA-256 over this event and the digest before it."),
    comment="What happened, written once, in the transaction of the change itself.",
)
Index("ix_event_ticket", event.c.ticket_id, event.c.id)

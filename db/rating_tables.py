"""The tables of ratings, and of the cases that bad ones open."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String, Table, Text

from db.models import Moment, metadata

rating = Table(
    "rating",
    metadata,
    Column("call_id", ForeignKey("call.id"), primary_key=True, autoincrement=False),
    Column("business_date", Date, nullable=False),
    Column("counter", ForeignKey("counter.number"), nullable=False),
    Column("service_id", ForeignKey("service.id"), nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("ended_at", Moment, comment="Answered, or nobody did; NULL: still asked."),
    Column("level", String, nullable=False, comment="Not rated until the visitor says otherwise."),
    Column(
        "words", Text, nullable=False, server_default="", comment="The visitor's own; forgotten by purge."
    ),
    comment="How a visitor found a visit.",
)
Index("ix_rating_counter_call_id", rating.c.counter, rating.c.call_id)

rating_case = Table(
    "rating_case",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("call_id", ForeignKey("rating.call_id"), nullable=False, unique=True),
    Column("opened_at", Moment, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("closed_at", Moment),
    Column("closed_by", ForeignKey("clerk.id")),
    Column("answer", Text, nullable=False, server_default="", comment="What was found and done."),
    comment="A visit that its visitor was not content with.",
)
Index("ix_rating_case_closed_at", rating_case.c.closed_at)

"""The tables of the catalogue: what can be done in the hall, and what it needs."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from db.models import metadata

life_event = Table(
    "life_event",
    metadata,
    Column("name", String, primary_key=True),
    Column("name_en", String, nullable=False),
    Column("audience", String, nullable=False),
    Column("position", Integer, nullable=False),
    comment="What brings people and businesses here: a birth, a home, a shop to open.",
)

item = Table(
    "item",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("name_en", String, nullable=False),
    Column("pinyin", String, nullable=False, comment="Of the name, syllable by syllable."),
    Column("department_id", ForeignKey("department.id"), nullable=False),
    Column("service_id", ForeignKey("service.id"), nullable=False),
    Column("like_id", ForeignKey("item.id"), comment="Whose words and guide it shares."),
    Column("words", String, comment="What people call it, separated by spaces."),
    Column("words_pinyin", String, comment="Of each word, separated by commas."),
    Column("materials", Text),
    Column("materials_en", Text),
    Column("fee", String),
    Column("fee_en", String),
    Column("time", String),
    Column("time_en", String),
    Column("position", Integer, nullable=False),
    comment="The catalogue: one thing that somebody may want done.",
)

item_event = Table(
    "item_event",
    metadata,
    Column("item_id", ForeignKey("item.id"), primary_key=True),
    Column("event", ForeignKey("life_event.name"), primary_key=True),
)

Index("ix_item_event_event", item_event.c.event)

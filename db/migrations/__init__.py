"""Alembic's steps from the first tables to today's."""

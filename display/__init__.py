"""The boards and the voice of a zone."""

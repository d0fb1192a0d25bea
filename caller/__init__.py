"""The clerk's program: one key, eyes on the visitor."""

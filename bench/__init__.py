"""Measurements that anyone can rerun; each prints a ratio against a raw limit of the same run."""

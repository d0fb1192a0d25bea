"""The page of those who approve: what waits for them, and the two ways on."""

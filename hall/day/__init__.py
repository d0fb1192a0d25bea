"""A day of the hall, lived through the real queue in simulated time, proven, counted and drawn."""

"""The front door: the `hall` command, and what runs or tends a whole hall."""

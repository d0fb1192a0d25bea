"""The queue itself: everything that is true about the hall is decided here; nothing here knows a screen."""

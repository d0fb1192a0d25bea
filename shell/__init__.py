"""What the apps share on the Qt side: start-up, settings, the worker, the feed as signals, looks, words."""

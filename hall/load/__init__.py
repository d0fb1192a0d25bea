"""A hall full of stations without screens: as many, as busy and as connected as the real ones."""

"""The self-service kiosk: two touches, paper in hand."""

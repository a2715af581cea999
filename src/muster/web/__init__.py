"""The web door: settings, addresses, the frame of a page."""

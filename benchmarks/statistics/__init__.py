"""The statistics store at full size: a made-up record of the hub, and what its import and queries take."""

"""The stand-up of a mission: its requirement as cases, a simulated build-up, calibrated and judged on the record."""

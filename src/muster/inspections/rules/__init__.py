"""Rules of inspections, evaluations and plans to do better. Pure."""

"""Papers of inspections: the verification report and the list of discrepancies."""

"""Papers of consultations."""

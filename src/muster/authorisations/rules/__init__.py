"""What national law and acts mean in time, against mandates and against people abroad: pure functions."""

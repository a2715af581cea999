"""What pages of consultations show, as plain values."""

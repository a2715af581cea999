"""Triangular consultations of Council, contributors and Secretariat, from the calendar to the text of the mandate."""

"""What is known of triangular consultations as pure rules: stages, calendar, participants, pack, agenda, measures."""

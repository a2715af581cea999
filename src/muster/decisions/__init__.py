"""A State's own decision to take part: dossiers with their criteria, sign-off and ladder, and its opportunities."""

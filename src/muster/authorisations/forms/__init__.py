"""Forms of national law, bodies and acts, for the officers of a State."""

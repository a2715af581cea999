"""Tools of the developers; nothing of Muster needs them to run."""

"""The rules of decisions, as pure functions: no database, no clock."""
"""What section 7.2 of the dossier asks of a decision, as pure functions: no Django, no clock."""
"""What the field says of a State's decision, as pure functions: no database, no clock. One file an idea."""

"""What the field says of a State's decision, as pure functions: no database, no clock. One file an idea."""

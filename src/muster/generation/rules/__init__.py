"""What the field says of force generation, as pure functions: no database, no clock. One file an idea."""

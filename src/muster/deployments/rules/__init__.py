"""What the field says of units and people in theatre, as pure functions. One file an idea."""

"""The rules of training, as pure functions: no database, no clock."""

"""Forms of the register, one file an idea: what an officer types, turned into terms."""

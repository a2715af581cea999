"""The readiness register: what States pledge, at which level, under which caveats."""

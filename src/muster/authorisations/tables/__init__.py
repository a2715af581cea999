"""Tables of national law: States, instruments, tasks, bodies, acts and their ceilings, and tasks against mandates."""

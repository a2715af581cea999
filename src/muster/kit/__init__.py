"""The kit: small tools with no knowledge of peacekeeping, on which every room stands."""

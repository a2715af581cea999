"""The optimisers of deployments, measured."""

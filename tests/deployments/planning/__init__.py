"""Tests of the optimisers of deployments."""

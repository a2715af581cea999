"""Deployments, measured at full size."""

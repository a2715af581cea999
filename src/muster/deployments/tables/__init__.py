"""The lists of deployments, each declared once. One file an idea."""

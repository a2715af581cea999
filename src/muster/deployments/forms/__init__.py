"""What is typed in about deployments. One file an idea."""

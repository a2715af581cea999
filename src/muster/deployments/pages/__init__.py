"""What the pages of deployments show, as the kit's plain values. One file an idea."""

"""What is read of force generation, starting from what the viewer may see. One file an idea."""

"""What is read of consultations, always starting from what the viewer may see."""

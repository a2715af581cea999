"""Inspections of units in theatre, their evaluations, and the plans to do better that follow from both."""

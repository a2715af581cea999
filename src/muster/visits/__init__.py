"""Visits of any subject: request, team, checklists from versioned templates, findings and their closure."""

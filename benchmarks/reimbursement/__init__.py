"""Reimbursement, measured at full size."""

"""The rules of the record of reimbursement, as pure functions."""

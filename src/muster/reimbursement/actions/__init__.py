"""All writes to reimbursement."""

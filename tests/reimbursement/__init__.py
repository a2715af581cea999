"""Tests of reimbursement."""

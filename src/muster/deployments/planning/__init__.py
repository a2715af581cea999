"""Optimisers of deployments: rotations, a State's companies, and drawdown. Pure: no Django, no clock.

Each idea is three files: the problem and its plan, the program that searches, and a checker that shares nothing with
the search.
"""

"""Numerical kernels, compiled by Numba. Imported by the first solve only: Numba takes half a second to load."""

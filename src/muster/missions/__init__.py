"""Missions, mandate periods and requirements made of posts."""

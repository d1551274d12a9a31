"""Answers → households → expected visits, and how sure they are."""

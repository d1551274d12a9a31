"""Screens: each fetches values from the workflow, shows them and listens to keys."""

"""Widgets that look: each is painted from plain values and knows no screen."""

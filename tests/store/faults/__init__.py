"""Faults of every kind, injected into the store on purpose: `python -m tests.store.faults`."""

"""Results and records → files: the only code that knows formats."""

"""The interview line by line, for screen readers, Braille displays and dumb terminals."""

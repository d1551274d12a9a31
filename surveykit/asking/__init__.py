"""What is asked and how it stands, as plain values: the same for the screens and the plain mode."""

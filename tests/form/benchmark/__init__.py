"""How fast the form engine is, beside ODK's two engines in the same run."""

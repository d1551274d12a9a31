"""Who was reached and who is missing."""

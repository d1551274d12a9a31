"""What the stopping rule is worth: made-up sites, knocked door by door under competing rules."""

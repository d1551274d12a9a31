"""The planner's key pair, and what is sealed with it."""

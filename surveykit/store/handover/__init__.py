"""What one laptop gives to another: one sealed file, and the merge that takes it in."""

"""What keeps a project whole: copies, checks, recovery, renewal."""

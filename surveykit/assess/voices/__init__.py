"""What people said beyond the numbers: topics, wishes, ideas."""

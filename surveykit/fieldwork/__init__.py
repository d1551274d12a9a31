"""What happens at the door, as values: attempts, records, contacts, the contact sheet."""

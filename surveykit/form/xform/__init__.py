"""XForm XML → Form: structure, words, lists, and what is wrong with them."""

"""An assessment in whole sentences, in the language in use."""

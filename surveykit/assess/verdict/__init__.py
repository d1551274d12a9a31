"""Expected visits → the verdict: rules, risk, certificate, what would change it."""

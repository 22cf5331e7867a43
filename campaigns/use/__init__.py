"""What became of a kit: sent to whom, arrived where, used how, and what others learn from it."""

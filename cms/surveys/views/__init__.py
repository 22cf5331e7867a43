"""What visitors open, what editors open, and the question at the foot of pages."""

"""Another site in this installation: checked, then made whole."""

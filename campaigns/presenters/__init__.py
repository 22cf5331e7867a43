"""What the templates of the campaigns show."""

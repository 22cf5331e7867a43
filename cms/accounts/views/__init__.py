"""Pages below /sign-in/: the one door and everything a person does with the own account."""

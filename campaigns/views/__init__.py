"""Views of the campaigns, one module for each thing people do."""

from campaigns.services.taking import count_taking

__all__ = ["count_taking"]

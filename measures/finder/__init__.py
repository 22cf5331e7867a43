"""The finder: questions one screen at a time, results that explain themselves, a memo, a chat.

Nothing a visitor answers is written anywhere: see sealing.py for how answers travel.
"""

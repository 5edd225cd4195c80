"""Dialogs, for questions that need an answer or a list that needs room."""

"""Item models and the values that views show; no widgets."""

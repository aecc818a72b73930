"""The written forms of a conflict: plain JSON, the field's ‘.gmcr’, tables and graphs."""

"""An optional language model: drafts beside what the rules found, checked word for word.

``endpoint`` asks whatever OpenAI-compatible endpoint the person has configured; ``drafts`` takes
from its answer only statements whose words and speaker stand in the page. Off unless asked for.
"""

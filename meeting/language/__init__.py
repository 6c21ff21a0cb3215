"""The ear: words that dodge, pointed at and explained, never judged."""

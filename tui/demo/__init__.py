"""The demonstration: a made-up branch, its past meetings, and one that plays itself."""

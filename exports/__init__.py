"""What leaves the house: the minutes on paper and in other formats."""

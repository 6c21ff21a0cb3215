"""What `shaitai doctor` looks at, a room for each part: what is right, and how to mend what is not."""

"""What a meeting is: the rules, without a clock, a file or a screen."""

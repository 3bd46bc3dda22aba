"""Pages of conversations: for everybody, for who takes part, for the desk, and on paper."""

"""The pages of ballots: the public's, the voters', the desk's, and what is printed."""

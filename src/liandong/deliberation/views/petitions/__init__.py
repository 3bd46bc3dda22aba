"""The pages of petitions: everybody's, a voice's, the desk's, and what is printed."""

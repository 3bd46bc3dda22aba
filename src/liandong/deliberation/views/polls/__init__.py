"""The pages of quick polls: everybody's, a household's, and the desk's."""

"""The pages of councils: everybody's, the desk's, and what is printed."""

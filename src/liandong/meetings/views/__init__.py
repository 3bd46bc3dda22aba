"""Pages of joint meetings: for staff alone."""

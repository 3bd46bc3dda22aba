"""The one list of pages that anybody may open without signing in. Every other page is closed."""

RESIDENTS = {
    "front:accessibility",
    "front:compliance",
    "front:functions",
    "front:help",
    "front:home",
    "front:how",
    "front:large",
    "front:sources",
    "set_language",
}
SIGN_IN = {
    "account_confirm_email",
    "account_confirm_login_code",
    "account_email_verification_sent",
    "account_inactive",
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_signup",
    "mfa_authenticate",
    "openid_connect_callback",
    "openid_connect_login",
    "socialaccount_login_cancelled",
    "socialaccount_signup",
}
OPEN = RESIDENTS | SIGN_IN

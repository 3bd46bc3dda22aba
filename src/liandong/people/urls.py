from django.urls import path

from liandong.people import views

app_name = "people"
urlpatterns = [
    path("posts/", views.directory, name="directory"),
    path("posts/new/", views.create_post, name="create_post"),
    path("posts/<int:post_id>/", views.post, name="post"),
    path("posts/<int:post_id>/appoint/", views.appoint, name="appoint"),
    path("posts/<int:post_id>/hand-over/", views.hand_over, name="hand_over"),
    path("terms/<int:term_id>/end/", views.end_term, name="end_term"),
    path("organisations/", views.organisations, name="organisations"),
    path("organisations/new/", views.found_organisation, name="found_organisation"),
    path("at/<int:place_id>/", views.at, name="at"),
    path("me/", views.me, name="me"),
    path("me/post/", views.choose_post, name="choose_post"),
    path("accounts/", views.accounts, name="accounts"),
    path("accounts/new/", views.register_person, name="register_person"),
    path("accounts/<int:person_id>/", views.account, name="account"),
    path("accounts/<int:person_id>/suspend/", views.suspend_account, name="suspend_account"),
    path("accounts/<int:person_id>/restore/", views.restore_account, name="restore_account"),
    path("accounts/<int:person_id>/password/", views.reset_password, name="reset_password"),
]

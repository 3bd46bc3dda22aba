"""Everything that can be done in a review, as two tables: its word, form, rule and action."""

from django.utils.translation import gettext_lazy as _

from liandong.appraisal import actions, forms, queries, rules
from liandong.appraisal.forms import Opened
from liandong.kernel.desk import Deed, DeedForm, table


def _is_asked(it: Opened) -> bool:
    return bool(queries.open_questions(it.one))


REVIEW_DEEDS: dict[str, Deed[Opened]] = table(
    Deed(
        "announce",
        _("Announce the review"),
        "bell",
        DeedForm,
        lambda it: rules.may_announce(it.actor, it.appraisal),
        actions.announce,
        _("Announced. Each report has its date."),
    ),
    Deed(
        "issue_tickets",
        _("Print rating tickets"),
        "qrcode",
        forms.IssueTickets,
        lambda it: rules.may_issue_tickets(it.actor, it.appraisal),
        actions.issue_tickets,
        _("The tickets are printed."),
    ),
    Deed(
        "open_rating",
        _("Begin the meeting and the rating"),
        "player-play",
        DeedForm,
        lambda it: rules.may_open_rating(it.actor, it.appraisal, it.facts),
        actions.open_rating,
        _("The meeting has begun. The figures of the year are kept as they are now."),
    ),
    Deed(
        "enter_ticket",
        _("Enter paper tickets"),
        "edit",
        forms.EnterTicket,
        lambda it: rules.may_enter_tickets(it.actor, it.appraisal),
        actions.enter_ticket,
        _("Entered."),
        again=True,
    ),
    Deed(
        "count",
        _("Count the ballots"),
        "chart-bar",
        DeedForm,
        lambda it: rules.may_count(it.actor, it.appraisal, it.facts),
        actions.count,
        _("Counted. The committee decides; no grade follows from the count."),
    ),
    Deed(
        "publish",
        _("Publish the result"),
        "send",
        DeedForm,
        lambda it: rules.may_publish(it.actor, it.appraisal, it.facts),
        actions.publish,
        _("Published. Everybody can read the result."),
    ),
    Deed(
        "cancel",
        _("End without a result"),
        "x",
        forms.Reason,
        lambda it: rules.may_cancel(it.actor, it.appraisal),
        actions.cancel,
        _("The review has ended without a result."),
    ),
)
POST_DEEDS: dict[str, Deed[Opened]] = table(
    Deed(
        "report",
        _("Write the duty report"),
        "file-text",
        forms.Report,
        lambda it: rules.may_report(it.actor, it.one),
        actions.report,
        _("The report is in. It can be bettered until the meeting."),
    ),
    Deed(
        "check_site",
        _("Write down a check on site"),
        "map-pin",
        forms.CheckSite,
        lambda it: rules.may_check_site(it.actor, it.one),
        actions.check_site,
        _("The check is written down."),
    ),
    Deed(
        "ask",
        _("Write down a question"),
        "help",
        forms.Ask,
        lambda it: rules.may_ask(it.actor, it.one),
        actions.ask,
        _("The question is written down."),
    ),
    Deed(
        "answer",
        _("Answer a question"),
        "message",
        forms.Answer,
        lambda it: rules.may_answer(it.actor, it.one),
        actions.answer,
        _("The answer is written down."),
        _is_asked,
    ),
    Deed(
        "comment",
        _("Comment on the report"),
        "message-circle",
        forms.Comment,
        lambda it: rules.may_comment(it.actor, it.one),
        actions.comment,
        _("The comment is written down."),
    ),
    Deed(
        "grade",
        _("Write down the committee's grade"),
        "gavel",
        forms.DecideGrade,
        lambda it: rules.may_grade(it.actor, it.one),
        actions.grade,
        _("Written down, with the reasons."),
    ),
    Deed(
        "feed_back",
        _("Tell the secretary the result"),
        "send",
        forms.FeedBack,
        lambda it: rules.may_feed_back(it.actor, it.one),
        actions.feed_back,
        _("The secretary can read it now."),
    ),
    Deed(
        "take_out",
        _("Take this post out of the review"),
        "ban",
        forms.Reason,
        lambda it: rules.may_take_out(it.actor, it.one, it.facts),
        actions.take_out,
        _("Taken out; the reason stays."),
    ),
)

//! `TentativeReject`: the hosts of a protected community want to know more before they decide (ActivityStreams vocabulary §3.2).
//!
//! It goes the way of their `Accept` and `Reject`; the application stays open, and who asked answers with a new `Join`.

use super::{Applying, Effect, Source, accept, hosting, join};
use crate::activity::authority;
use crate::activity::envelope::Activity;
use crate::activity::stop::Stop;
use crate::actor::application::{self, Application};
use crate::actor::{self, Actor};
use crate::decision::MAX_REASON;
use crate::error::Error;
use crate::store::Conn;
use crate::text;

pub(super) fn ask_back(conn: &mut Conn, cx: &Applying<'_>, actor: &Actor, activity: &Activity, source: &Source) -> Result<Effect, Stop> {
    let question = text::clean_line(activity.summary.as_deref().unwrap_or_default(), MAX_REASON);
    if question.is_empty() {
        return Err(Stop::Refused(Error::malformed("activity: summary")));
    }
    if let Some((application, group)) = join::answered(conn, actor, activity)? {
        authority::check_moderates(conn, &group, actor, source)?;
        return by_host(conn, cx, group, &application, &question);
    }
    if let Some(application) = hosting::of_others(conn, actor, activity)? {
        application::ask_back(conn, (actor.id, application.actor_id), &application.activity, &question)?;
        return Ok(Effect::applied());
    }
    let applicant = accept::asked_by(conn, actor, activity)?;
    // She may have answered meanwhile: the question was about what she wrote before.
    let asked = activity.object_id().unwrap_or_default();
    let changed = application::ask_back(conn, (actor.id, applicant.id), asked, &question)?;
    Ok(if changed { Effect::applied().telling(vec![applicant]) } else { Effect::none("nothing waits for an answer") })
}

fn by_host(conn: &mut Conn, cx: &Applying<'_>, group: Actor, application: &Application, question: &str) -> Result<Effect, Stop> {
    if !application::ask_back(conn, (group.id, application.actor_id), &application.activity, question)? {
        return Err(Stop::Refused(Error::conflict("error-application-settled")));
    }
    if !group.local {
        // Its home passes it on.
        return Ok(Effect::within(group));
    }
    let applicant = actor::model::find(conn, application.actor_id)?;
    let said = ("TentativeReject", Some(question));
    hosting::settled(conn, cx, &group, application, said)?;
    join::tell_applicant(conn, cx, &group, &applicant, application, said)?;
    Ok(Effect::within(group).telling(vec![applicant]))
}

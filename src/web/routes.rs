//! Every page's address.

use super::form::{not_found, wrong_method};
use super::{
    assets, bookmark, client, community, feed, forgot, home, invitation, login, media, notification, person, post, report, security,
    welcome,
};
use crate::app::App;
use axum::Router;
use axum::routing::{any, get, post as posted};
use std::sync::Arc;

/// All routes for people.
pub fn routes(app: Arc<App>) -> Router {
    let pages = Router::new()
        .route("/", get(home::home))
        .route("/anmelden", get(login::form).post(login::log_in))
        .route("/abmelden", posted(login::log_out))
        .route("/sprache", posted(login::language))
        .route("/gruppen", get(community::list))
        .route("/gruppen/finden", get(community::find))
        .route("/gruppen/neu", get(community::found_form).post(community::found))
        .route("/g/{handle}", get(community::show))
        .route("/g/{handle}/mitglieder", get(community::members))
        .route("/g/{handle}/mitglieder/{person}/gastgebend", posted(community::appoint))
        .route("/g/{handle}/mitglieder/{person}/mitglied", posted(community::dismiss))
        .route("/g/{handle}/mitglieder/{person}/ausschliessen", get(community::ban_form).post(community::ban))
        .route("/g/{handle}/mitglieder/{person}/zulassen", posted(community::lift_ban))
        .route("/g/{handle}/beitreten", posted(community::join))
        .route("/g/{handle}/beitritt", get(community::waiting))
        .route("/g/{handle}/verlassen", posted(community::leave))
        .route("/g/{handle}/bearbeiten", get(community::edit_form).post(community::edit))
        .route("/g/{handle}/neu", get(post::new_form).post(post::publish))
        .method_not_allowed_fallback(wrong_method)
        .with_state(Arc::clone(&app));
    let posts = Router::new()
        .route("/b/{id}", get(post::show))
        .route("/b/{id}/bearbeiten", get(post::edit_form).post(post::edit))
        .route("/b/{id}/loeschen", get(post::delete_form).post(post::delete))
        .route("/b/{id}/antworten", posted(post::answer))
        .route("/b/{id}/reaktion", posted(post::react))
        .route("/b/{id}/sperren", posted(post::lock))
        .route("/b/{id}/anheften", posted(post::pin))
        .route("/b/{id}/entfernen", posted(post::remove))
        .route("/b/{id}/wiederherstellen", posted(post::restore))
        .route("/vorschau", posted(post::preview))
        .route("/b/{id}/melden", get(report::form).post(report::send))
        .route("/g/{handle}/meldungen", get(report::list))
        .route("/g/{handle}/meldungen/{id}", posted(report::close))
        .route("/b/{id}/merken", posted(bookmark::toggle))
        .route("/gemerkt", get(bookmark::list))
        .route("/mitteilungen", get(notification::list))
        .route("/mitteilungen/gelesen", posted(notification::read))
        .route("/mitteilungen/stufe", posted(notification::set_level))
        .route("/@{handle}", get(person::show))
        .route("/@{handle}/folgen", posted(person::follow))
        .route("/@{handle}/entfolgen", posted(person::unfollow))
        .route("/ich/profil", get(person::edit_form).post(person::edit))
        .route("/assets/{name}", get(assets::serve))
        .method_not_allowed_fallback(wrong_method)
        .with_state(Arc::clone(&app));
    let accounts = Router::new()
        .route("/anmelden/code", get(login::code_form).post(login::finish))
        .route("/einladung/{token}", get(invitation::show).post(invitation::accept))
        .route("/willkommen/{step}", get(welcome::show).post(welcome::save))
        .route("/passwort-vergessen", get(forgot::form).post(forgot::ask))
        .route("/passwort-vergessen/{token}", get(forgot::reset_form).post(forgot::redeem))
        .route("/ich/sicherheit", get(security::show))
        .route("/ich/sicherheit/passwort", get(security::password_form).post(security::change_password))
        .route("/ich/sicherheit/sitzung", posted(security::end_session))
        .route("/ich/sicherheit/andere-sitzungen", posted(security::end_other_sessions))
        .route("/ich/sicherheit/zweiter-faktor", get(security::factor_form).post(security::switch_factor_on))
        .route("/ich/sicherheit/zweiter-faktor/bild", get(security::factor_picture))
        .route("/ich/sicherheit/zweiter-faktor/aus", get(security::factor_off_form).post(security::switch_factor_off))
        .method_not_allowed_fallback(wrong_method)
        .with_state(Arc::clone(&app));
    let pictures = Router::new()
        .route("/media/{id}", get(media::own))
        .route("/media/{id}/klein", get(media::own_small))
        .route("/media/fern/profil/{id}", get(media::portrait))
        .route("/media/fern/beitrag/{id}/{place}", get(media::attachment))
        .route("/media/fern/beitrag/{id}/{place}/klein", get(media::attachment_small))
        .method_not_allowed_fallback(wrong_method)
        .with_state(Arc::clone(&app));
    let keeping = keeping().method_not_allowed_fallback(wrong_method).with_state(Arc::clone(&app));
    Router::new().merge(keeping).merge(pages).merge(posts).merge(accounts).merge(pictures).fallback_service(any(not_found).with_state(app))
}

/// For operators, and what one can take along.
fn keeping() -> Router<Arc<App>> {
    Router::new()
        .route(client::CLIENT_ADDRESS, get(client::show))
        .route("/g/{handle}/feed.atom", get(feed::community))
        .route("/@{handle}/feed.atom", get(feed::person))
}

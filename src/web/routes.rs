//! Every page's address.

use super::form::{not_found, wrong_method};
use super::{assets, bookmark, community, home, login, notification, person, post};
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
    Router::new().merge(pages).merge(posts).fallback_service(any(not_found).with_state(app))
}

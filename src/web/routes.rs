//! Every page's address.

use super::form::not_found;
use super::{assets, community, home, login, media, person, post};
use crate::app::App;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post as posted};
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
        .route("/g/{handle}/verlassen", posted(community::leave))
        .route("/g/{handle}/neu", get(post::new_form).post(post::publish))
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
        .route("/@{handle}", get(person::show))
        .route("/@{handle}/folgen", posted(person::follow))
        .route("/@{handle}/entfolgen", posted(person::unfollow))
        .route("/ich/profil", get(person::edit_form).post(person::edit))
        .with_state(Arc::clone(&app));
    let pictures = Router::new()
        .route("/media/{id}", get(media::own))
        .route("/media/{id}/klein", get(media::own_small))
        .route("/media/fern/profil/{id}", get(media::portrait))
        .route("/media/fern/beitrag/{id}/{place}", get(media::attachment))
        .route("/media/fern/beitrag/{id}/{place}/klein", get(media::attachment_small))
        .route("/g/{handle}/bearbeiten", get(community::edit_form).post(community::edit))
        .with_state(Arc::clone(&app));
    // The server's own limits on bodies hold for every route and know which of them take files.
    let all = Router::new().route("/assets/{name}", get(assets::serve)).merge(pages).merge(posts).merge(pictures);
    all.layer(DefaultBodyLimit::disable()).fallback_service(get(not_found).with_state(app))
}

//! Every page's address.

use super::form::{legible, not_found, wrong_method};
use super::{
    administration, appearance, assets, barrier, bookmark, community, digest, draft, feed, followed, forgot, home, install, invitation,
    invitation_link, legal, live, login, media, notification, organisation, passkey, person, personal, post, register, report, search,
    security, setup, sign_on, tag, welcome,
};
use crate::app::App;
use crate::client;
use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{any, get, post as posted};
use std::sync::Arc;

/// All routes for people.
pub fn routes(app: Arc<App>) -> Router {
    let pages = communities()
        .merge(posts())
        .merge(told())
        .merge(accounts())
        .merge(passkeys())
        .merge(sign_on_pages())
        .merge(pictures())
        .merge(finding())
        .merge(keeping())
        .merge(moderation_pages())
        .merge(by_pages())
        .merge(administration_pages())
        .merge(instance())
        .merge(own_data())
        .merge(vetting());
    let pages = pages.method_not_allowed_fallback(wrong_method).layer(from_fn_with_state(Arc::clone(&app), legible));
    pages.with_state(Arc::clone(&app)).fallback_service(any(not_found).with_state(app))
}

/// The front page, logging in and out, communities.
fn communities() -> Router<Arc<App>> {
    Router::new()
        .route("/", get(home::home))
        .route("/anmelden", get(login::form).post(login::log_in))
        .route("/abmelden", posted(login::log_out))
        .route("/sprache", posted(login::language))
        .route("/gruppen", get(community::list))
        .route("/gruppen/finden", get(community::find))
        .route("/gruppen/neu", get(community::found_form).post(community::found))
        .route("/g/{handle}", get(community::show))
        .route("/g/{handle}/mitglieder", get(community::members))
        .route("/g/{handle}/mitglieder/einladen", posted(community::invite))
        .route("/g/{handle}/mitglieder/links", posted(community::create_link))
        .route("/g/{handle}/mitglieder/links/{id}", posted(community::revoke_link))
        .route("/g/{handle}/mitglieder/mail", posted(community::mail_link))
        .route("/beitritt/{token}", get(invitation_link::show).post(invitation_link::accept))
        .route("/g/{handle}/mitglieder/{person}/gastgebend", posted(community::appoint))
        .route("/g/{handle}/mitglieder/{person}/mitlesen", posted(community::read_only))
        .route("/g/{handle}/mitglieder/{person}/mitschreiben", posted(community::take_part))
        .route("/g/{handle}/mitglieder/{person}/mitglied", posted(community::dismiss))
        .route("/g/{handle}/mitglieder/{person}/ausschliessen", get(community::ban_form).post(community::ban))
        .route("/g/{handle}/mitglieder/{person}/zulassen", posted(community::lift_ban))
        .route("/g/{handle}/mitglieder/{person}/aufnehmen", posted(community::admit))
        .route("/g/{handle}/eingrenzen", posted(community::narrow))
        .route("/g/{handle}/mitglieder/{person}/rueckfrage", posted(community::ask_back))
        .route("/g/{handle}/mitglieder/{person}/ablehnen", posted(community::decline))
        .route("/g/{handle}/mitglieder/{person}/ausladen", posted(community::uninvite))
        .route("/g/{handle}/einladung/ablehnen", posted(community::decline_invitation))
        .route("/g/{handle}/beitreten", posted(community::join))
        .route("/g/{handle}/beitritt", get(community::waiting))
        .route("/g/{handle}/verlassen", posted(community::leave))
        .route("/g/{handle}/bearbeiten", get(community::edit_form).post(community::edit))
        .route("/g/{handle}/neu", get(post::new_form).post(post::publish))
}

/// Posts, and what hosts do with them.
fn posts() -> Router<Arc<App>> {
    Router::new()
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
}

/// What people are told and keep, who they are, and the parts of the web page itself.
fn told() -> Router<Arc<App>> {
    Router::new()
        .route("/b/{id}/merken", posted(bookmark::toggle))
        .route("/gemerkt", get(bookmark::list))
        .route("/mitteilungen", get(notification::list))
        .route("/ueberblick", get(digest::show))
        .route("/mitteilungen/gelesen", posted(notification::read))
        .route("/mitteilungen/stufe", posted(notification::set_level))
        .route("/@{handle}", get(person::show))
        .route("/@{handle}/folgen", posted(person::follow))
        .route("/@{handle}/entfolgen", posted(person::unfollow))
        .route("/ich/folge", get(followed::list).post(followed::unfollow))
        .route("/ich/profil", get(person::edit_form).post(person::edit))
        .route("/assets/{name}", get(assets::serve))
        .route("/manifest.webmanifest", get(install::manifest))
        .route("/sw.js", get(install::service_worker))
        .route("/offline", get(install::offline))
}

/// Invitations, passwords and sessions.
fn accounts() -> Router<Arc<App>> {
    Router::new()
        .route("/anmelden/code", get(login::code_form).post(login::finish))
        .route("/einladung/{token}", get(invitation::show).post(invitation::accept))
        .route("/willkommen/{step}", get(welcome::show).post(welcome::save))
        .route("/passwort-vergessen", get(forgot::form).post(forgot::ask))
        .route("/passwort-vergessen/{token}", get(forgot::reset_form).post(forgot::redeem))
        .route("/ich/sicherheit", get(security::show))
        .route("/ich/sicherheit/passwort", get(security::password_form).post(security::change_password))
        .route("/ich/sicherheit/mail", get(security::email_form).post(security::change_email))
        .route("/mailadresse/{secret}", get(security::email_link).post(security::confirm_email))
        .route("/ich/sicherheit/sitzung", posted(security::end_session))
        .route("/ich/sicherheit/andere-sitzungen", posted(security::end_other_sessions))
        .route("/ich/sicherheit/zweiter-faktor", get(security::factor_form).post(security::switch_factor_on))
        .route("/ich/sicherheit/zweiter-faktor/bild", get(security::factor_picture))
        .route("/ich/sicherheit/zweiter-faktor/aus", get(security::factor_off_form).post(security::switch_factor_off))
}

/// Passkeys.
fn passkeys() -> Router<Arc<App>> {
    Router::new()
        .route("/anmelden/passkey", posted(login::log_in_by_passkey))
        .route("/anmelden/passkey/frage", posted(login::ask_for_passkey))
        .route("/ich/sicherheit/passkeys", get(passkey::list).post(passkey::add))
        .route("/ich/sicherheit/passkeys/frage", posted(passkey::ask))
        .route("/ich/sicherheit/passkeys/neu", get(passkey::new_form).post(passkey::begin))
        .route("/ich/sicherheit/passkeys/{id}/entfernen", get(passkey::remove_form).post(passkey::remove))
}

/// Single sign-on.
fn sign_on_pages() -> Router<Arc<App>> {
    Router::new()
        .route("/anmelden/oidc/{provider}", posted(sign_on::begin))
        .route("/anmelden/oidc/{provider}/zurueck", get(sign_on::back))
        .route("/anmelden/oidc/{provider}/neu", get(sign_on::choose).post(sign_on::accept))
        .route("/anmelden/oidc/{provider}/abmelden", posted(sign_on::logged_out))
        .route("/ich/sicherheit/anmeldung/{provider}/verbinden", get(sign_on::link_form).post(sign_on::link))
        .route("/ich/sicherheit/anmeldung/{provider}/trennen", get(sign_on::unlink_form).post(sign_on::unlink))
}

/// Pictures.
fn pictures() -> Router<Arc<App>> {
    Router::new()
        .route("/media/{id}", get(media::own))
        .route("/media/{id}/klein", get(media::own_small))
        .route("/media/fern/profil/{id}", get(media::portrait))
        .route("/media/fern/beitrag/{id}/{place}", get(media::attachment))
        .route("/media/fern/beitrag/{id}/{place}/klein", get(media::attachment_small))
}

/// Search, hashtags, and how pages look.
fn finding() -> Router<Arc<App>> {
    Router::new()
        .route("/suche", get(search::show))
        .route("/vorschlaege", get(search::suggest))
        .route("/tag/{name}", get(tag::show))
        .route("/tag/{name}/folgen", posted(tag::follow))
        .route("/tag/{name}/entfolgen", posted(tag::unfollow))
        .route("/ich/darstellung", get(appearance::show).post(appearance::save))
}

/// For operators, and what one can take along.
fn keeping() -> Router<Arc<App>> {
    Router::new()
        .route(client::CLIENT_ADDRESS, get(client::show))
        .route("/g/{handle}/feed.atom", get(feed::community))
        .route("/@{handle}/feed.atom", get(feed::person))
}

/// What hosts decided.
fn moderation_pages() -> Router<Arc<App>> {
    Router::new().route("/g/{handle}/protokoll", get(community::record))
}

/// What pages do by themselves: hearing what is new and when not to, keeping what is typed.
fn by_pages() -> Router<Arc<App>> {
    Router::new()
        .route("/live", get(live::open))
        .route("/mitteilungen/ruhe", posted(notification::set_quiet))
        .route("/mitteilungen/ueberblick", posted(notification::set_mails))
        .route("/abbestellen/{secret}", get(digest::end_form).post(digest::end))
        .route("/entwurf", posted(draft::save))
        .route("/entwurf/verwerfen", posted(draft::discard))
        .route("/entwurf/zurueckholen", posted(draft::take_back))
        .route("/entwuerfe", get(draft::list))
}

/// The pages of those who administer the instance.
fn administration_pages() -> Router<Arc<App>> {
    Router::new()
        .route("/verwaltung", get(administration::overview))
        .route("/verwaltung/personen", get(administration::people))
        .route("/verwaltung/personen/einladungen", get(administration::invitations).post(administration::invite))
        .route("/verwaltung/personen/einladungen/{id}", posted(administration::revoke))
        .route("/verwaltung/personen/{id}", get(administration::person))
        .route("/verwaltung/personen/{id}/sperren", get(administration::suspend_form).post(administration::suspend))
        .route("/verwaltung/personen/{id}/entsperren", posted(administration::lift))
        .route("/verwaltung/personen/{id}/link", posted(administration::send_reset))
        .route("/verwaltung/personen/{id}/zweiter-faktor", posted(administration::remove_factor))
        .route("/verwaltung/personen/{id}/rolle", posted(administration::set_role))
        .route("/verwaltung/personen/{id}/mail", posted(administration::set_email))
        .route("/verwaltung/netz", get(administration::network))
        .route("/verwaltung/netz/{server}", get(administration::neighbour))
        .route("/verwaltung/netz/{server}/regel", posted(administration::set_rule))
        .route("/verwaltung/netz/{server}/dialekt", posted(administration::set_dialect))
        .route("/verwaltung/netz/{server}/erneut", posted(administration::retry_peer))
        .route("/verwaltung/netz/{server}/abtrennen", get(administration::cut_off_form).post(administration::cut_off))
        .route("/verwaltung/geschuetzt", get(administration::protected))
        .route("/verwaltung/geschuetzt/{id}/erneut", posted(administration::ask_for_receipt))
        .route("/verwaltung/angehalten", get(administration::quarantine))
        .route("/verwaltung/angehalten/{id}/erneut", posted(administration::retry_activity))
        .route("/verwaltung/angehalten/{id}/verwerfen", posted(administration::discard_activity))
        .route("/verwaltung/auftraege", get(administration::jobs))
        .route("/verwaltung/auftraege/{id}/erneut", posted(administration::retry_job))
        .route("/verwaltung/auftraege/{id}/verwerfen", posted(administration::discard_job))
        .route("/verwaltung/meldungen", get(administration::reports))
        .route("/verwaltung/meldungen/{id}", posted(administration::close_report))
        .route("/verwaltung/barrieren", get(administration::barriers))
        .route("/verwaltung/barrieren/{id}", posted(administration::resolve_barrier))
        .route("/verwaltung/protokoll", get(administration::record))
}

/// What is a person's own.
fn own_data() -> Router<Arc<App>> {
    Router::new()
        .route("/ich/daten", get(personal::show))
        .route("/ich/daten/loeschen", get(personal::leave_form).post(personal::leave))
        .route("/ich/daten/bleiben", posted(personal::stay))
        .route("/ich/daten/export", posted(personal::ask_for_export))
        .route("/ich/daten/export/{id}", get(personal::export))
}

/// Where people work, and who vouches for that.
fn vetting() -> Router<Arc<App>> {
    Router::new()
        .route("/ich/dienststelle", get(organisation::own).post(organisation::ask))
        .route("/ich/dienststelle/eigene", posted(organisation::claim))
        .route("/dienstadresse/{secret}", get(organisation::link).post(organisation::confirm))
        .route("/organisation/{id}", get(organisation::staff))
        .route("/organisation/{id}/buergen", posted(organisation::vouch))
        .route("/organisation/{id}/gaeste", posted(organisation::receive))
        .route("/organisation/{id}/geprueft/{vouching}/zurueckziehen", posted(organisation::withdraw))
        .route("/organisation/{id}/alle-zurueckziehen", posted(organisation::withdraw_all))
        .route("/organisation/{id}/zurueckgezogen/{withdrawal}/wiederherstellen", posted(organisation::restore))
        .route("/verwaltung/organisationen", get(administration::organisations))
        .route("/verwaltung/organisationen/neu", get(administration::new_organisation_form).post(administration::add_organisation))
        .route("/verwaltung/organisationen/{id}", get(administration::organisation_form).post(administration::edit_organisation))
        .route("/verwaltung/organisationen/{id}/beauftragte", posted(administration::appoint_delegate))
        .route("/verwaltung/organisationen/{id}/beauftragte/{person}", posted(administration::dismiss_delegate))
}

/// The first set-up, and what an instance says about itself.
fn instance() -> Router<Arc<App>> {
    Router::new()
        .route("/einrichten", get(setup::show))
        .route("/einrichten/link/{secret}", get(setup::start).post(setup::begin))
        .route("/einrichten/pruefen", get(setup::check).post(setup::finish))
        .route("/einrichten/{step}", get(setup::step).post(setup::save))
        .route("/verwaltung/aussehen", get(administration::look).post(administration::save_look))
        .route("/verwaltung/beitritt", get(administration::joining).post(administration::save_joining))
        .route("/verwaltung/mail", get(administration::mail).post(administration::save_mail))
        .route("/verwaltung/texte", get(administration::statements).post(administration::save_statements))
        .route("/registrieren", get(register::form).post(register::ask))
        .route("/impressum", get(legal::imprint))
        .route("/datenschutz", get(legal::privacy))
        .route("/barrierefreiheit", get(legal::accessibility))
        .route("/barriere-melden", get(barrier::form).post(barrier::send))
        .route("/farben/{name}", get(legal::colours))
        .route("/robots.txt", get(legal::robots))
        .route("/.well-known/security.txt", get(legal::security))
        .route("/favicon.ico", get(legal::favicon))
}

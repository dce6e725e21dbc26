//! What people say about themselves, and hosts about their communities.

use super::found::{announce_profile, display_name};
use super::local;
use crate::actor::answer::{MAX_QUESTION, MOST_QUESTIONS};
use crate::actor::json::{MAX_RULES, MOST_SHOWN, MOST_WORDS, Person, Rules};
use crate::actor::member::{self, Role};
use crate::actor::model::Profile;
use crate::actor::{self, Actor, CommunityReach};
use crate::app::App;
use crate::error::{Error, FieldError, Result};
use crate::object::json::MAX_SOURCE;
use crate::object::{self, Viewer};
use crate::peer::{self, Dialect};
use crate::store::Conn;
use crate::text;
use crate::tool::Stored;
use crate::vetting::Level;
use std::sync::Arc;

/// What becomes of the picture of a person or community.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Portrait {
    /// It stays.
    #[default]
    Keep,
    /// It goes.
    Remove,
    /// This draft takes its place.
    Set(i64),
}

/// What holds for the names of those who write in a protected community.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Naming {
    /// The Chatham House Rule: what is said may be used, who said it may not be passed on.
    pub chatham: bool,
    /// Members may write without their names.
    pub nameless: bool,
}

impl Naming {
    /// Refuses both where everybody reads: there each post travels with its author's name to servers that know no such thing.
    pub(super) fn check(self, reach: CommunityReach) -> Result<()> {
        let wrong = [(self.chatham, "chatham", "error-chatham-public"), (self.nameless, "nameless", "error-nameless-public")];
        let wrong = wrong.into_iter().filter(|(wanted, ..)| *wanted && !reach.is_protected());
        let wrong: Vec<FieldError> = wrong.map(|(_, field, text)| FieldError { field, text }).collect();
        if wrong.is_empty() { Ok(()) } else { Err(Error::Invalid(wrong)) }
    }
}

/// What a profile is to say, in place of what it says.
#[derive(Debug, Clone, Copy)]
pub struct ProfileDraft<'a> {
    /// Display name.
    pub name: &'a str,
    /// The description, Markdown.
    pub source: &'a str,
    /// What a person says besides.
    pub about: About<'a>,
    /// The rules of a community, Markdown; `None` leaves them.
    pub rules: Option<&'a str>,
    /// What a community asks who wants to come in, a question on each line; `None` leaves it.
    pub questions: Option<&'a str>,
    /// Of which levels of administration a community admits people, none for all; `None` leaves it.
    pub levels: Option<&'a [Level]>,
    /// Whether a community admits guests; `None` leaves it.
    pub guests: Option<bool>,
    /// Addresses of public posts that a protected community shows to everybody, one on each line; `None` leaves them.
    pub face: Option<&'a str>,
    /// Only hosts may begin something; `None` leaves it.
    pub posting_restricted: Option<bool>,
    /// What may leave a protected community, and how its members write; `None` leaves it.
    pub naming: Option<Naming>,
    /// The picture.
    pub portrait: Portrait,
}

impl<'a> ProfileDraft<'a> {
    /// Another name and description; everything else stays.
    pub const fn new(name: &'a str, source: &'a str) -> Self {
        Self {
            name,
            source,
            about: About::NOTHING,
            rules: None,
            questions: None,
            levels: None,
            guests: None,
            face: None,
            posting_restricted: None,
            naming: None,
            portrait: Portrait::Keep,
        }
    }
}

/// Changes one's own profile, or as a host that of one's community, and tells followers or members. The picture stays.
pub async fn change_profile(
    app: &Arc<App>,
    actor_id: i64,
    target_id: i64,
    name: &str,
    source: &str,
    organisation: Option<&str>,
    posting_restricted: Option<bool>,
) -> Result<()> {
    let draft = ProfileDraft { about: About { organisation, ..About::NOTHING }, posting_restricted, ..ProfileDraft::new(name, source) };
    change_profile_and_picture(app, actor_id, target_id, draft).await
}

/// As [`change_profile`], with the picture, the rules, and what else a person says about herself.
pub async fn change_profile_and_picture(app: &Arc<App>, actor_id: i64, target_id: i64, draft: ProfileDraft<'_>) -> Result<()> {
    let ProfileDraft { name, source, about, rules, questions, levels, guests, face, posting_restricted, naming, portrait } = draft;
    let name = display_name(name)?;
    let source = text::clean_text(source).trim().to_owned();
    if source.len() > MAX_SOURCE {
        return Err(Error::invalid("source", "error-text-too-long"));
    }
    let rules = rules.map(|rules| text::clean_text(rules).trim().to_owned());
    if rules.as_ref().is_some_and(|rules| rules.len() > MAX_RULES) {
        return Err(Error::invalid("rules", "error-rules-too-long"));
    }
    let questions = questions.map(asked).transpose()?;
    let levels = levels.map(|levels| levels.iter().map(|level| level.as_str().to_owned()).collect());
    let face = face.map(str::to_owned);
    let said = about.read()?;
    app.write(move |conn, app| {
        let (actor, target) = (local(conn, actor_id)?, changeable(conn, target_id)?);
        if actor.id != target.id && (!target.is_group() || member::role(conn, target.id, actor.id)? != Some(Role::Host)) {
            return Err(Error::forbidden("error-not-a-host"));
        }
        if let Some(naming) = naming {
            naming.check(target.reach)?;
        }
        let details = if target.is_group() {
            let face = face.as_deref().map(|typed| chosen(conn, app, typed)).transpose()?;
            let known = actor::json::rules(&target);
            let mut new = Rules { face: face.unwrap_or_else(|| known.face.clone()), ..known };
            if let Some(Naming { chatham, nameless }) = naming {
                (new.chatham, new.nameless) = (chatham, nameless);
            }
            ruled(new, rules, questions, (levels, guests))
        } else {
            said.details(&target)
        };
        let profile = Profile {
            name,
            summary: text::markdown_to_html(&source),
            source,
            details,
            posting_restricted: posting_restricted.unwrap_or(target.posting_restricted),
            updated: Some(app.now()),
        };
        actor::model::update_profile(conn, target.id, &profile)?;
        app.stored(conn, Stored::Actor(target.id))?;
        if target.local {
            super::picture::portray(conn, app, actor.id, target.id, portrait)?;
        }
        announce_profile(conn, app, &actor, target.id)
    })
    .await
}

/// An actor of ours, or a community elsewhere whose home lets its hosts change it from here.
///
/// # Errors
/// `Forbidden` with `error-edit-at-home`, or with `error-home-silent`.
fn changeable(conn: &mut Conn, target_id: i64) -> Result<Actor> {
    let target = actor::model::find(conn, target_id)?;
    if target.local {
        return local(conn, target_id);
    }
    if is_changeable(conn, &target)? { Ok(target) } else { Err(Error::forbidden("error-edit-at-home")) }
}

/// Whether the hosts of this community may change from here what it says about itself: it lives here, or its home understands all of it.
pub fn is_changeable(conn: &mut Conn, group: &Actor) -> Result<bool> {
    if group.local {
        return Ok(true);
    }
    let understands = peer::by_host(conn, &group.host)?.is_some_and(|peer| peer.dialect() == Dialect::Own);
    Ok(understands && group.deleted_at.is_none())
}

/// The ids of the public posts with these addresses: of our pages, or ids.
fn chosen(conn: &mut Conn, app: &App, typed: &str) -> Result<Vec<String>> {
    let wrong = || Error::invalid("face", "error-face");
    let lines: Vec<&str> = typed.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if lines.len() > MOST_SHOWN {
        return Err(wrong());
    }
    let mut ids = Vec::with_capacity(lines.len());
    for line in lines {
        let path = line.strip_prefix(app.urls.origin()).unwrap_or(line).split(['#', '?']).next().unwrap_or_default();
        let found = match path.strip_prefix("/b/").and_then(|number| number.parse().ok()) {
            Some(number) => object::read::find(conn, Viewer::Anonymous, number).ok(),
            None => object::read::by_ap_id(conn, Viewer::Anonymous, line)?,
        };
        let found = found.filter(|object| object.deleted_at.is_none() && object.in_reply_to.is_none()).ok_or_else(wrong)?;
        if !ids.contains(&found.ap_id) {
            ids.push(found.ap_id);
        }
    }
    Ok(ids)
}

/// A community's details with these rules and questions, and whom it admits.
fn ruled(
    mut new: Rules,
    rules: Option<String>,
    questions: Option<Vec<String>>,
    (levels, guests): (Option<Vec<String>>, Option<bool>),
) -> String {
    if let Some(source) = rules {
        new.html = text::markdown_to_html(&source);
        new.source = source;
    }
    new.questions = questions.unwrap_or(new.questions);
    new.levels = levels.unwrap_or(new.levels);
    new.guests = guests.unwrap_or(new.guests);
    new.to_text()
}

/// The questions, as typed on a line each.
fn asked(typed: &str) -> Result<Vec<String>> {
    // One letter more than allowed shows that it is too long.
    let lines = typed.lines().map(|line| text::clean_line(line, MAX_QUESTION + 1)).filter(|line| !line.is_empty());
    let questions: Vec<String> = lines.take(MOST_QUESTIONS + 1).collect();
    if questions.len() > MOST_QUESTIONS {
        return Err(Error::invalid("questions", "error-questions-too-many"));
    }
    if questions.iter().any(|question| question.chars().count() > MAX_QUESTION) {
        return Err(Error::invalid("questions", "error-question-too-long"));
    }
    if (1..questions.len()).any(|place| questions[..place].contains(&questions[place])) {
        return Err(Error::invalid("questions", "error-question-twice"));
    }
    Ok(questions)
}

/// What a person says about herself besides name and text, as typed; `None` leaves what there is.
#[derive(Debug, Clone, Copy, Default)]
pub struct About<'a> {
    /// The organisation, in words.
    pub organisation: Option<&'a str>,
    /// What she does there.
    pub role: Option<&'a str>,
    /// Where she works.
    pub place: Option<&'a str>,
    /// What she can explain: words with commas, semicolons or line breaks between them.
    pub offers: Option<&'a str>,
    /// What she looks for, written like that.
    pub seeks: Option<&'a str>,
    /// Whether she would rather be called `du` than `Sie`.
    pub informal: Option<bool>,
}

/// The same, read.
struct Said {
    organisation: Option<String>,
    role: Option<String>,
    place: Option<String>,
    offers: Option<Vec<String>>,
    seeks: Option<Vec<String>>,
    informal: Option<bool>,
}

impl About<'_> {
    /// Nothing changes.
    pub const NOTHING: Self = Self { organisation: None, role: None, place: None, offers: None, seeks: None, informal: None };

    fn read(self) -> Result<Said> {
        let line = |typed: Option<&str>, longest| typed.map(|typed| text::clean_line(typed, longest));
        let said = Said {
            organisation: line(self.organisation, 200),
            role: line(self.role, 100),
            place: line(self.place, 100),
            offers: self.offers.map(listed),
            seeks: self.seeks.map(listed),
            informal: self.informal,
        };
        for (field, words) in [("offers", &said.offers), ("seeks", &said.seeks)] {
            let Some(words) = words else { continue };
            if words.len() > MOST_WORDS {
                return Err(Error::invalid(field, "error-words-too-many"));
            }
            if words.iter().any(|word| word.chars().count() > 60) {
                return Err(Error::invalid(field, "error-words-too-long"));
            }
        }
        Ok(said)
    }
}

impl Said {
    /// A person's details, with what was said in place of what there was.
    fn details(self, person: &Actor) -> String {
        let known = actor::json::person(person);
        Person {
            organisation: self.organisation.unwrap_or(known.organisation),
            role: self.role.unwrap_or(known.role),
            place: self.place.unwrap_or(known.place),
            offers: self.offers.unwrap_or(known.offers),
            seeks: self.seeks.unwrap_or(known.seeks),
            informal: self.informal.unwrap_or(known.informal),
        }
        .to_text()
    }
}

/// Words with commas, semicolons or line breaks between them, each once.
fn listed(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split([',', ';', '\n']).map(|word| text::clean_line(word.trim().trim_start_matches('#'), 61)) {
        if !word.is_empty() && !words.iter().any(|known| known.to_lowercase() == word.to_lowercase()) {
            words.push(word);
        }
    }
    words
}

/// Changes what one can explain and what one looks for.
pub async fn change_words(app: &Arc<App>, actor_id: i64, offers: &str, seeks: &str) -> Result<()> {
    change_about(app, actor_id, About { offers: Some(offers), seeks: Some(seeks), ..About::NOTHING }).await
}

/// Changes what one says about oneself besides name and text, and tells followers.
pub async fn change_about(app: &Arc<App>, actor_id: i64, about: About<'_>) -> Result<()> {
    let said = about.read()?;
    app.write(move |conn, app| {
        let person = local(conn, actor_id)?;
        actor::model::set_details(conn, person.id, &said.details(&person), app.now())?;
        app.stored(conn, Stored::Actor(person.id))?;
        announce_profile(conn, app, &person, person.id)
    })
    .await
}

//! The page to read: opened from the file, without a server.

use super::gather::{Gathered, file_name};
use crate::actor;
use crate::error::{Error, Result};
use crate::object::Object;
use crate::store::types::Timestamp;
use crate::web::present::moment;
use crate::web::texts::Texts;
use askama::Template;

/// `index.html`.
#[derive(Template)]
#[template(path = "export/index.html")]
struct IndexPage<'a> {
    t: Texts,
    instance: &'a str,
    made: String,
    gathered: &'a Gathered,
    words: actor::json::Person,
    posts: Vec<Written>,
    comments: Vec<Written>,
    pictures: Vec<Shown>,
}

/// A post or comment.
struct Written {
    title: String,
    community: String,
    at: String,
    address: String,
    html: String,
}

/// A picture in the file.
struct Shown {
    file: String,
    alternative: String,
}

/// Makes it.
pub(super) fn page(t: Texts, instance: &str, gathered: &Gathered, now: Timestamp) -> Result<String> {
    let written = |object: &Object| Written {
        title: object.name.clone(),
        community: object.group_id.and_then(|group| gathered.groups.get(&group)).cloned().unwrap_or_default(),
        at: moment(t, object.published, now).full,
        address: object.ap_id.clone(),
        html: object.content.clone(),
    };
    let (comments, posts): (Vec<_>, Vec<_>) = gathered.objects.iter().rev().partition(|object| object.in_reply_to.is_some());
    let page = IndexPage {
        t,
        instance,
        made: moment(t, now, now).full,
        gathered,
        words: actor::json::person(&gathered.person),
        posts: posts.into_iter().map(written).collect(),
        comments: comments.into_iter().map(written).collect(),
        pictures: gathered.pictures.iter().map(|picture| Shown { file: file_name(picture), alternative: picture.name.clone() }).collect(),
    };
    page.render().map_err(Error::internal)
}

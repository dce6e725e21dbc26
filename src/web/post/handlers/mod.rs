//! The handlers of posts.

mod act;
mod answer;
mod pictures;
mod thread;
mod write;

pub use act::{delete, delete_form, lock, pin, react, remove, restore};
pub use answer::answer;
pub use thread::show;
pub use write::{edit, edit_form, new_form, preview, publish};

use crate::actor::member::{self, Role};
use crate::actor::{self, Actor};
use crate::app::App;
use crate::error::{Error, FieldError, Result};
use crate::object::{Object, Reach, read};
use crate::store::Conn;
use crate::vetting;
use crate::web::layout::Audience;
use crate::web::view::Errors;
use crate::web::visit::Visit;

/// The number in an address.
pub fn number(id: &str) -> Result<i64> {
    id.parse().map_err(|_| Error::NotFound)
}

/// An object the visitor may read, and its community.
async fn readable(visit: &Visit, id: i64) -> Result<(Object, Option<Actor>)> {
    let viewer = visit.viewer();
    visit
        .app
        .read(move |conn, _| {
            let object = read::find(conn, viewer, id)?;
            let group = object.group_id.map(|group| actor::model::find(conn, group)).transpose()?;
            Ok((object, group))
        })
        .await
}

/// The address of an object on its thread's page.
fn anchor(object: &Object) -> String {
    if object.root_id == object.id { format!("/b/{}", object.id) } else { format!("/b/{}#c-{}", object.root_id, object.id) }
}

/// Who reads something of this reach in this community, as the end of a sentence. Public communities are read by everybody; how many belong to
/// a protected one elsewhere its home alone knows.
async fn audience(visit: &Visit, reach: Reach, group: Option<&Actor>) -> Result<String> {
    let audience = match reach {
        Reach::Public | Reach::Unlisted => Audience::Public,
        Reach::Followers | Reach::Direct => Audience::Followers,
        Reach::Local => Audience::Local,
        Reach::Members => match group {
            Some(group) if group.local => {
                let id = group.id;
                let count = move |conn: &mut Conn, app: &App| Ok((member::spread(conn, id)?, vetting::guests_in(conn, id, app.now())?));
                let ((people, instances), guests) = visit.app.read(count).await?;
                Audience::Members { people, instances, guests }
            }
            group => Audience::Community(group.map_or_else(String::new, |group| group.display_name().to_owned())),
        },
    };
    Ok(audience.words(visit.t))
}

/// What the viewer is in a community.
fn role(conn: &mut Conn, group: Option<&Actor>, person: Option<i64>) -> Result<Option<Role>> {
    match (group, person) {
        (Some(group), Some(person)) => member::role(conn, group.id, person),
        _ => Ok(None),
    }
}

/// The kernel's names of fields are those of ActivityStreams, the form's are for people.
fn renamed(fields: Vec<FieldError>) -> Errors {
    let rename = |field: FieldError| match field.field {
        "name" => FieldError { field: "title", ..field },
        "source" => FieldError { field: "text", ..field },
        _ => field,
    };
    fields.into_iter().map(rename).collect::<Vec<_>>().into()
}

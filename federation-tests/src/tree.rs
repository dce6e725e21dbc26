//! A thread as text, the same on every instance that has the same thread.

use crate::Instance;
use dienstweg::actor;
use dienstweg::object::{self, Object, ObjectState, Viewer, reaction};
use std::fmt::Write;

impl Instance {
    /// The thread of the object with this ActivityPub id as visitors see it: a line for each object, answers indented.
    pub async fn tree(&self, root: &str) -> String {
        let Some(root) = self.known(root).await else { return format!("{} does not have it\n", self.host()) };
        let lines = self
            .app
            .read(move |conn, _| {
                let objects = object::read::thread(conn, Viewer::Anonymous, root.root_id)?;
                let ids: Vec<i64> = objects.iter().map(|object| object.id).collect();
                let tallies = reaction::tallies(conn, &ids, None)?;
                let mut lines = Vec::new();
                for object in objects {
                    let author = actor::model::find(conn, object.actor_id)?.handle();
                    let mut reactions: Vec<String> = tallies
                        .iter()
                        .filter(|tally| tally.object_id == object.id)
                        .map(|tally| format!("{:?}{}×{}", tally.kind, tally.emoji, tally.count))
                        .collect();
                    reactions.sort();
                    lines.push((line(&object, &author, &reactions), object));
                }
                Ok(lines)
            })
            .await
            .expect("a thread");
        let mut text = String::new();
        write_below(&mut text, &lines, None, 0);
        text
    }
}

fn line(object: &Object, author: &str, reactions: &[String]) -> String {
    let mut line = format!("{} by {author}", object.kind);
    if object.deleted_at.is_some() && object.removed_reason.is_none() {
        line += " deleted";
    } else {
        for part in [&object.name, &object.content] {
            if !part.is_empty() {
                let _ = write!(line, " | {part}");
            }
        }
    }
    let mut mark = |is: bool, mark: &str| {
        if is {
            let _ = write!(line, " [{mark}]");
        }
    };
    mark(object.edited_at.is_some(), "edited");
    mark(object.pinned_at.is_some(), "pinned");
    mark(object.locked_at.is_some(), "locked");
    mark(object.state == ObjectState::Pending, "pending");
    mark(object.state == ObjectState::Refused, "refused");
    mark(object.reply_count > 0, &format!("{} answers", object.reply_count));
    mark(!reactions.is_empty(), &reactions.join(" "));
    if let Some(reason) = &object.removed_reason {
        mark(true, &format!("removed: {reason}"));
    }
    line
}

fn write_below(text: &mut String, lines: &[(String, Object)], parent: Option<i64>, depth: usize) {
    let mut children: Vec<&(String, Object)> = lines.iter().filter(|(_, object)| object.in_reply_to_id == parent).collect();
    children.sort_by(|(_, one), (_, other)| (one.published, &one.ap_id).cmp(&(other.published, &other.ap_id)));
    for (line, object) in children {
        let _ = writeln!(text, "{}{line}", "  ".repeat(depth));
        write_below(text, lines, Some(object.id), depth + 1);
    }
}

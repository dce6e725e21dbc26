//! Content for measurements, written through the front door.

use dienstweg::activity::outbox::{self, Draft, GroupDraft, PersonDraft};
use dienstweg::app::App;
use dienstweg::object::Reach;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use tokio::task::JoinSet;

/// The password of everybody.
pub(crate) const PASSWORD: &str = "kurzer dienstweg";
/// How many people there are.
const PEOPLE: usize = 20;
/// How many communities.
const COMMUNITIES: usize = 10;
/// Comments under each article.
const COMMENTS: usize = 19;
/// How many threads are written at the same time.
const AT_ONCE: usize = 16;

/// What there is to ask for.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Content {
    /// A thread with [`COMMENTS`] comments.
    pub(crate) thread: i64,
    /// A community.
    pub(crate) group: i64,
    /// Everybody.
    pub(crate) people: Vec<i64>,
    /// How many objects there are.
    pub(crate) objects: usize,
}

const TEXT: &str = "Seit acht Monaten nehmen wir Anträge **online** an. Der Assistent fragt die fehlenden Unterlagen ab, bevor der Antrag bei uns \
landet. Wie ist es bei euch? Mich interessiert vor allem, wie ihr die Nachbargemeinden beteiligt.\n\n- die Pläne\n- die Übergangszeit\n- das Üben";

fn draft(group: Option<i64>, parent: Option<i64>, number: usize) -> Draft {
    Draft {
        kind: if group.is_some() { "Article" } else { "Note" },
        tool: group.map(|_| "news"),
        group_id: group,
        in_reply_to: parent,
        name: if group.is_some() { format!("Erfahrung Nummer {number}") } else { String::new() },
        summary: String::new(),
        source: TEXT.to_owned(),
        reach: Reach::Public,
    }
}

/// Makes people, communities, and about so many objects.
pub(crate) async fn fill(app: &Arc<App>, objects: usize) -> Content {
    let mut people = Vec::new();
    for number in 0..PEOPLE {
        let draft = PersonDraft {
            username: format!("person{number}"),
            name: format!("Person {number}"),
            organisation: "Stadt Musterlingen".to_owned(),
            password: PASSWORD.to_owned(),
            admin: number == 0,
        };
        people.push(outbox::create_person(app, draft).await.expect("a person"));
    }
    let mut groups = Vec::new();
    for number in 0..COMMUNITIES {
        let draft = GroupDraft {
            username: format!("gruppe{number}"),
            name: format!("Gruppe {number}"),
            source: "Wofür sie da ist".to_owned(),
            posting_restricted: false,
            reach: dienstweg::actor::CommunityReach::Public,
        };
        let group = outbox::create_group(app, people[0], draft).await.expect("a community");
        for person in &people[1..] {
            outbox::join(app, *person, group).await.expect("joining");
        }
        groups.push(group);
    }
    let threads = objects.div_ceil(COMMENTS + 1);
    let mut writing = JoinSet::new();
    let mut thread = 0;
    for number in 0..threads {
        if writing.len() >= AT_ONCE {
            thread = writing.join_next().await.expect("one is being written").expect("it ends");
        }
        let (app, group) = (Arc::clone(app), groups[number % groups.len()]);
        let people = people.clone();
        writing.spawn(async move {
            let article = outbox::publish(&app, people[number % people.len()], draft(Some(group), None, number)).await.expect("an article");
            for comment in 0..COMMENTS {
                let author = people[(number + comment) % people.len()];
                outbox::publish(&app, author, draft(None, Some(article), comment)).await.expect("a comment");
            }
            article
        });
    }
    while let Some(written) = writing.join_next().await {
        thread = written.expect("it ends");
    }
    Content { thread, group: groups[0], people, objects: threads * (COMMENTS + 1) }
}

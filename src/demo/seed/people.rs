//! People, communities, who belongs to which and who follows whom.

use super::{Seed, portrait};
use crate::activity::outbox::{self, GroupDraft, PersonDraft, ProfileDraft};
use crate::activity::{deliver, fetch};
use crate::actor::follow::RelationState;
use crate::actor::{self, CommunityReach, application, follow, member};
use crate::demo::content::{Community, PASSWORD, Person, Site, Who};
use crate::demo::wait;
use crate::error::{Error, Result};
use crate::job;
use crate::peer::{self, Dialect};
use futures_util::{StreamExt, TryStreamExt, stream};

/// How much is done at once: a few people press buttons at the same time.
const AT_ONCE: usize = 8;

impl Seed<'_> {
    pub(super) async fn create_people(&mut self) -> Result<()> {
        let created = stream::iter(&self.content.people).map(|person| self.create_person(person));
        let created: Vec<(Who, i64)> = created.buffer_unordered(AT_ONCE).try_collect().await?;
        self.people.extend(created);
        Ok(())
    }

    async fn create_person(&self, person: &Person) -> Result<(Who, i64)> {
        let app = self.app(person.site);
        let draft = PersonDraft {
            username: person.username.clone(),
            name: person.name.clone(),
            organisation: person.organisation.clone(),
            password: PASSWORD.to_owned(),
            admin: person.admin,
        };
        let id = outbox::create_person(app, draft).await?;
        let portrait = portrait::drawn(app, id, &person.username).await?;
        let draft = ProfileDraft { portrait, ..ProfileDraft::new(&person.name, &person.about) };
        outbox::change_profile_and_picture(app, id, id, draft).await?;
        Ok((person.who(), id))
    }

    pub(super) async fn found_communities(&self) -> Result<()> {
        let founded = stream::iter(&self.content.communities).map(|community| self.found(community));
        founded.buffer_unordered(AT_ONCE).try_collect().await
    }

    async fn found(&self, community: &Community) -> Result<()> {
        let draft = GroupDraft {
            username: community.username.clone(),
            name: community.name.clone(),
            source: community.about.clone(),
            posting_restricted: false,
            reach: if community.protected { CommunityReach::Closed } else { CommunityReach::Public },
        };
        let (app, founder) = (self.app(community.site), self.person(&community.founder())?);
        let id = outbox::create_group(app, founder, draft).await?;
        let portrait = portrait::drawn(app, founder, &community.username).await?;
        let draft = ProfileDraft { portrait, ..ProfileDraft::new(&community.name, &community.about) };
        outbox::change_profile_and_picture(app, founder, id, draft).await
    }

    /// Everybody joins and follows, then it is waited until all of it was accepted and the servers know what they speak. Returns how many
    /// memberships there are, and how many of them across instances.
    pub(super) async fn join(&self) -> Result<(usize, usize)> {
        let memberships: Vec<(&Who, Who)> = self
            .content
            .communities
            .iter()
            .flat_map(|community| community.members.iter().map(move |member| (member, community.who())))
            .collect();
        let follows: Vec<(Who, &Who)> =
            self.content.people.iter().flat_map(|person| person.follows.iter().map(move |followed| (person.who(), followed))).collect();
        let joined = stream::iter(&memberships).map(|(member, community)| async move {
            let app = self.app(member.site);
            let group = fetch::by_handle(app, &self.handle(community)).await?;
            outbox::join(app, self.person(member)?, group.id).await
        });
        joined.buffer_unordered(AT_ONCE).try_collect::<()>().await?;
        let followed = stream::iter(&follows).map(|(person, followed)| async move {
            let app = self.app(person.site);
            let target = fetch::by_handle(app, &self.handle(followed)).await?;
            outbox::follow(app, self.person(person)?, target.id).await
        });
        followed.buffer_unordered(AT_ONCE).try_collect::<()>().await?;

        wait::until(self.instances, "Beitritte", async || {
            self.let_in().await?;
            for (member, community) in &memberships {
                if !(self.belongs(member.site, member, community).await? && self.belongs(community.site, member, community).await?) {
                    return Ok(false);
                }
            }
            for (person, followed) in &follows {
                if !self.follows(person, followed).await? {
                    return Ok(false);
                }
            }
            Ok(true)
        })
        .await?;
        wait::until(self.instances, "Bekanntschaft der Instanzen", async || self.acquainted().await).await?;
        self.ask_the_next().await?;
        let abroad = memberships.iter().filter(|(member, community)| member.site != community.site).count();
        Ok((memberships.len(), abroad))
    }

    /// From now on the hosts of protected communities want to know something from who asks to be let in.
    async fn ask_the_next(&self) -> Result<()> {
        for community in self.content.communities.iter().filter(|community| !community.questions.is_empty()) {
            let (app, founder) = (self.app(community.site), self.person(&community.founder())?);
            let username = community.username.clone();
            let group = app.read(move |conn, app| actor::model::group_by_handle(conn, &username, app.urls.host())).await?;
            let draft = ProfileDraft { questions: Some(&community.questions), ..ProfileDraft::new(&community.name, &community.about) };
            outbox::change_profile_and_picture(app, founder, group.ok_or(Error::NotFound)?.id, draft).await?;
        }
        Ok(())
    }

    /// The founders of protected communities let in whoever asks, as soon as it is known what their servers can do.
    async fn let_in(&self) -> Result<()> {
        for community in self.content.communities.iter().filter(|community| community.protected) {
            let (app, founder) = (self.app(community.site), self.person(&community.founder())?);
            let username = community.username.clone();
            let waiting = app.read(move |conn, app| {
                let group = actor::model::group_by_handle(conn, &username, app.urls.host())?.ok_or(Error::NotFound)?;
                application::open(conn, group.id, 100)
            });
            for application in waiting.await? {
                match outbox::admit_applicant(app, founder, application.group_id, application.actor_id).await {
                    Ok(()) | Err(Error::Conflict(_) | Error::Forbidden(_)) => {}
                    Err(error) => return Err(error),
                }
            }
        }
        Ok(())
    }

    /// Whether this instance knows the member as an accepted one.
    async fn belongs(&self, site: Site, member: &Who, community: &Who) -> Result<bool> {
        let (member, community) = (self.handle(member), self.handle(community));
        let find = |conn: &mut _, handle: &crate::text::Handle| {
            actor::model::by_handle(conn, &handle.name, handle.host.as_deref().unwrap_or_default())
        };
        self.app(site)
            .read(move |conn, _| {
                let (Some(member), Some(group)) = (find(conn, &member)?, find(conn, &community)?) else { return Ok(false) };
                Ok(member::role(conn, group.id, member.id)?.is_some())
            })
            .await
    }

    async fn follows(&self, person: &Who, followed: &Who) -> Result<bool> {
        let (id, followed) = (self.person(person)?, self.handle(followed));
        self.app(person.site)
            .read(move |conn, _| {
                let target = actor::model::by_handle(conn, &followed.name, followed.host.as_deref().unwrap_or_default())?;
                let Some(target) = target else { return Ok(false) };
                Ok(follow::find(conn, id, target.id)?.is_some_and(|follow| follow.state == RelationState::Accepted))
            })
            .await
    }

    /// Whether each instance knows what the others speak, and nothing is left to send or to do.
    async fn acquainted(&self) -> Result<bool> {
        for (_, app) in self.instances.all() {
            let done = app.read(|conn, app| {
                let known = peer::all(conn)?.iter().filter(|peer| peer.dialect() == Dialect::Own).count() == Site::ALL.len() - 1;
                Ok(known && deliver::waiting(conn)? == 0 && job::waiting(conn, app.now())? == 0)
            });
            if !done.await? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

//! Conversations: articles, comments, reactions, and what authors and hosts do afterwards.

use super::Seed;
use crate::activity::fetch;
use crate::activity::outbox::{self, Draft, Edit};
use crate::demo::content::{Reaction, Removal, Site, Thread, Who, with_hosts};
use crate::demo::wait;
use crate::error::{Error, Result};
use crate::object::{Object, ObjectState, Reach};
use std::collections::HashMap;

/// Something that was written.
pub(super) struct Post<'a> {
    thread: &'a Thread,
    /// Whether it is the thread's article.
    beginning: bool,
    author: &'a Who,
    ap_id: String,
    /// The instances that have it.
    sites: Vec<Site>,
    reactions: &'a [Reaction],
    removed: Option<&'a Removal>,
}

impl<'a> Seed<'a> {
    /// Writes everything, one comment of each thread at a time; the next ones when all instances have the ones before, so that everybody
    /// sees the same order.
    pub(super) async fn write(&self) -> Result<Vec<Post<'a>>> {
        let mut posts = Vec::new();
        for thread in &self.content.threads {
            posts.push(self.begin(thread).await?);
        }
        self.arrived(&posts).await?;
        // For each thread what its comments answer: the article under the empty key.
        let mut keys: Vec<HashMap<&str, String>> = posts.iter().map(|post| HashMap::from([("", post.ap_id.clone())])).collect();
        let longest = self.content.threads.iter().map(|thread| thread.comments.len()).max().unwrap_or_default();
        for round in 0..longest {
            let mut new = Vec::new();
            for (thread, keys) in self.content.threads.iter().zip(&mut keys) {
                let Some(comment) = thread.comments.get(round) else { continue };
                let parent = comment.answers.as_deref().unwrap_or_default();
                let parent = keys.get(parent).ok_or_else(|| Error::internal(format!("{}: no comment {parent}", thread.title)))?;
                let parent = self.local(comment.author.site, parent).await?;
                let ap_id = self.publish(&comment.author, "Note", None, Some(parent.id), "", &comment.text).await?;
                if let Some(key) = &comment.key {
                    keys.insert(key, ap_id.clone());
                }
                new.push(Post {
                    thread,
                    beginning: false,
                    author: &comment.author,
                    ap_id,
                    sites: self.content.community(&thread.group)?.sites(),
                    reactions: &comment.reactions,
                    removed: comment.removed.as_ref(),
                });
            }
            self.arrived(&new).await?;
            posts.append(&mut new);
        }
        Ok(posts)
    }

    async fn begin(&self, thread: &'a Thread) -> Result<Post<'a>> {
        let group = fetch::by_handle(self.app(thread.author.site), &self.handle(&thread.group)).await?;
        let ap_id = self.publish(&thread.author, "Article", Some(group.id), None, &thread.title, &thread.text).await?;
        let sites = self.content.community(&thread.group)?.sites();
        Ok(Post { thread, beginning: true, author: &thread.author, ap_id, sites, reactions: &thread.reactions, removed: None })
    }

    async fn publish(
        &self,
        author: &Who,
        kind: &'static str,
        group_id: Option<i64>,
        in_reply_to: Option<i64>,
        name: &str,
        text: &str,
    ) -> Result<String> {
        let app = self.app(author.site);
        let draft = Draft {
            kind,
            tool: group_id.map(|_| "news"),
            group_id,
            in_reply_to,
            name: name.to_owned(),
            summary: String::new(),
            source: with_hosts(text, self.instances.port_base()),
            reach: Reach::Public,
        };
        let id = outbox::publish(app, self.person(author)?, draft).await?;
        Ok(app.urls.object(id))
    }

    /// What an instance has under an id, which must be there by now.
    async fn local(&self, site: Site, ap_id: &str) -> Result<Object> {
        self.object(site, ap_id).await?.ok_or_else(|| Error::internal(format!("{} has no {ap_id}", site.name())))
    }

    /// Waits until all instances have these posts, published.
    async fn arrived(&self, posts: &[Post<'_>]) -> Result<()> {
        let living = |object: &Object, _: &Post<'_>| object.state == ObjectState::Published && object.deleted_at.is_none();
        self.everywhere("Beiträge", posts, living).await
    }

    /// Waits until what every instance has of each post is as it should be.
    async fn everywhere(&self, what: &str, posts: &[Post<'_>], right: impl Fn(&Object, &Post<'_>) -> bool) -> Result<()> {
        wait::until(self.instances, what, async || {
            for post in posts {
                for site in &post.sites {
                    if !self.object(*site, &post.ap_id).await?.is_some_and(|object| right(&object, post)) {
                        return Ok(false);
                    }
                }
            }
            Ok(true)
        })
        .await
    }

    /// Everybody reacts. Returns how many reactions there are.
    pub(super) async fn react(&self, posts: &[Post<'a>]) -> Result<usize> {
        let mut count = 0;
        for post in posts {
            for Reaction { kind, emoji, by } in post.reactions {
                let object = self.local(by.site, &post.ap_id).await?;
                outbox::react(self.app(by.site), self.person(by)?, object.id, *kind, emoji).await?;
                count += 1;
            }
        }
        let all = |object: &Object, post: &Post<'_>| usize::try_from(object.reaction_count) == Ok(post.reactions.len());
        self.everywhere("Reaktionen", posts, all).await?;
        Ok(count)
    }

    /// Authors edit; hosts pin, lock and remove.
    pub(super) async fn moderate(&self, posts: &[Post<'a>]) -> Result<()> {
        let mut edited: HashMap<&str, String> = HashMap::new();
        for post in posts {
            let host = self.content.community(&post.thread.group)?.founder();
            if let Some(edit) = post.thread.edit.as_ref().filter(|_| post.beginning) {
                edited.insert(&post.ap_id, self.edit(post, &edit.append).await?);
            }
            if post.beginning && post.thread.pinned {
                let object = self.local(host.site, &post.ap_id).await?;
                outbox::pin(self.app(host.site), self.person(&host)?, object.id, true).await?;
            }
            if post.beginning && post.thread.locked {
                let object = self.local(host.site, &post.ap_id).await?;
                outbox::lock(self.app(host.site), self.person(&host)?, object.id, true).await?;
            }
            if let Some(Removal { by, reason }) = post.removed {
                let object = self.local(by.site, &post.ap_id).await?;
                outbox::remove(self.app(by.site), self.person(by)?, object.id, reason).await?;
            }
        }
        self.everywhere("Bearbeitung und Moderation", posts, |object, post| {
            let moderated =
                !post.beginning || (object.pinned_at.is_some() == post.thread.pinned && object.locked_at.is_some() == post.thread.locked);
            let removed = object.removed_reason.as_deref() == post.removed.map(|removal| removal.reason.as_str());
            let current = edited.get(post.ap_id.as_str()).is_none_or(|content| *content == object.content);
            moderated && removed && current
        })
        .await
    }

    /// Returns the new text, HTML.
    async fn edit(&self, post: &Post<'_>, append: &str) -> Result<String> {
        let site = post.author.site;
        let known = self.local(site, &post.ap_id).await?;
        let source = format!("{}\n{append}", known.source);
        let edit = Edit { name: known.name, summary: known.summary, source, base: known.edited_at };
        outbox::revise(self.app(site), self.person(post.author)?, known.id, edit).await?;
        Ok(self.local(site, &post.ap_id).await?.content)
    }
}

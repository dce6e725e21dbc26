//! One person who writes by the forms of the pages, whatever happens to the program behind them.

use super::browser::{Browser, Reply, numbers, value_of};
use super::ledger::{Known, Ledger, Written};
use super::plan::{Deed, Step};
use super::server::answers;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

/// Who sends the same again within a minute pressed twice; later it would be another contribution.
const AGAIN: Duration = Duration::from_secs(50);

/// One person.
#[derive(Debug)]
pub(super) struct Writer {
    pub(super) browser: Browser,
    pub(super) address: SocketAddr,
    /// The communities' handles, as they stand in addresses of this instance.
    pub(super) communities: Vec<String>,
    pub(super) ledger: Ledger,
}

impl Writer {
    /// Does what is planned, in order.
    pub(super) async fn write(mut self, steps: Vec<Step>) -> Ledger {
        for step in steps {
            tokio::time::sleep(step.pause).await;
            match step.deed {
                Deed::Post { community } => {
                    let path = format!("/g/{}/neu", self.communities[community]);
                    self.publish(&path, true).await;
                }
                Deed::Answer { community, pick } => {
                    if let Some(id) = self.pick(community, pick).await {
                        self.publish(&format!("/b/{id}/antworten"), false).await;
                    }
                }
                Deed::React { community, pick, symbol } => {
                    if let Some(id) = self.pick(community, pick).await {
                        self.react(id, symbol).await;
                    }
                }
                Deed::Edit { pick } => self.edit(pick).await,
                Deed::Delete { pick } => self.delete(pick).await,
                Deed::Join { community } => self.belong(community, true).await,
                Deed::Leave { community } => self.belong(community, false).await,
            }
        }
        self.ledger
    }

    /// Something that stands in a community, as its pages show it now.
    async fn pick(&mut self, community: usize, pick: usize) -> Option<i64> {
        let page = self.browser.get(&format!("/g/{}", self.communities[community])).await;
        let threads = numbers(page.page()?, "href=\"/b/", "\"");
        let thread = threads.get(pick % threads.len().max(1))?;
        let page = self.browser.get(&format!("/b/{thread}")).await;
        let shown = numbers(page.page()?, "action=\"/b/", "/reaktion\"");
        shown.get(pick / 7 % shown.len().max(1)).copied()
    }

    async fn publish(&mut self, path: &str, beginning: bool) {
        let token = format!("{}-{}-{}", self.ledger.person, self.ledger.instance, self.ledger.written.len());
        let text = format!("{token} steht hier.");
        let title = if beginning { token.as_str() } else { "" };
        let (begun, fields) = (Instant::now(), [("title", title), ("text", text.as_str())]);
        let mut reply = self.browser.post(path, &fields).await;
        let mut known = self.ledger.counts.note(&reply);
        if matches!(reply, Reply::Lost) && answers(self.address).await.is_some() && begun.elapsed() < AGAIN {
            // People press the button again.
            reply = self.browser.post(path, &fields).await;
            if self.ledger.counts.note(&reply) == Known::Yes {
                known = Known::Yes;
                self.ledger.counts.repeated += 1;
            }
        }
        if known != Known::No {
            // An article's own page, or the place of an answer in its thread.
            let number = reply.location().filter(|_| known == Known::Yes);
            let id = number.and_then(|path| path.rsplit(['/', '-']).next()?.parse().ok());
            assert!(known != Known::Yes || id.is_some(), "no number in {:?}", reply.location());
            self.ledger.written.push(Written { token, id, texts: vec![text], deleted: Known::No });
        }
    }

    async fn react(&mut self, id: i64, symbol: &str) {
        let reply = self.browser.post(&format!("/b/{id}/reaktion"), &[("reaction", symbol)]).await;
        let key = (id, symbol.to_owned());
        let before = self.ledger.reactions.get(&key).copied().unwrap_or(Known::No);
        // The button does the opposite of what is so.
        let now = match (self.ledger.counts.note(&reply), before) {
            (Known::No, before) => before,
            (Known::Yes, Known::Yes) => Known::No,
            (Known::Yes, Known::No) => Known::Yes,
            _ => Known::Perhaps,
        };
        self.ledger.reactions.insert(key, now);
    }

    /// One of one's own that is certainly there.
    fn own(&self, pick: usize) -> Option<(usize, i64)> {
        let living = self.ledger.written.iter().enumerate().filter(|(_, written)| written.deleted == Known::No);
        let living: Vec<(usize, i64)> = living.filter_map(|(place, written)| Some((place, written.id?))).collect();
        living.get(pick % living.len().max(1)).copied()
    }

    async fn edit(&mut self, pick: usize) {
        let Some((place, id)) = self.own(pick) else { return };
        let path = format!("/b/{id}/bearbeiten");
        let form = self.browser.get(&path).await;
        let Some(page) = form.page() else { return };
        let version = value_of(page, "version").expect("a version");
        let token = self.ledger.written[place].token.clone();
        let text = format!("{token} sagt jetzt {pick}.");
        let reply = self.browser.post(&path, &[("title", &token), ("text", &text), ("version", &version)]).await;
        let known = self.ledger.counts.note(&reply);
        let texts = &mut self.ledger.written[place].texts;
        match known {
            Known::Yes => *texts = vec![text],
            Known::Perhaps => texts.push(text),
            Known::No => {}
        }
    }

    async fn delete(&mut self, pick: usize) {
        let Some((place, id)) = self.own(pick) else { return };
        let reply = self.browser.post(&format!("/b/{id}/loeschen"), &[]).await;
        self.ledger.written[place].deleted = self.ledger.counts.note(&reply);
    }

    async fn belong(&mut self, community: usize, wanted: bool) {
        let word = if wanted { "beitreten" } else { "verlassen" };
        let reply = self.browser.post(&format!("/g/{}/{word}", self.communities[community]), &[]).await;
        match self.ledger.counts.note(&reply) {
            Known::Yes => drop(self.ledger.memberships.insert(community, if wanted { Known::Yes } else { Known::No })),
            Known::Perhaps => drop(self.ledger.memberships.insert(community, Known::Perhaps)),
            Known::No => {}
        }
    }
}

//! Whether this machine's clock agrees with the world: signatures are refused when it does not.

use super::finding::Findings;
use crate::app::{Clock, SystemClock};
use crate::http::{Client, Response};
use crate::store::Timestamp;
use chrono::{DateTime, Utc};
use http::{HeaderMap, header};
use url::Url;

/// More than this is wrong, in seconds.
const SKEW: i64 = 30;

/// The time an answer was made, as its server sees it.
pub(super) fn date(response: &Response) -> Option<Timestamp> {
    let text = response.headers.get(header::DATE)?.to_str().ok()?;
    Some(Timestamp::from_seconds(DateTime::<Utc>::from(httpdate::parse_http_date(text).ok()?).timestamp()))
}

/// Compares with our own proxy (`seen`, when it was asked and what it said) and with these servers.
pub(super) async fn check(client: &Client, now: Timestamp, seen: Option<Timestamp>, peers: &[String], findings: &mut Findings) {
    let mut skews: Vec<i64> = Vec::new();
    for host in peers {
        let Ok(url) =
            client.guard().url_of_host(host).and_then(|url| url.join("/.well-known/nodeinfo").map_err(crate::error::Error::internal))
        else {
            continue;
        };
        let before = SystemClock.now();
        if let Some(date) = answer(client, &url).await.as_ref().and_then(date) {
            skews.push(date.seconds() - before.seconds());
        }
    }
    let asked = skews.len();
    let (skew, whose) = match middle(&mut skews) {
        Some(skew) => (skew, format!("the clocks of {asked} other servers")),
        None => match seen {
            Some(seen) => (seen.seconds() - now.seconds(), "the clock of the proxy".to_owned()),
            None => return findings.attention("clock", "nobody to compare the clock with", "look again when the address answers"),
        },
    };
    if skew.abs() <= SKEW {
        findings.good("clock", format!("agrees with {whose}"));
    } else {
        let direction = if skew > 0 { "behind" } else { "ahead of" };
        findings.bad(
            "clock",
            format!("{} s {direction} {whose}", skew.abs()),
            "other servers refuse our signatures; set the time by NTP (timedatectl set-ntp true)",
        );
    }
}

async fn answer(client: &Client, url: &Url) -> Option<Response> {
    client.get(url, "application/json", &|_| Ok(HeaderMap::new())).await.ok()
}

/// The middle one, so that a single wrong clock elsewhere does not count.
fn middle(skews: &mut [i64]) -> Option<i64> {
    skews.sort_unstable();
    skews.get(skews.len() / 2).copied()
}

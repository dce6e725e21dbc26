//! URLs, origins, hosts and what the policy and the guard make of them. Lines: two URLs, a host as somebody types it.
//!
//! Oracle: we agree with the `url` crate about origins; no spelling of a host (case, dots, user name, port) gets past a block, makes a
//! stranger local or becomes an address that may be asked.
#![no_main]

use dienstweg::config::{Mode as Rules, Origin};
use dienstweg::http::{Guard, Mode};
use dienstweg::id::{Urls, host_of, origin_of, same_origin};
use dienstweg::policy::{Action, Direction, PolicySnapshot, Question, Rule, decide, decide_peer};
use dienstweg::text::{normalize_authority, normalize_host};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use url::{Host, Url};

const OWN: &str = "https://rudi.example";
const BLOCKED: &str = "evil.example";
const GUARD: Guard = Guard { mode: Mode::Public, allowed_ports: Vec::new() };

static POLICY: LazyLock<PolicySnapshot> = LazyLock::new(|| {
    let rule = Rule { action: Action::Block, reason: String::new() };
    PolicySnapshot::new(Rules::Open).with_own_host("rudi.example").with_rule(BLOCKED, rule)
});

fuzz_target!(|text: &str| {
    let mut lines = text.splitn(3, '\n');
    let (one, other, host) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    check_pair(one, other);
    check_url(one);
    check_host(host);
});

/// The URL as the standard reads it, if it can be an id.
fn eligible(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let plain = url.username().is_empty() && url.password().is_none();
    (plain && matches!(url.scheme(), "http" | "https") && url.domain().is_some()).then_some(url)
}

fn check_pair(one: &str, other: &str) {
    let expected = matches!((eligible(one), eligible(other)), (Some(one), Some(other)) if one.origin() == other.origin());
    assert_eq!(same_origin(one, other), expected);
    assert_eq!(same_origin(other, one), expected);
    let origins = [one, other].map(|text| eligible(text).and_then(|url| Origin::of(&url).ok()));
    if let [Some(first), Some(second)] = &origins {
        let dotless = |origin: &url::Origin| origin.ascii_serialization().replace(".:", ":").trim_end_matches('.').to_owned();
        let equal = dotless(&eligible(one).unwrap().origin()) == dotless(&eligible(other).unwrap().origin());
        assert_eq!(first == second, equal, "{one} {other}");
        assert_eq!(first.contains(other), equal);
    }
}

fn check_url(text: &str) {
    let urls = Urls::new(OWN);
    let url = eligible(text);
    assert_eq!(origin_of(text), url.as_ref().map(|url| url.origin().ascii_serialization()));
    let local = urls.is_local(text);
    assert!(!local || same_origin(text, OWN), "{text}");
    assert!(local || urls.actor_id(text).is_none() && urls.object_id(text).is_none(), "{text}");

    let Some(url) = url else {
        assert_eq!(host_of(text), None);
        return;
    };
    let domain = url.domain().unwrap();
    let port = url.port().map_or(String::new(), |port| format!(":{port}"));
    assert_eq!(host_of(text), Some(format!("{domain}{port}")));
    // The same host in another case, with its usual port, is the same; with a user name, another port or a longer name it is not.
    let (scheme, path) = (url.scheme(), url.path());
    let usual = url.port_or_known_default().unwrap();
    assert!(same_origin(text, &format!("{}://{}:{usual}{path}", scheme.to_uppercase(), domain.to_uppercase())), "{text}");
    assert!(!same_origin(text, &format!("{scheme}://{domain}@{BLOCKED}{port}{path}")));
    assert!(!same_origin(text, &format!("{scheme}://x@{domain}{port}{path}")));
    assert!(!same_origin(text, &format!("{scheme}://{domain}:{}{path}", usual.wrapping_add(1))));
    assert!(!same_origin(text, &format!("{scheme}://x.{domain}{port}{path}")));

    let bare = domain.trim_end_matches('.');
    let blocked = bare == BLOCKED || bare.ends_with(&format!(".{BLOCKED}"));
    let host = host_of(text).unwrap();
    for direction in [Direction::Inbound, Direction::Outbound, Direction::Serve] {
        let question = |peer, actor| Question { direction, peer, verb: "Create", object_type: None, community: None, actor };
        assert!(!(blocked && decide_peer(&POLICY, direction, &host).goes_on()), "{text}");
        assert!(!(blocked && decide(&POLICY, &question("a.example", Some(text))).goes_on()), "{text}");
        assert!(!(blocked && decide(&POLICY, &question(&host, Some("https://a.example/"))).goes_on()), "{text}");
    }
    if GUARD.check_url(&url).is_ok() {
        assert!(scheme == "https" && url.port().is_none() && domain.contains('.') && !domain.ends_with('.'), "{text}");
    }
}

fn check_host(text: &str) {
    if let Some(normal) = normalize_authority(text) {
        assert_eq!(normalize_authority(&normal).as_ref(), Some(&normal), "{text}");
        let url = Url::parse(&format!("https://{normal}/")).unwrap();
        let port = url.port().map_or(String::new(), |port| format!(":{port}"));
        assert_eq!(format!("{}{port}", url.domain().unwrap()), normal, "{text}");
        assert!(url.path() == "/" && url.query().is_none() && url.username().is_empty(), "{text}");
    }
    if let Some(normal) = normalize_host(text) {
        assert_eq!(normalize_host(&normal).as_ref(), Some(&normal), "{text}");
        assert_eq!(normalize_host(&normal.to_uppercase()).as_ref(), Some(&normal), "{text}");
        assert_eq!(normalize_host(&format!("{normal}.")).as_ref(), Some(&normal), "{text}");
    }
    if let Ok(url) = GUARD.url_of_host(text) {
        assert!(matches!(url.host(), Some(Host::Domain(_))) && url.scheme() == "https" && url.path() == "/", "{text}");
        assert!(url.username().is_empty() && url.query().is_none() && url.fragment().is_none() && url.port().is_none(), "{text}");
    }
    if let Ok(origin) = text.parse::<Origin>() {
        assert_eq!(origin.to_string().parse(), Ok(origin.clone()), "{text}");
        assert!(origin.contains(&origin.url("/ap/actors/1")));
        assert!(!origin.contains(&format!("{}://x.{}/", origin.scheme(), origin.authority())));
    }
}

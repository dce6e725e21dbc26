//! The activity that arrives in an inbox.
//!
//! Oracle: what is taken means the same to a plain JSON parser (no key twice, nothing behind the end), its id belongs to its actor's origin
//! as the `url` crate sees it, its text is what came, and reading it again as an embedded one finds the same.
#![no_main]

use dienstweg::activity::Activity;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use url::Url;

fuzz_target!(|text: &str| {
    let Ok(activity) = Activity::parse(text) else { return };
    assert_eq!(&*activity.text, text);
    let plain: Value = serde_json::from_str(text).expect("not JSON for others");
    assert_eq!(Value::Object(activity.document.clone()), without_nul(plain));

    let (id, actor) = (Url::parse(&activity.id).unwrap(), Url::parse(&activity.actor).unwrap());
    assert_eq!(id.origin(), actor.origin());
    for url in [&id, &actor] {
        assert!(matches!(url.scheme(), "http" | "https") && url.domain().is_some(), "{url}");
        assert!(url.username().is_empty() && url.password().is_none() && url.as_str().len() < 10_000, "{url}");
    }
    assert!(!activity.kind.is_empty() && activity.kind.len() <= 100);
    assert!(activity.addressees().count() <= 301 && activity.addressees().all(|url| !url.is_empty() && url.len() <= 2_048));
    let reason = activity.summary.as_deref().unwrap_or_default();
    assert!(reason.chars().count() <= 1_000 && !reason.contains(char::is_control));

    let nested = Activity::nested(&activity.document).unwrap();
    assert_eq!((&nested.id, &nested.actor, nested.verb, &nested.object), (&activity.id, &activity.actor, activity.verb, &activity.object));
    if let Some(inner) = activity.object.activity()
        && let Ok(inner) = Activity::nested(inner)
        && !inner.id.is_empty()
    {
        assert_eq!(Url::parse(&inner.id).unwrap().origin(), Url::parse(&inner.actor).unwrap().origin());
    }
});

/// The same value without NUL in texts: those the server drops.
fn without_nul(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(text.replace('\0', "")),
        Value::Array(values) => values.into_iter().map(without_nul).collect(),
        Value::Object(values) => values.into_iter().map(|(key, value)| (key, without_nul(value))).collect(),
        value => value,
    }
}

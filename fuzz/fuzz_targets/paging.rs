//! The paging parameters of collections.
//!
//! Oracle: every parameter stands there once at most and means what the pairs of the address say; nothing is negative; what cannot be read
//! is refused and never page one.
#![no_main]

use dienstweg::fuzzing::paging;
use libfuzzer_sys::fuzz_target;
use url::form_urlencoded;

fuzz_target!(|query: &str| {
    let Some(read) = paging(query) else { return };
    // What follows `#` is no part of the query.
    let query = query.split('#').next().unwrap_or_default();
    let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let values = |name: &str| pairs.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str()).collect::<Vec<_>>();
    let readable = |name: &str, fits: fn(&str) -> bool| match values(name).as_slice() {
        [] => true,
        [value] => fits(value),
        _ => false,
    };
    let number = |value: &str| value.parse::<i64>().is_ok_and(|number| number >= 0);
    let truth = |value: &str| matches!(value, "true" | "false");
    let expected = readable("page", truth) && readable("before", number) && readable("after", number);
    assert_eq!(read.is_ok(), expected, "{query:?}");
    let Ok((page, before, after)) = read else { return };
    assert_eq!(page, values("page").first().map(|value| *value == "true"), "{query:?}");
    for (name, found) in [("before", before), ("after", after)] {
        assert_eq!(found, values(name).first().map(|value| value.parse().unwrap()), "{query:?}");
    }
});

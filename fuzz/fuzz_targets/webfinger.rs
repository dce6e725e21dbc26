//! The resource of a WebFinger request, and handles as people write them.
//!
//! Oracle: whom it names lives here (the host after the last `@` is ours as the `url` crate reads it), and a handle written out reads the
//! same.
#![no_main]

use dienstweg::fuzzing::named;
use dienstweg::id::Urls;
use dienstweg::text::{Handle, is_name};
use libfuzzer_sys::fuzz_target;
use url::Url;

const OWN: &str = "https://rudi.example";

fuzz_target!(|text: &str| {
    let urls = Urls::new(OWN);
    match named(&urls, text) {
        Ok((Some(id), _)) => {
            let digits = text.strip_prefix("https://rudi.example/ap/actors/").unwrap().split(['/', '?', '#']).next().unwrap();
            assert_eq!(digits.parse(), Ok(id));
        }
        Ok((None, Some(name))) => {
            assert!(is_name(&name) && name == name.to_lowercase(), "{text}");
            assert!(text.to_lowercase().contains(&name), "{text}");
            let handle =
                text.strip_prefix(OWN).and_then(|path| path.strip_prefix("/@").or_else(|| path.strip_prefix("/g/"))).unwrap_or(text);
            let handle = handle.trim().trim_start_matches("acct:").trim_start_matches(['@', '!']);
            if let Some((_, host)) = handle.split_once('@') {
                let url = Url::parse(&format!("https://{host}/")).unwrap();
                assert_eq!(url.domain().map(|domain| domain.trim_end_matches('.')), Some("rudi.example"), "{text}");
                assert!(url.port().is_none() && url.username().is_empty() && url.path() == "/", "{text}");
            }
        }
        Ok((None, None)) => assert_eq!(text.trim_end_matches('/'), OWN),
        Err(_) => {}
    }

    let Ok(handle) = Handle::parse(text) else { return };
    assert!(is_name(&handle.name));
    let own = Some("rudi.example".to_owned());
    let full = Handle { host: handle.host.clone().or(own), ..handle.clone() };
    for written in [full.full("x.example"), full.acct("x.example"), full.to_string(), format!("!{}", &full.to_string()[1..])] {
        assert_eq!(Handle::parse(&written).as_ref(), Ok(&full), "{text}");
    }
    assert_eq!(Handle::parse(&handle.to_string()).as_ref(), Ok(&handle), "{text}");
    let page = handle.to_string();
    assert_eq!(Handle::in_path(&page[1..]).as_ref(), Ok(&handle), "{text}");
    let here = handle.relative_to("rudi.example");
    assert_eq!(Handle::parse(&here.full("rudi.example")).map(|handle| handle.relative_to("rudi.example")), Ok(here), "{text}");
});

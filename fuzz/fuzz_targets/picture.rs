//! Files that people upload as pictures, and pictures of other servers.
//!
//! Oracle: what comes out has no part but pixels, other decoders read it with the same sides, both sizes are within their limits, and reading
//! it again takes nothing more away.
#![no_main]

use dienstweg::fuzzing::encode_anew;
use dienstweg::media::{Picture, Shape};
use dienstweg_fuzz::picture::check;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let Ok(whole) = encode_anew(data, Shape::Whole) {
        look_at(&whole, (2_048, 640));
        assert!(whole.small.width <= whole.full.width && whole.small.height <= whole.full.height);
        let again = encode_anew(&whole.full.bytes, Shape::Whole).expect("refuses its own");
        assert_eq!((again.full.width, again.full.height), (whole.full.width, whole.full.height));
        let portrait = encode_anew(data, Shape::Portrait).expect("reads it now and then");
        look_at(&portrait, (400, 144));
        assert_eq!([portrait.full.width, portrait.full.height, portrait.small.width, portrait.small.height], [400, 400, 144, 144]);
    }
});

fn look_at(picture: &Picture, (full, small): (u32, u32)) {
    for (one, most) in [(&picture.full, full), (&picture.small, small)] {
        assert!((1..=most).contains(&one.width) && (1..=most).contains(&one.height));
        check(&one.bytes, one.media_type.as_str(), one.width, one.height);
    }
}

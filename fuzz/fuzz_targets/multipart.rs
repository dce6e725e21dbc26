//! Forms that bring files.
//!
//! Oracle: in whatever pieces a form arrives, it reads the same; limits hold; no file is kept that the token does not stand before; and a
//! form that is well written comes out as it went in.
#![no_main]

use bytes::Bytes;
use dienstweg::fuzzing::{FormRead, LIMITS, read_form};
use futures_util::FutureExt;
use libfuzzer_sys::fuzz_target;

const TOKEN: &str = "tok";
const KIND: &[u8] = b"multipart/form-data; boundary=B";

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else { return };
    let own = first & 1 == 1;
    // The first line is the content type, or there is none and the boundary is `B`.
    let end = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
    let (kind, body) = (rest.get(..end).unwrap_or_default(), rest.get(end + 1..).unwrap_or_default());
    let kind = if kind.is_empty() { KIND } else { kind };
    let size = usize::from(first >> 1) + 1;
    for token in [Some(TOKEN), None] {
        let whole = read(kind, body, body.len(), token, own);
        assert_eq!(whole, read(kind, body, size, token, own));
        if let Some(form) = whole {
            check(&form, token);
        }
    }
    well_written(body);
});

fn read(kind: &[u8], body: &[u8], size: usize, token: Option<&str>, own: bool) -> Option<FormRead> {
    let pieces = body.chunks(size.max(1)).map(Bytes::copy_from_slice).collect();
    read_form(kind, pieces, token, own).now_or_never().expect("everything is there")
}

fn check(form: &FormRead, token: Option<&str>) {
    let [text, fields, files, bytes] = LIMITS;
    assert!(form.fields.iter().map(|(_, text)| text.len()).sum::<usize>() <= text);
    assert!(form.fields.len() <= fields && form.files.len() <= files);
    assert!(form.files.iter().flatten().all(|file| !file.is_empty() && file.len() <= bytes));
    let sent = form.fields.iter().find(|(name, _)| name == "csrf").map(|(_, text)| text.as_str());
    assert!(form.files.is_empty() || token.is_some() && sent == token, "{form:?}");
}

/// Writes a form from the lines of the data: every second one is a file.
fn well_written(data: &[u8]) {
    const BOUNDARY: &str = "----a8f0c3e1b7d24965";
    let parts: Vec<&[u8]> = data.split(|byte| *byte == b'\n').take(8).collect();
    if parts.iter().any(|part| part.windows(BOUNDARY.len()).any(|window| window == BOUNDARY.as_bytes())) {
        return;
    }
    let mut body = Vec::new();
    let mut part = |name: &str, file: &str, content: &[u8]| {
        body.extend_from_slice(format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n").as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    };
    part("csrf", "", TOKEN.as_bytes());
    let (mut fields, mut files) = (vec![("csrf".to_owned(), TOKEN.to_owned())], Vec::new());
    for (index, content) in parts.iter().enumerate() {
        let name = format!("field-{index}");
        match std::str::from_utf8(content) {
            Ok(text) if index % 2 == 0 => {
                part(&name, "", content);
                fields.push((name, text.to_owned()));
            }
            _ => {
                part(&name, "; filename=\"x.png\"\r\nContent-Type: image/png", content);
                files.push(Bytes::copy_from_slice(content));
            }
        }
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    files.retain(|file| !file.is_empty());
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    let form = read(kind.as_bytes(), &body, body.len(), Some(TOKEN), true);
    if files.len() <= LIMITS[2] {
        let files = files.into_iter().map(Some).collect();
        assert_eq!(form, Some(FormRead { fields, files, refused: false }));
    } else {
        assert_eq!(form, None);
    }
}

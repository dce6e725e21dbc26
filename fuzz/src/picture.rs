//! Pictures as they may leave the server: JPEG or PNG with pixels and nothing else, readable for other decoders.

use std::io::Cursor;

/// Fails unless this is a picture of this type with these sides, and holds nothing but that.
pub fn check(file: &[u8], media_type: &str, width: u32, height: u32) {
    let sides = match media_type {
        "image/png" => png(file),
        "image/jpeg" => jpeg(file),
        other => panic!("{other} is not served"),
    };
    assert_eq!(sides, (width, height));
}

/// Chunks (ISO 15948, section 5.3): a header, pixels, the end.
fn png(file: &[u8]) -> (u32, u32) {
    let mut rest = file.strip_prefix(b"\x89PNG\r\n\x1a\n").expect("no PNG");
    let mut kinds = Vec::new();
    while !rest.is_empty() {
        let length = u32::from_be_bytes(rest[..4].try_into().unwrap()) as usize;
        kinds.push(rest[4..8].to_vec());
        rest = &rest[length + 12..];
    }
    kinds.dedup();
    assert_eq!(kinds, [b"IHDR", b"IDAT", b"IEND"]);
    let mut decoder = zune_png::PngDecoder::new(Cursor::new(file));
    let pixels = decoder.decode_raw().expect("not readable for others");
    let (width, height) = decoder.dimensions().unwrap();
    assert!(pixels.len() == width * height * 3 || pixels.len() == width * height * 4);
    (width as u32, height as u32)
}

/// Segments (ITU-T T.81, B.1.1): what JFIF says without a small picture, tables, a frame, one scan, the end.
fn jpeg(file: &[u8]) -> (u32, u32) {
    assert_eq!(file[..2], [0xff, 0xd8]);
    let mut at = 2;
    loop {
        assert_eq!(file[at], 0xff);
        let (kind, length) = (file[at + 1], usize::from(u16::from_be_bytes([file[at + 2], file[at + 3]])));
        assert!(matches!(kind, 0xc0 | 0xc4 | 0xda | 0xdb | 0xe0), "segment {kind:x}");
        assert!(kind != 0xe0 || length == 16 && file[at + 4..at + 9] == *b"JFIF\0");
        at += 2 + length;
        if kind == 0xda {
            break;
        }
    }
    // Within the pixels a marker begins nowhere but at the end.
    let end = at + file[at..].windows(2).position(|pair| pair[0] == 0xff && pair[1] != 0).expect("no end");
    assert_eq!(file[end..], [0xff, 0xd9]);
    let mut decoder = jpeg_decoder::Decoder::new(file);
    let pixels = decoder.decode().expect("not readable for others");
    let info = decoder.info().unwrap();
    assert_eq!(pixels.len(), usize::from(info.width) * usize::from(info.height) * 3);
    (u32::from(info.width), u32::from(info.height))
}

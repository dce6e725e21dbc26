//! Files from strangers, without the web around them.

mod broken;
mod crashers;
mod writing;

use super::files::{Digest, Folder, MediaStore};
use super::picture::{MAX_BYTES, Picture, PictureError, Shape, encode_anew};
use super::{MediaType, RemoteCache, Workshop};
use crate::tests::browser::{picture, sides};
use bytes::Bytes;
use image::codecs::gif::GifEncoder;
use image::{DynamicImage, Frame, ImageFormat, Rgba, RgbaImage};
use std::io::Cursor;
use writing::chunk;

const FORMATS: [ImageFormat; 4] = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Gif, ImageFormat::WebP];

fn whole(bytes: &[u8]) -> Result<Picture, PictureError> {
    encode_anew(bytes, Shape::Whole)
}

fn holds(picture: &Picture, secret: &[u8]) -> bool {
    [&picture.full, &picture.small].iter().any(|one| one.bytes.windows(secret.len()).any(|window| window == secret))
}

#[test]
fn every_format_is_encoded_anew_and_shrunk() {
    for format in FORMATS {
        // Making a large GIF takes long; reading one does not.
        let (side, full) = if format == ImageFormat::Gif { (700, 700) } else { (2_400, 2_048) };
        let done = whole(&picture(side, side / 2, 7, format)).unwrap();
        assert_eq!((done.full.width, done.full.height), (full, full / 2), "{format:?}");
        assert_eq!((done.small.width, done.small.height), (640, 320), "{format:?}");
        assert_eq!(sides(&done.full.bytes), (full, full / 2));
        assert_eq!(MediaType::of(&done.full.bytes), Some(done.full.media_type));
        let tiny = whole(&picture(3, 2, 7, format)).unwrap();
        assert_eq!((tiny.full.width, tiny.small.width), (3, 3), "{format:?}");
        let face = encode_anew(&picture(900, 300, 7, format), Shape::Portrait).unwrap();
        assert_eq!((sides(&face.full.bytes), sides(&face.small.bytes)), ((400, 400), (144, 144)));
        assert_eq!(face.full.media_type, MediaType::Jpeg);
    }
}

#[test]
fn what_shows_through_stays_so_and_lies_on_white_in_portraits() {
    let mut file = Cursor::new(Vec::new());
    let pixels = RgbaImage::from_pixel(50, 50, Rgba([200, 0, 0, 0]));
    DynamicImage::ImageRgba8(pixels).write_to(&mut file, ImageFormat::Png).unwrap();
    let file = file.into_inner();
    let done = whole(&file).unwrap();
    assert_eq!(done.full.media_type, MediaType::Png);
    assert!(image::load_from_memory(&done.full.bytes).unwrap().color().has_alpha());
    let face = encode_anew(&file, Shape::Portrait).unwrap();
    let pixel = image::load_from_memory(&face.full.bytes).unwrap().to_rgb8().get_pixel(5, 5).0;
    assert!(pixel.iter().all(|color| *color > 250), "{pixel:?}");
}

#[test]
fn med_01_02_08_09_what_is_no_picture_is_refused_whatever_it_is_called() {
    let files: [&[u8]; 12] = [
        b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
        b"<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><svg>&x;</svg>",
        b"<!doctype html><script>alert(1)</script>",
        b"%!PS-Adobe-3.0 EPSF-3.0\n",
        b"push graphic-context\nviewbox 0 0 640 480\nfill 'url(https://example.org/)'\npop graphic-context",
        b"ephemeral:/etc/passwd",
        b"%PDF-1.7\n<script>alert(1)</script>",
        b"#EXTM3U\n#EXTINF:1,\nconcat:http://example.org/|file:///etc/passwd\n",
        b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom",
        b"\0\0\0\x1cftypavif\0\0\0\0avifmif1",
        b"II*\0\x08\0\0\0\0\0",
        b"{\"@context\":\"https://www.w3.org/ns/activitystreams\",\"type\":\"Person\"}",
    ];
    for file in files {
        assert_eq!(whole(file), Err(PictureError::Unknown), "{}", String::from_utf8_lossy(file));
    }
}

#[test]
fn med_03_a_second_format_in_the_file_does_not_survive() {
    for format in FORMATS {
        let mut file = picture(60, 40, 9, format);
        file.extend_from_slice(b"PK\x03\x04<html><script>alert('polyglot')</script></html>");
        let done = whole(&file).unwrap();
        assert!(!holds(&done, b"polyglot") && !holds(&done, b"PK\x03\x04"), "{format:?}");
    }
}

/// The chunks of a PNG with another one after the header.
fn with_chunk(png: &[u8], extra: &[u8]) -> Vec<u8> {
    let after_header = 8 + 25;
    [&png[..after_header], extra, &png[after_header..]].concat()
}

#[test]
fn med_05_a_small_file_of_many_pixels_is_refused_before_it_is_decoded() {
    let header = |width: u32, height: u32| {
        let content = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
        [b"\x89PNG\r\n\x1a\n".as_slice(), &chunk(b"IHDR", &content), &chunk(b"IDAT", &[0x78, 0x9c, 3, 0, 0, 0, 0, 1]), &chunk(b"IEND", &[])]
            .concat()
    };
    for (width, height) in [(50_000, 50_000), (29_000, 29_000), (6_400, 6_400), (2_000_000_000, 1), (1, 31_000)] {
        assert_eq!(whole(&header(width, height)), Err(PictureError::TooManyPixels), "{width} × {height}");
    }
    let sides = [50_000_u16.to_le_bytes(), 50_000_u16.to_le_bytes()].concat();
    let gif = [b"GIF89a".as_slice(), &sides, &[0x80, 0, 0, 0, 0, 0, 255, 255, 255, 0x2c, 0, 0, 0, 0], &sides, &[0, 2, 2, 0x4c, 1, 0, 0x3b]];
    let gif = gif.concat();
    assert_eq!(whole(&gif), Err(PictureError::TooManyPixels));
    let mut webp = picture(16, 16, 1, ImageFormat::WebP);
    // The sides in a VP8L header: 14 bits each, less one.
    let at = webp.windows(4).position(|window| window == b"VP8L").unwrap() + 9;
    webp[at..at + 4].copy_from_slice(&[0xff, 0xff, 0xff, 0x0f]);
    assert!(whole(&webp).is_err());
}

#[test]
fn med_06_of_many_frames_one_is_kept() {
    let mut file = Vec::new();
    let mut encoder = GifEncoder::new_with_speed(&mut file, 30);
    for number in 0..300_u16 {
        encoder.encode_frame(Frame::new(RgbaImage::from_pixel(8, 8, Rgba([number as u8, 0, 0, 255])))).unwrap();
    }
    drop(encoder);
    let done = whole(&file).unwrap();
    assert_eq!((done.full.width, done.full.height), (8, 8));
    assert!(done.full.bytes.len() < 1_000, "{}", done.full.bytes.len());
}

#[test]
fn med_10_metadata_is_left_out_and_the_picture_turned_upright() {
    let jpeg = picture(60, 20, 3, ImageFormat::Jpeg);
    // Exif with one entry: orientation 6, "turn right"; then what cameras add.
    let exif = [b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0".as_slice(), b"GEHEIM-GPS-51.45"].concat();
    let segment =
        |kind: u8, content: &[u8]| [&[0xff, kind][..], &u16::try_from(content.len() + 2).unwrap().to_be_bytes(), content].concat();
    let xmp = segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>GEHEIM-XMP</x:xmpmeta>");
    let iptc = segment(0xed, b"Photoshop 3.0\0GEHEIM-IPTC");
    let file = [&jpeg[..2], &segment(0xe1, &exif), &xmp, &iptc, &segment(0xfe, b"GEHEIM-COM"), &jpeg[2..]].concat();
    let done = whole(&file).unwrap();
    assert_eq!((done.full.width, done.full.height), (20, 60));
    assert!(!holds(&done, b"GEHEIM") && !holds(&done, b"Exif"));
    let text = chunk(b"tEXt", b"Comment\0GEHEIM-TEXT");
    let done = whole(&with_chunk(&picture(60, 20, 3, ImageFormat::Png), &text)).unwrap();
    assert!(!holds(&done, b"GEHEIM") && !holds(&done, b"tEXt"));
}

#[test]
fn med_13_empty_truncated_and_damaged_files_are_refused() {
    assert_eq!(whole(b""), Err(PictureError::Unknown));
    let png = picture(200, 200, 3, ImageFormat::Png);
    assert_eq!(whole(&png[..png.len() / 2]), Err(PictureError::Broken));
    let mut damaged = png;
    damaged[8 + 25 + 20] ^= 0xff;
    assert_eq!(whole(&damaged), Err(PictureError::Broken));
    for format in FORMATS {
        let file = picture(200, 200, 3, format);
        assert!(whole(&file[..20]).is_err(), "{format:?}");
    }
}

#[test]
fn med_14_a_file_above_the_limit_is_not_even_looked_at() {
    assert_eq!(whole(&vec![0; MAX_BYTES + 1]), Err(PictureError::TooLarge));
}

#[tokio::test]
async fn what_happens_in_the_workshop_stays_there() {
    let workshop = Workshop::new();
    for _ in 0..5 {
        let outcome = workshop.run(|| panic!("a decoder gives up")).await.unwrap();
        assert_eq!(outcome, Err(PictureError::Broken));
    }
    assert!(workshop.process(picture(4, 4, 1, ImageFormat::Png).into(), Shape::Whole).await.unwrap().is_ok());
}

#[tokio::test]
async fn files_lie_under_their_digest_and_nowhere_else() {
    let folder = tempfile::tempdir().unwrap();
    let files = Folder::new(folder.path().join("files"));
    let digest = Digest::of(b"hello");
    assert_eq!(digest.as_str(), "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
    assert_eq!(files.get(&digest).await.unwrap(), None);
    for _ in 0..2 {
        files.put(&digest, Bytes::from_static(b"hello")).await.unwrap();
    }
    assert_eq!(files.get(&digest).await.unwrap().unwrap(), "hello");
    let path = files.path(&digest);
    assert!(path.ends_with(format!("2c/f2/{digest}")));
    assert_eq!(std::fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "no temporary file is left");
    for _ in 0..2 {
        files.delete(&digest).await.unwrap();
    }
    assert_eq!(files.get(&digest).await.unwrap(), None);
    for bad in ["", "../../etc/passwd", &"g".repeat(64), &"A".repeat(64), &format!("../{}", "a".repeat(61))] {
        assert_eq!(Digest::parse(bad), None, "{bad}");
    }
}

#[tokio::test]
async fn copies_stay_within_their_bound_and_the_oldest_go_first() {
    let folder = tempfile::tempdir().unwrap();
    let one = whole(&picture(64, 64, 1, ImageFormat::Jpeg)).unwrap();
    let size = (one.full.bytes.len() + one.small.bytes.len()) as u64;
    let cache = RemoteCache::new(folder.path().to_owned(), size * 4);
    let keys = |number: u32| {
        let url = format!("https://a.example/{number}");
        (RemoteCache::key(&url, "whole"), RemoteCache::key(&url, "whole-small"))
    };
    for number in 0..9 {
        let (full, small) = keys(number);
        cache.put(&full, &small, &one).await.unwrap();
        // Age is what the file system says; the clock of a test does not move by itself.
        for key in [&full, &small] {
            let file = std::fs::File::options().write(true).open(Folder::new(folder.path().to_owned()).path(key)).unwrap();
            file.set_modified(std::time::UNIX_EPOCH + std::time::Duration::from_secs(u64::from(number) + 1)).unwrap();
        }
    }
    let mut kept = Vec::new();
    for number in 0..9 {
        if cache.get(&keys(number).0).await.unwrap().is_some() {
            kept.push(number);
        }
    }
    assert!(kept.len() <= 4 && kept.contains(&8) && !kept.contains(&0), "{kept:?}");
}

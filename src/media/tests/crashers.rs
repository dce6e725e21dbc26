//! Shapes of files that ended other programs, or took all their memory.

use super::super::webp::MAX_LOSSLESS_PART;
use super::writing::{
    Bits, animated, chunk, extended, gif, lossless, lossy, lossy_head, png, riff, riff_of, segment, segments, webp, zeros,
};
use super::*;

/// A small file that unpacks to this much.
const BOMB: usize = 64 * 1024 * 1024;

/// An error with a text for people, or a picture as small as what was said to be one.
fn is_harmless(what: &str, file: &[u8]) -> Result<(), PictureError> {
    for shape in [Shape::Whole, Shape::Portrait] {
        let done = encode_anew(file, shape)?;
        let largest = if shape == Shape::Portrait { 400 } else { 64 };
        assert!(done.full.width <= largest && done.full.height <= largest && done.full.bytes.len() < 100_000, "{what}");
        assert_eq!(sides(&done.full.bytes), (done.full.width, done.full.height), "{what}");
    }
    Ok(())
}

/// A tree with one symbol, which takes no bits (RFC 9649, section 3.7.2.1.1).
fn single(bits: &mut Bits, symbol: u32) {
    bits.put(0b101, 3).put(symbol, 8);
}

/// A tree whose code lengths are themselves written with a tree: `lengths` of these codes, in the order of RFC 9649, section 3.7.2.1.2.
fn tree(bits: &mut Bits, lengths: &[u32]) {
    bits.put(0, 1).put(u32::try_from(lengths.len()).unwrap() - 4, 4);
    for length in lengths {
        bits.put(*length, 3);
    }
}

/// Codes of all lengths from 1 to 10 for eleven symbols: the smallest tree with the largest table.
fn deep(bits: &mut Bits) {
    tree(bits, &[0, 0, 0, 3, 3, 3, 3, 3, 0, 3, 4, 4, 4, 4]);
    // Eleven lengths follow.
    bits.put(1, 1).put(1, 3).put(9, 4);
    for length in (1..=10).chain([10]) {
        if length <= 6 {
            bits.code(length - 1, 3)
        } else {
            bits.code(length + 5, 4)
        };
    }
}

/// Two lengths can be said, each with one bit: 1 and 15.
const ONE_AND_FIFTEEN: [u32; 19] = [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
/// The same for 0 and 15.
const NONE_AND_FIFTEEN: [u32; 19] = [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];

/// A picture of one pixel without transforms or a cache of colours, with four right trees and then another one.
fn with_last_tree(last: impl FnOnce(&mut Bits)) -> Vec<u8> {
    let content = lossless(1, 1, |bits| {
        bits.put(0, 3);
        [1, 2, 3, 255].into_iter().for_each(|symbol| single(bits, symbol));
        last(bits);
        bits.put(0, 32).put(0, 32);
    });
    webp(&[riff(b"VP8L", &content)])
}

#[test]
fn med_07_trees_of_webp_that_are_none() {
    assert_eq!(is_harmless("right", &with_last_tree(|bits| single(bits, 0))), Ok(()));
    assert_eq!(is_harmless("right and deep", &with_last_tree(deep)), Ok(()));
    let broken = [
        // As in CVE-2023-4863: the codes of the last tree need more room than there is.
        (
            "more codes than bits can say",
            with_last_tree(|bits| {
                tree(bits, &ONE_AND_FIFTEEN);
                bits.put(0, 1).put(0, 32).put(0, 8);
            }),
        ),
        (
            "fewer codes than bits can say",
            with_last_tree(|bits| {
                tree(bits, &NONE_AND_FIFTEEN);
                bits.put(0, 1).put(0b11, 32).put(0, 8);
            }),
        ),
        (
            "no codes",
            with_last_tree(|bits| {
                tree(bits, &NONE_AND_FIFTEEN);
                bits.put(0, 1).put(0, 32).put(0, 8);
            }),
        ),
        ("more codes for lengths than bits can say", with_last_tree(|bits| tree(bits, &[1; 19]))),
        ("no codes for lengths", with_last_tree(|bits| tree(bits, &[0; 19]))),
        ("a symbol that does not exist", with_last_tree(|bits| single(bits, 255))),
        ("nothing", webp(&[riff(b"VP8L", &lossless(1, 1, |_| ()))])),
        (
            "a cache of colours that is too large",
            webp(&[riff(
                b"VP8L",
                &lossless(1, 1, |bits| {
                    bits.put(0x3e, 6);
                }),
            )]),
        ),
        (
            "a transform twice",
            webp(&[riff(
                b"VP8L",
                &lossless(1, 1, |bits| {
                    bits.put(0x2d, 6).put(0, 32);
                }),
            )]),
        ),
    ];
    for (what, file) in broken {
        assert_eq!(is_harmless(what, &file), Err(PictureError::Broken), "{what}");
    }
}

/// A picture of one pixel with as many groups of trees as `red` and `green` say, each with the largest tables.
fn groups(red: u32, green: u32) -> Vec<u8> {
    lossless(1, 1, |bits| {
        bits.put(0, 2).put(1, 1).put(0, 3).put(0, 1);
        [green, red, 0, 0, 0].into_iter().for_each(|symbol| single(bits, symbol));
        for _ in 0..5 * ((red << 8) + green + 1) {
            deep(bits);
        }
        bits.put(0, 32).put(0, 32);
    })
}

#[test]
fn med_07_a_webp_that_takes_more_memory_than_it_says_is_refused_before_it_is_decoded() {
    assert_eq!(is_harmless("257 groups", &webp(&[riff(b"VP8L", &groups(1, 0))])), Ok(()));
    // Somewhat more than a megabyte that would become half a gigabyte of tables.
    let tables = groups(96, 0);
    assert!((MAX_LOSSLESS_PART..MAX_BYTES).contains(&tables.len()), "{}", tables.len());
    let still = riff(b"VP8 ", &lossy());
    let compressed = riff(b"ALPH", &[&[1][..], &tables].concat());
    for (what, file) in [
        ("alone", webp(&[riff(b"VP8L", &tables)])),
        ("with a canvas", webp(&[extended(0, 1, 1), riff(b"VP8L", &tables)])),
        ("in a frame", webp(&[extended(2, 1, 1), riff(b"ANIM", &[0; 6]), animated((0, 0), (1, 1), &riff(b"VP8L", &tables))])),
        ("for what shows through", webp(&[extended(0x10, 24, 16), compressed, still.clone()])),
    ] {
        assert_eq!(is_harmless(what, &file), Err(PictureError::TooHeavy), "{what}");
    }

    // Sides inside that are not those of the canvas, and lengths that are not those of the file.
    let large = riff(b"VP8 ", &[&lossy_head(0x3fff, 0x3fff)[..], &[0; 64]].concat());
    let moving = |frame: &[u8]| webp(&[extended(2, 24, 16), riff(b"ANIM", &[0; 6]), animated((0, 0), (24, 16), frame)]);
    for file in [webp(&[extended(0, 1, 1), large.clone()]), webp(std::slice::from_ref(&large)), moving(&large)] {
        assert_eq!(is_harmless("large inside", &file), Err(PictureError::TooManyPixels));
    }
    let endless = riff_of(b"EXIF", u32::MAX - 1, b"II*\0\x08\0\0\0\0\0");
    let frame = [still.clone(), endless.clone()].concat();
    for file in [webp(&[extended(8, 24, 16), still.clone(), endless.clone()]), webp(&[extended(8, 24, 16), endless, still]), moving(&frame)]
    {
        assert_eq!(is_harmless("Exif without end", &file), Err(PictureError::Broken));
    }
}

#[test]
fn med_07_frames_outside_of_the_canvas() {
    let still = riff(b"VP8 ", &lossy());
    let moving = |place, sides| webp(&[extended(2, 24, 16), riff(b"ANIM", &[0; 6]), animated(place, sides, &still)]);
    assert_eq!(is_harmless("inside", &moving((0, 0), (24, 16))), Ok(()));
    for (place, sides) in [((2, 0), (24, 16)), ((0, 2), (24, 16)), ((0x1ff_fffe, 0), (24, 16)), ((0, 0), (0x100_0000, 1)), ((0, 0), (8, 8))]
    {
        assert!(is_harmless("frame", &moving(place, sides)).is_err(), "{place:?}, {sides:?}");
    }
    for (canvas, place, sides) in [
        ((4, 4), (3, 3), (8, 8)),
        ((4, 4), (4, 4), (4, 4)),
        ((4, 4), (0xffff, 0xffff), (1, 1)),
        ((4, 4), (0, 0), (0xffff, 0xffff)),
        ((4, 4), (0xffff, 0xffff), (0xffff, 0xffff)),
        ((4, 4), (0, 3), (4, 0xffff)),
        ((4, 4), (0, 0), (0, 0)),
        ((4, 4), (0, 0), (4, 0)),
        ((0, 0), (0, 0), (4, 4)),
        ((0, 4), (0, 0), (4, 4)),
    ] {
        let outcome = is_harmless("GIF", &gif(canvas, place, sides, 2));
        let refused = sides == (0xffff, 0xffff) || canvas.0 == 0;
        assert!(!refused || outcome.is_err(), "{canvas:?}, {place:?}, {sides:?}");
    }
    for code_size in [0, 1, 12, 13, 255] {
        let _ = is_harmless("size of codes", &gif((4, 4), (0, 0), (4, 4), code_size));
    }
}

#[test]
fn med_07_bombs_in_the_chunks_of_a_png() {
    let pixels = chunk(b"IDAT", &zeros(20));
    let file = |chunks: &[Vec<u8>]| png(4, 4, chunks);
    assert_eq!(is_harmless("right", &file(std::slice::from_ref(&pixels))), Ok(()));
    let bomb = zeros(BOMB);
    assert!(bomb.len() < BOMB / 150);
    let named = |name: &[u8]| [name, &bomb].concat();
    for (what, chunks) in [
        ("zTXt", vec![chunk(b"zTXt", &named(b"Comment\0\0")), pixels.clone()]),
        ("zTXt behind the pixels", vec![pixels.clone(), chunk(b"zTXt", &named(b"Comment\0\0"))]),
        ("iTXt", vec![chunk(b"iTXt", &named(b"Comment\0\x01\0\0\0")), pixels.clone()]),
        ("iCCP", vec![chunk(b"iCCP", &named(b"ICC\0\0")), pixels.clone()]),
        ("IDAT", vec![chunk(b"IDAT", &bomb)]),
        ("many of them", vec![[chunk(b"zTXt", &named(b"a\0\0")), chunk(b"iCCP", &named(b"b\0\0"))].concat().repeat(4), pixels.clone()]),
        ("many empty ones", vec![chunk(b"IDAT", &[]).repeat(20_000), pixels.clone()]),
        ("Exif that is none", vec![chunk(b"eXIf", &[0xff; 64]), pixels.clone()]),
        ("a table of nothing", vec![chunk(b"PLTE", &[]), pixels.clone()]),
        ("an animation larger than the canvas", {
            let sides = [u32::MAX.to_be_bytes(); 2].concat();
            let frame = [&[0; 4][..], &sides, &[0; 14]].concat();
            vec![chunk(b"acTL", &[0xff; 8]), chunk(b"fcTL", &frame), pixels.clone()]
        }),
    ] {
        let outcome = is_harmless(what, &file(&chunks));
        assert!(matches!(outcome, Ok(()) | Err(PictureError::Broken | PictureError::TooManyPixels)), "{what}: {outcome:?}");
    }
    let header = |bytes: &[u8]| [&b"\x89PNG\r\n\x1a\n"[..], &chunk(b"IHDR", bytes), &pixels, &chunk(b"IEND", &[])].concat();
    for (what, broken) in [
        ("no header", [&b"\x89PNG\r\n\x1a\n"[..], &pixels, &chunk(b"IEND", &[])].concat()),
        ("an empty header", header(&[])),
        ("no sides", header(&[0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0])),
        ("one side", header(&[0, 0, 0, 4, 0, 0, 0, 0, 8, 0, 0, 0, 0])),
        ("a depth that does not exist", header(&[0, 0, 0, 4, 0, 0, 0, 4, 255, 0, 0, 0, 0])),
        ("colours of a table that is missing", header(&[0, 0, 0, 4, 0, 0, 0, 4, 8, 3, 0, 0, 0])),
        ("no pixels", file(&[])),
        ("pixels that are not packed", file(&[chunk(b"IDAT", &[0xff; 40])])),
    ] {
        assert_eq!(is_harmless(what, &broken), Err(PictureError::Broken), "{what}");
    }
}

/// A JPEG with another segment instead of the first of this kind.
fn replaced(jpeg: &[u8], kind: u8, instead: &[u8]) -> Vec<u8> {
    let part = segments(jpeg).into_iter().find(|(known, _)| *known == kind).unwrap().1;
    [&jpeg[..part.start], instead, &jpeg[part.end..]].concat()
}

#[test]
fn med_07_segments_of_a_jpeg_that_do_not_fit() {
    let jpeg = picture(40, 30, 5, ImageFormat::Jpeg);
    assert_eq!(is_harmless("right", &jpeg), Ok(()));
    // Depth, height, width, number of components, and for each its name, sampling and table.
    let frame = |kind: u8, sides: [u8; 4], number: u8, components: &[u8]| {
        replaced(&jpeg, 0xc0, &segment(kind, &[&[8][..], &sides, &[number], components].concat()))
    };
    let sides = [0, 30, 0, 40];
    let three = [1, 0x11, 0, 2, 0x11, 1, 3, 0x11, 1];
    let tables = |counts: [u8; 16], symbols: usize| replaced(&jpeg, 0xc4, &segment(0xc4, &[&[0][..], &counts, &vec![0; symbols]].concat()));
    let mut most = [0; 16];
    most[15] = 255;
    let unlike = [0xffu8; 16];
    for (what, file, refused) in [
        ("no components", frame(0xc0, sides, 0, &[]), true),
        ("fewer components than were said", frame(0xc0, sides, 3, &three[..3]), true),
        ("255 components", frame(0xc0, sides, 255, &three.repeat(85)), true),
        ("sampling of nothing", frame(0xc0, sides, 3, &[1, 0x00, 0, 2, 0x11, 1, 3, 0x11, 1]), true),
        ("sampling beyond four", frame(0xc0, sides, 3, &[1, 0xff, 0, 2, 0x11, 1, 3, 0x11, 1]), true),
        ("a table that is missing", frame(0xc0, sides, 3, &[1, 0x11, 9, 2, 0x11, 9, 3, 0x11, 9]), true),
        ("no height", frame(0xc0, [0, 0, 0, 40], 3, &three), true),
        ("no width", frame(0xc0, [0, 30, 0, 0], 3, &three), true),
        ("the largest sides", frame(0xc0, [255; 4], 3, &three), true),
        ("a height without pixels", frame(0xc0, [0x10, 0, 0, 40], 3, &three), false),
        ("steps that are none", frame(0xc2, sides, 3, &three), false),
        ("without loss", frame(0xc3, sides, 3, &three), true),
        ("arithmetic codes", frame(0xc9, sides, 3, &three), true),
        ("more codes than bits can say", tables([255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 255), true),
        ("more codes than bits can say in the end", tables(most, 255), false),
        ("more codes than there are symbols", tables(unlike, 4), true),
        ("two frames", frame(0xc0, sides, 3, &[&three[..], &segment(0xc0, &[8, 0, 1, 0, 1, 1, 1, 0x11, 0])].concat()), false),
        ("no pixels", replaced(&jpeg, 0xda, &[]), true),
        ("a scan of nothing", replaced(&jpeg, 0xda, &segment(0xda, &[0, 0, 63, 0])), true),
        ("a scan of what is not there", replaced(&jpeg, 0xda, &segment(0xda, &[1, 9, 0, 0, 63, 0])), true),
        ("a scan of five", replaced(&jpeg, 0xda, &segment(0xda, &[5, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 0, 63, 0])), true),
        (
            "marks after nothing",
            replaced(&jpeg, 0xda, &[segment(0xdd, &[0, 0]), segment(0xda, &[3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0])].concat()),
            false,
        ),
        ("a picture in itself", [&jpeg[..2], &jpeg].concat(), false),
    ] {
        let shape = if what == "a height without pixels" { encode_anew(&file, Shape::Whole).map(drop) } else { is_harmless(what, &file) };
        assert!(!refused || shape.is_err(), "{what} is taken");
    }
}

#[test]
fn med_07_formats_that_are_not_taken_are_named_as_such() {
    let formats: [(&str, &[u8]); 12] = [
        ("AVIF", b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf\0\0\0\x08mdat"),
        ("AVIF that moves", b"\0\0\0\x1cftypavis\0\0\0\0avismsf1miaf\0\0\0\x08mdat"),
        ("HEIC", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\0\x08mdat"),
        ("JPEG XL", b"\xff\x0a\xfa\x1f\x01\x91\x08\x06\x01\0\x4c\0"),
        ("JPEG XL in boxes", b"\0\0\0\x0cJXL \x0d\x0a\x87\x0a\0\0\0\x14ftypjxl \0\0\0\0jxl "),
        ("JPEG 2000", b"\0\0\0\x0cjP  \x0d\x0a\x87\x0a\0\0\0\x14ftypjp2 "),
        ("TIFF", b"II*\0\x08\0\0\0\x01\0\0\x01\x03\0\x01\0\0\0\x01\0\0\0"),
        ("TIFF the other way", b"MM\0*\0\0\0\x08\0\x01\x01\0\0\x03\0\0\0\x01\0\x01\0\0"),
        ("BMP", b"BM\x3a\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\x18\0"),
        ("ICO", b"\0\0\x01\0\x01\0\x01\x01\0\0\x01\0\x18\0\x30\0\0\0\x16\0\0\0"),
        ("SVG", b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"99999999\" height=\"99999999\"/>"),
        ("packed SVG", b"\x1f\x8b\x08\0\0\0\0\0\0\x03\xb3\x29\x2e\x4b\xd7\xb7\x03\0"),
    ];
    for (name, file) in formats {
        for shape in [Shape::Whole, Shape::Portrait] {
            assert_eq!(encode_anew(file, shape), Err(PictureError::Unknown), "{name}");
        }
    }
}

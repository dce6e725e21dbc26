//! Pictures that somebody broke, a little or in the worst places: an error or a picture, and the program goes on.

use super::writing::{animated, crc, extended, lossy, riff, segments, webp};
use super::*;
use std::ops::Range;

/// How often each picture is broken in each way.
const TIMES: usize = 60;

/// Numbers that look like chance and are the same each time (xorshift).
struct Dice(u32);

impl Dice {
    fn throw(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
        self.throw() as usize % limit.max(1)
    }

    fn among<'a, T>(&mut self, things: &'a [T]) -> &'a T {
        &things[self.below(things.len())]
    }
}

/// A file, where its parts are, and where in it lengths and sides stand: place, bytes, and whether the highest comes first.
struct Sample {
    name: &'static str,
    file: Vec<u8>,
    parts: Vec<Range<usize>>,
    numbers: Vec<(usize, usize, bool)>,
}

/// The places of the chunks of a PNG or a WebP, from `at` on.
fn chunks(file: &[u8], mut at: usize, is_png: bool) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    while at + 8 <= file.len() {
        let four = |at: usize| file[at..at + 4].try_into().unwrap();
        let length = if is_png { u32::from_be_bytes(four(at)) + 12 } else { u32::from_le_bytes(four(at + 4)).next_multiple_of(2) + 8 };
        let end = at + length as usize;
        parts.push(at..end);
        at = end;
    }
    assert_eq!(at, file.len());
    parts
}

fn png_sample(name: &'static str, file: Vec<u8>) -> Sample {
    let parts = chunks(&file, 8, true);
    let mut numbers: Vec<_> = parts.iter().map(|part| (part.start, 4, true)).collect();
    numbers.extend([(16, 4, true), (20, 4, true), (24, 1, true), (25, 1, true), (28, 1, true)]);
    Sample { name, file, parts, numbers }
}

fn jpeg_sample(name: &'static str, file: Vec<u8>) -> Sample {
    let known = segments(&file);
    let mut numbers: Vec<_> = known.iter().map(|(_, part)| (part.start + 2, 2, true)).collect();
    let frame = known.iter().find(|(kind, _)| (0xc0..=0xc2).contains(kind)).unwrap().1.start;
    numbers.extend([(frame + 5, 2, true), (frame + 7, 2, true), (frame + 9, 1, true), (frame + 11, 1, true), (frame + 12, 1, true)]);
    Sample { name, file, parts: known.into_iter().map(|(_, part)| part).collect(), numbers }
}

fn webp_sample(name: &'static str, file: Vec<u8>) -> Sample {
    let parts = chunks(&file, 12, false);
    let mut numbers: Vec<_> = parts.iter().map(|part| (part.start + 4, 4, false)).collect();
    let first = parts[0].start + 8;
    numbers.extend([
        (4, 4, false),
        (first + 1, 4, false),
        (first + 4, 3, false),
        (first + 7, 3, false),
        (first + 6, 2, false),
        (first + 8, 2, false),
    ]);
    let frames = parts.iter().filter(|part| &file[part.start..part.start + 4] == b"ANMF");
    numbers.extend(
        frames.flat_map(|part| [0, 3, 6, 9].map(|at| (part.start + 8 + at, 3, false)).into_iter().chain([(part.start + 28, 4, false)])),
    );
    Sample { name, file, parts, numbers }
}

fn gif_sample(name: &'static str, file: Vec<u8>) -> Sample {
    // Canvas; then, behind the table of colours or the first extension, wherever a frame begins: place, sides, table, size of codes, first block.
    let mut numbers = vec![(6, 2, false), (8, 2, false), (10, 1, false)];
    let frames = (13..file.len() - 12).filter(|at| file[*at] == 0x2c && file[at + 1..at + 5] == [0; 4]);
    let known = [(1, 2), (3, 2), (5, 2), (7, 2), (9, 1), (10, 1), (11, 1)];
    numbers.extend(frames.flat_map(|at| known.map(|(offset, bytes)| (at + offset, bytes, false))));
    let parts = (13..file.len() - 16).step_by(16).map(|at| at..at + 16).collect();
    Sample { name, file, parts, numbers }
}

fn samples() -> Vec<Sample> {
    let transparent = {
        let mut file = Cursor::new(Vec::new());
        let pixels = RgbaImage::from_fn(24, 16, |x, y| Rgba([x as u8 * 9, y as u8 * 9, 7, (x * y) as u8]));
        DynamicImage::ImageRgba8(pixels).write_to(&mut file, ImageFormat::Png).unwrap();
        file.into_inner()
    };
    let two_frames = {
        let mut file = Vec::new();
        let mut encoder = GifEncoder::new_with_speed(&mut file, 30);
        for color in [9, 200] {
            encoder.encode_frame(Frame::new(RgbaImage::from_pixel(20, 12, Rgba([color, 0, 0, 255])))).unwrap();
        }
        drop(encoder);
        file
    };
    let lossless = picture(40, 30, 5, ImageFormat::WebP);
    let still = riff(b"VP8 ", &lossy());
    let moving = [animated((0, 0), (24, 16), &still), animated((8, 4), (12, 10), &lossless[12..])];
    let mut moving_parts = vec![extended(2, 24, 16), riff(b"ANIM", &[0; 6])];
    moving_parts.extend(moving);
    vec![
        png_sample("PNG", picture(40, 30, 5, ImageFormat::Png)),
        png_sample("PNG that shows through", transparent),
        jpeg_sample("JPEG", picture(40, 30, 5, ImageFormat::Jpeg)),
        gif_sample("GIF", picture(40, 30, 5, ImageFormat::Gif)),
        gif_sample("GIF of two frames", two_frames),
        webp_sample("WebP without loss", lossless),
        webp_sample("WebP with loss", webp(std::slice::from_ref(&still))),
        webp_sample("WebP with Exif", webp(&[extended(8, 24, 16), still, riff(b"EXIF", b"II*\0\x08\0\0\0\0\0")])),
        webp_sample("WebP that moves", webp(&moving_parts)),
    ]
}

/// A way to break a file.
type Break = fn(&Sample, &mut Dice) -> Vec<u8>;

fn flipped(sample: &Sample, dice: &mut Dice) -> Vec<u8> {
    let mut file = sample.file.clone();
    for _ in 0..=dice.below(8) {
        let at = dice.below(file.len());
        file[at] ^= 1 << dice.below(8);
    }
    file
}

fn overwritten_and_cut(sample: &Sample, dice: &mut Dice) -> Vec<u8> {
    let mut file = sample.file.clone();
    for _ in 0..=dice.below(8) {
        let at = dice.below(file.len());
        file[at] = dice.throw() as u8;
    }
    file.truncate(1 + dice.below(file.len()));
    file
}

fn cut(sample: &Sample, dice: &mut Dice) -> Vec<u8> {
    sample.file[..dice.below(sample.file.len())].to_vec()
}

/// Two parts in each other's place, one of them twice, or one of them left out.
fn mixed(sample: &Sample, dice: &mut Dice) -> Vec<u8> {
    let file = &sample.file;
    let mut parts: Vec<&[u8]> = sample.parts.iter().map(|part| &file[part.clone()]).collect();
    let (one, other) = (dice.below(parts.len()), dice.below(parts.len()));
    match dice.below(3) {
        0 => parts.swap(one, other),
        1 => parts.insert(one, parts[other]),
        _ => drop(parts.remove(one)),
    }
    let (start, end) = (sample.parts[0].start, sample.parts.last().unwrap().end);
    [&file[..start], &parts.concat(), &file[end..]].concat()
}

/// Lengths and sides that are nothing, below nothing, as large as can be, or a little wrong.
fn misnumbered(sample: &Sample, dice: &mut Dice) -> Vec<u8> {
    let mut file = sample.file.clone();
    for _ in 0..=dice.below(2) {
        let (at, bytes, highest_first) = *dice.among(&sample.numbers);
        let number: u32 = *dice.among(&[0, 1, 2, 0x7f, 0xff, 0x3fff, 0x7fff, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_fffe, 0xffff_ffff]);
        let number = if dice.below(4) == 0 { dice.throw() } else { number };
        let written = if highest_first { number.to_be_bytes()[4 - bytes..].to_vec() } else { number.to_le_bytes()[..bytes].to_vec() };
        file[at..at + bytes].copy_from_slice(&written);
    }
    file
}

/// Bits of one part alone, which may be a small one.
fn bent(sample: &Sample, dice: &mut Dice) -> Vec<u8> {
    let mut file = sample.file.clone();
    let part = dice.among(&sample.parts).clone();
    for _ in 0..=dice.below(4) {
        file[part.start + dice.below(part.len())] ^= 1 << dice.below(8);
    }
    file
}

/// Sums that fit again, so that more than the sum is looked at.
fn with_right_sums(mut file: Vec<u8>) -> Vec<u8> {
    let mut at = 8;
    while let Some(length) = file.get(at..at + 4) {
        let end = u32::from_be_bytes(length.try_into().unwrap()) as usize + at + 8;
        if end + 4 > file.len() {
            break;
        }
        let sum = crc(&file[at + 4..end]).to_be_bytes();
        file[end..end + 4].copy_from_slice(&sum);
        at = end + 4;
    }
    file
}

/// An error with a text for people, or a picture that can be read and is no larger than it may be.
fn judge(what: &str, bytes: &[u8], shape: Shape) -> bool {
    match encode_anew(bytes, shape) {
        Err(error) => {
            assert!(error.text().starts_with("error-picture-"), "{what}: {error:?}");
            false
        }
        Ok(picture) => {
            for (one, most) in [(&picture.full, 2_048), (&picture.small, 640)] {
                assert_eq!(sides(&one.bytes), (one.width, one.height), "{what}");
                assert!((1..=most).contains(&one.width) && (1..=most).contains(&one.height), "{what}");
                assert_eq!(MediaType::of(&one.bytes), Some(one.media_type), "{what}");
            }
            true
        }
    }
}

#[test]
fn med_07_broken_files_are_refused_and_nothing_panics() {
    let ways: [(&str, Break); 6] = [
        ("flipped", flipped),
        ("overwritten and cut", overwritten_and_cut),
        ("cut", cut),
        ("mixed", mixed),
        ("misnumbered", misnumbered),
        ("bent", bent),
    ];
    let mut dice = Dice(0x2545_f491);
    for sample in samples() {
        assert!(judge(sample.name, &sample.file, Shape::Whole), "{} is no picture", sample.name);
        let mut refused = 0;
        for (way, broken) in ways {
            for time in 0..TIMES {
                let mut file = broken(&sample, &mut dice);
                if sample.name.starts_with("PNG") && time % 4 != 0 {
                    file = with_right_sums(file);
                }
                let shape = if time % 8 == 0 { Shape::Portrait } else { Shape::Whole };
                let what = format!("{}, {way}, {time}", sample.name);
                refused += usize::from(!judge(&what, &file, shape));
            }
        }
        assert!(refused > TIMES, "{}: {refused} were refused", sample.name);
    }
}

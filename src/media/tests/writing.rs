//! Files of pictures, or of something like it, written by hand.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// A WebP of 24 × 16 pixels with loss, as a browser wrote it: what is inside of the chunk `VP8 `. The encoder of the tests makes only those without.
const LOSSY: &str = "MAQAnQEqGAAQAD7RXKZMqCUjojAIAQAaCWwAnTKEcDeVgS4FxqDZyFEgAP7+KDFgUCKhVuVBXZz3bmADAwUfsF0Y/qtI8/vxMx95v4sm66STq3b+Xvp6zAd0GA7K\
                     Yvuui/yGE1AV+gkAAA==";

/// The bytes of [`LOSSY`].
pub(super) fn lossy() -> Vec<u8> {
    STANDARD.decode(LOSSY).unwrap()
}

/// Bits from the lowest of each byte on, as deflate (RFC 1951) and WebP without loss (RFC 9649) have them.
#[derive(Default)]
pub(super) struct Bits {
    bytes: Vec<u8>,
    used: usize,
}

impl Bits {
    /// A number, its lowest bit first.
    pub(super) fn put(&mut self, value: u32, count: u32) -> &mut Self {
        for bit in 0..count {
            if self.used.is_multiple_of(8) {
                self.bytes.push(0);
            }
            let last = self.bytes.len() - 1;
            self.bytes[last] |= ((value >> bit & 1) as u8) << (self.used % 8);
            self.used += 1;
        }
        self
    }

    /// A code of deflate: its highest bit first.
    pub(super) fn code(&mut self, value: u32, count: u32) -> &mut Self {
        (0..count).rev().fold(self, |bits, bit| bits.put(value >> bit & 1, 1))
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        self.bytes.clone()
    }
}

/// What unpacks (RFC 1950) to this many zeros, or a few more, and is about 160 times smaller.
pub(super) fn zeros(count: usize) -> Vec<u8> {
    let mut bits = Bits::default();
    // The last block, with the fixed code; a zero, and then: the byte before, 258 times.
    bits.put(1, 1).put(1, 2).code(0x30, 8);
    for _ in 0..count.div_ceil(258) {
        bits.code(0b1100_0101, 8).code(0, 5);
    }
    bits.code(0, 7);
    // The sum of zeros (RFC 1950, section 9) counts them.
    let sum = ((1 + 258 * count.div_ceil(258)) % 65_521) << 16 | 1;
    [&[0x78, 0x9c][..], &bits.bytes(), &u32::try_from(sum).unwrap().to_be_bytes()].concat()
}

/// The check sum of PNG (ISO 15948, annex D).
pub(super) fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 })
    })
}

/// A chunk of a PNG.
pub(super) fn chunk(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let body = [kind.as_slice(), content].concat();
    [&u32::try_from(content.len()).unwrap().to_be_bytes()[..], &body, &crc(&body).to_be_bytes()].concat()
}

/// A PNG of grey pixels, eight bits each, with these chunks between its header and its end.
pub(super) fn png(width: u32, height: u32, chunks: &[Vec<u8>]) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    [&b"\x89PNG\r\n\x1a\n"[..], &chunk(b"IHDR", &header), &chunks.concat(), &chunk(b"IEND", &[])].concat()
}

/// A chunk of a WebP that says it had this length.
pub(super) fn riff_of(kind: &[u8; 4], length: u32, content: &[u8]) -> Vec<u8> {
    let padding: &[u8] = if content.len() % 2 == 1 { &[0] } else { &[] };
    [kind, &length.to_le_bytes()[..], content, padding].concat()
}

/// A chunk of a WebP.
pub(super) fn riff(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    riff_of(kind, u32::try_from(content.len()).unwrap(), content)
}

/// A WebP of these chunks.
pub(super) fn webp(chunks: &[Vec<u8>]) -> Vec<u8> {
    riff(b"RIFF", &[&b"WEBP"[..], &chunks.concat()].concat())
}

/// The chunk that says how large the canvas is, and what else there is (RFC 9649, section 2.7.1): bit 1 an animation, bit 3 Exif, bit 4
/// transparency.
pub(super) fn extended(flags: u8, width: u32, height: u32) -> Vec<u8> {
    riff(b"VP8X", &[&[flags, 0, 0, 0], &(width - 1).to_le_bytes()[..3], &(height - 1).to_le_bytes()[..3]].concat())
}

/// A frame of an animation at this place (RFC 9649, section 2.7.1.1).
pub(super) fn animated(place: (u32, u32), sides: (u32, u32), content: &[u8]) -> Vec<u8> {
    let numbers = [place.0 / 2, place.1 / 2, sides.0 - 1, sides.1 - 1, 100].map(|number: u32| number.to_le_bytes());
    let head: Vec<u8> = numbers.iter().flat_map(|number| number[..3].to_vec()).collect();
    riff(b"ANMF", &[&head, &[0][..], content].concat())
}

/// What is inside of the chunk `VP8L`: the sides, and what follows them.
pub(super) fn lossless(width: u32, height: u32, follow: impl FnOnce(&mut Bits)) -> Vec<u8> {
    let mut bits = Bits::default();
    bits.put(0x2f, 8).put(width - 1, 14).put(height - 1, 14).put(0, 1).put(0, 3);
    follow(&mut bits);
    bits.bytes()
}

/// What begins the chunk `VP8 ` of a picture with these sides (RFC 6386, section 9.1).
pub(super) fn lossy_head(width: u16, height: u16) -> Vec<u8> {
    [&[0x10, 0x02, 0, 0x9d, 0x01, 0x2a][..], &width.to_le_bytes(), &height.to_le_bytes()].concat()
}

/// A segment of a JPEG.
pub(super) fn segment(kind: u8, content: &[u8]) -> Vec<u8> {
    [&[0xff, kind][..], &u16::try_from(content.len() + 2).unwrap().to_be_bytes(), content].concat()
}

/// Where the segments before the pixels of a JPEG stand: their kinds, and their places from the marker on.
pub(super) fn segments(jpeg: &[u8]) -> Vec<(u8, std::ops::Range<usize>)> {
    let (mut found, mut at) = (Vec::new(), 2);
    while let Some(&[0xff, kind, high, low]) = jpeg.get(at..at + 4) {
        let end = at + 2 + usize::from(u16::from_be_bytes([high, low]));
        found.push((kind, at..end));
        if kind == 0xda {
            break;
        }
        at = end;
    }
    found
}

/// A GIF with a canvas of these sides and one frame somewhere else, two colours, and pixels that begin with this size of codes.
pub(super) fn gif(canvas: (u16, u16), place: (u16, u16), sides: (u16, u16), code_size: u8) -> Vec<u8> {
    let pair = |(first, second): (u16, u16)| [first.to_le_bytes(), second.to_le_bytes()].concat();
    let head = [&b"GIF89a"[..], &pair(canvas), &[0x80, 0, 0, 0, 0, 0, 255, 255, 255]].concat();
    [&head[..], &[0x2c], &pair(place), &pair(sides), &[0, code_size, 2, 0x4c, 1, 0, 0x3b]].concat()
}

//! What a WebP asks of its decoder, looked at before the decoder gets it: that one takes the memory that lengths and sides inside of the file
//! ask for, whatever the canvas is and however short the file.

use super::picture::{MAX_PIXELS, PictureError};

/// The most bytes of one part without loss. It may bring a table of 4 KiB for each 12 bytes (RFC 9649, section 3.7.2.2), which are some
/// 350 MiB from this. Photographs and pictures of a screen stay below in practice; larger ones are better kept in another format.
pub(super) const MAX_LOSSLESS_PART: usize = 1024 * 1024;

/// Looks at the parts that the decoder will read, as it finds them (RFC 9649, section 2). What is no WebP it finds out itself.
///
/// # Errors
/// `Broken` for a part that ends behind the file, `TooManyPixels` and `TooHeavy` for what would take too much memory.
pub(super) fn check(bytes: &[u8]) -> Result<(), PictureError> {
    const FIRST: usize = 12;
    let Some(first) = part(bytes, FIRST) else { return Ok(()) };
    if first.kind != b"VP8X" {
        return first.check(bytes);
    }
    let outer = number(bytes, 4).unwrap_or(0);
    // The decoder goes on a little behind the end that the file says it has.
    let end = first.next.saturating_add(outer);
    let mut at = first.next;
    while at < end {
        let Some(part) = part(bytes, at) else { break };
        part.check(bytes)?;
        if part.kind == b"ANMF" {
            // Behind place, sides and duration stand the parts of a frame; two of them count.
            let mut inner = part.content.saturating_add(16);
            for _ in 0..2 {
                let Some(part) = self::part(bytes, inner) else { break };
                part.check(bytes)?;
                inner = part.next;
            }
        }
        at = part.next;
    }
    Ok(())
}

/// A part (chunk) of the file.
struct Part<'a> {
    kind: &'a [u8],
    /// Where what is inside begins, and how long it says it is, both in bytes.
    content: usize,
    length: usize,
    /// Where the next one begins.
    next: usize,
}

fn part(bytes: &[u8], at: usize) -> Option<Part<'_>> {
    let kind = bytes.get(at..at.checked_add(4)?)?;
    let length = number(bytes, at + 4)?;
    let content = at + 8;
    Some(Part { kind, content, length, next: content.saturating_add(length).saturating_add(length & 1) })
}

fn number(bytes: &[u8], at: usize) -> Option<usize> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    usize::try_from(u32::from_le_bytes(four.try_into().ok()?)).ok()
}

impl Part<'_> {
    fn check(&self, bytes: &[u8]) -> Result<(), PictureError> {
        let there = bytes.len().saturating_sub(self.content);
        match self.kind {
            b"EXIF" if self.length > there => Err(PictureError::Broken),
            b"VP8L" | b"ALPH" if self.length.min(there) > MAX_LOSSLESS_PART => Err(PictureError::TooHeavy),
            b"VP8 " => {
                // Its own sides (RFC 6386, section 9.1): 14 bits each.
                let side = |at: usize| {
                    let two = bytes.get(self.content + at..self.content + at + 2).and_then(|two| two.try_into().ok());
                    two.map_or(0, |two| u64::from(u16::from_le_bytes(two) & 0x3fff))
                };
                if side(6) * side(8) > MAX_PIXELS { Err(PictureError::TooManyPixels) } else { Ok(()) }
            }
            _ => Ok(()),
        }
    }
}

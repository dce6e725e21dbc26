//! Frames of HTTP/2 (RFC 9113, section 4.1), written by hand, so that they can be wrong.

use tokio::io::{AsyncRead, AsyncReadExt};

/// What a client says first (RFC 9113, section 3.4).
pub(crate) const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

pub(crate) const DATA: u8 = 0;
pub(crate) const HEADERS: u8 = 1;
pub(crate) const PRIORITY: u8 = 2;
pub(crate) const RST_STREAM: u8 = 3;
pub(crate) const SETTINGS: u8 = 4;
pub(crate) const PUSH_PROMISE: u8 = 5;
pub(crate) const PING: u8 = 6;
pub(crate) const GOAWAY: u8 = 7;
pub(crate) const WINDOW_UPDATE: u8 = 8;
pub(crate) const CONTINUATION: u8 = 9;
/// A type that nobody knows; such frames are ignored (RFC 9113, section 5.5).
pub(crate) const UNKNOWN: u8 = 0xfe;

/// The flags of SETTINGS and PING that answer one.
pub(crate) const ACK: u8 = 1;
pub(crate) const END_STREAM: u8 = 1;
pub(crate) const END_HEADERS: u8 = 4;
pub(crate) const PADDED: u8 = 8;

/// Codes of errors (RFC 9113, section 7).
pub(crate) const REFUSED: u32 = 7;
pub(crate) const CANCEL: u32 = 8;
pub(crate) const CALM: u32 = 11;

/// `:status: 200` of the fixed table (RFC 7541, appendix A).
pub(crate) const STATUS_200: &[u8] = &[0x88];
/// `:method: GET`, `:scheme: http` and `:path: /` of the fixed table.
pub(crate) const GET: &[u8] = &[0x82, 0x86, 0x84];
/// `:method: POST`, `:scheme: http` and `:path: /` of the fixed table.
pub(crate) const POST: &[u8] = &[0x83, 0x86, 0x84];

/// The bytes of a frame.
pub(crate) fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
    [&length[1..], &[kind, flags], &stream.to_be_bytes(), payload].concat()
}

/// A header that no table keeps (RFC 7541, section 6.2.2), name and value of at most 126 bytes.
pub(crate) fn header(name: &str, value: &str) -> Vec<u8> {
    literal(0x00, name, value)
}

/// A header that the table keeps, as its newest, whose number is then 62 (RFC 7541, sections 6.2.1 and 2.3.3).
pub(crate) fn kept(name: &str, value: &str) -> Vec<u8> {
    literal(0x40, name, value)
}

/// The newest header of the table once more.
pub(crate) const NEWEST: u8 = 0x80 | 62;

fn literal(first: u8, name: &str, value: &str) -> Vec<u8> {
    let text = |text: &str| [&[u8::try_from(text.len()).unwrap()], text.as_bytes()].concat();
    assert!(name.len() < 127 && value.len() < 127);
    [vec![first], text(name), text(value)].concat()
}

/// A frame as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Frame {
    pub(crate) kind: u8,
    pub(crate) flags: u8,
    pub(crate) stream: u32,
    pub(crate) payload: Vec<u8>,
}

impl Frame {
    /// The code of a GOAWAY or RST_STREAM.
    pub(crate) fn code(&self) -> Option<u32> {
        let at = match self.kind {
            GOAWAY => 4,
            RST_STREAM => 0,
            _ => return None,
        };
        Some(u32::from_be_bytes(self.payload.get(at..at + 4)?.try_into().ok()?))
    }
}

/// Reads the next frame; nothing when the connection has ended.
pub(crate) async fn next(socket: &mut (impl AsyncRead + Unpin)) -> Option<Frame> {
    let mut head = [0; 9];
    socket.read_exact(&mut head).await.ok()?;
    let mut payload = vec![0; usize::from(head[0]) << 16 | usize::from(head[1]) << 8 | usize::from(head[2])];
    socket.read_exact(&mut payload).await.ok()?;
    let stream = u32::from_be_bytes([head[5] & 0x7f, head[6], head[7], head[8]]);
    Some(Frame { kind: head[3], flags: head[4], stream, payload })
}

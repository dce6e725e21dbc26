//! The reading of pictures, without a workshop around it.

use super::picture::{self, Picture, PictureError, Shape};

/// Reads a file and encodes it anew in both sizes.
///
/// # Errors
/// Why the file is not taken.
pub fn encode_anew(bytes: &[u8], shape: Shape) -> Result<Picture, PictureError> {
    picture::encode_anew(bytes, shape)
}

//! Pictures for people and communities of the demo: a pattern drawn from the name, uploaded as anybody would.

use crate::activity::outbox::{self, Portrait};
use crate::app::App;
use crate::error::{Error, Result};
use crate::media::Shape;
use image::{ImageFormat, Rgb, RgbImage};
use std::io::Cursor;
use std::sync::Arc;

/// How many fields the pattern has in each direction.
const FIELDS: u32 = 5;
/// The side of a field, in pixels.
const FIELD: u32 = 80;

/// Draws and uploads a picture.
pub(super) async fn drawn(app: &Arc<App>, owner: i64, name: &str) -> Result<Portrait> {
    let seed = name.bytes().fold(17_u32, |sum, byte| sum.wrapping_mul(0x0100_0193) ^ u32::from(byte));
    // Muted colours, each with a lighter shade of itself.
    let shade = |shift: u32, light: u32| u8::try_from((seed >> shift) % 96 + light).unwrap_or(u8::MAX);
    let (dark, light) = (Rgb([shade(0, 32), shade(7, 48), shade(13, 80)]), Rgb([shade(0, 140), shade(7, 150), shade(13, 159)]));
    let side = FIELDS * FIELD;
    let picture = RgbImage::from_fn(side, side, |x, y| {
        let column = (x / FIELD).min(FIELDS - 1 - x / FIELD);
        let is_dark = (seed.rotate_left(column * 5 + y / FIELD) ^ seed.rotate_right(y / FIELD * 3)) & 1 == 1;
        if is_dark { dark } else { light }
    });
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, ImageFormat::Png).map_err(Error::internal)?;
    Ok(Portrait::Set(outbox::upload(app, owner, file.into_inner().into(), Shape::Portrait).await?))
}

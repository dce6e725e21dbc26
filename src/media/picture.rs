//! Reading pictures from strangers: the format by content, limits before decoding, then encoded anew, which leaves out everything but pixels.

use super::webp;
use bytes::Bytes;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, Limits, RgbImage};
use std::io::Cursor;

/// The largest file accepted, in bytes.
pub const MAX_BYTES: usize = 8 * 1024 * 1024;
/// The largest picture accepted, in pixels.
pub const MAX_PIXELS: u64 = 40_000_000;
/// The longest side accepted, in pixels.
const MAX_SIDE: u32 = 30_000;
/// The most memory a decoder may take, in bytes.
const MAX_MEMORY: u64 = 256 * 1024 * 1024;
/// The longest side kept, in pixels.
const FULL: u32 = 2_048;
/// The longest side of the small form, in pixels.
const SMALL: u32 = 640;
/// The side of a portrait and of its small form, in pixels.
const PORTRAIT: (u32, u32) = (400, 144);
/// Quality of JPEG, of 100.
const QUALITY: u8 = 84;
/// Up to this size, in bytes, a picture without loss (a screenshot, a drawing) stays one.
const MAX_LOSSLESS: usize = 1024 * 1024;

/// What a picture is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Shown whole.
    Whole,
    /// A square for people and communities.
    Portrait,
}

/// The types that are kept and served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaType {
    /// `image/jpeg`
    Jpeg,
    /// `image/png`
    Png,
}

impl MediaType {
    /// The media type (RFC 2045).
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    /// The type of a file that was encoded here.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match image::guess_format(bytes) {
            Ok(ImageFormat::Jpeg) => Some(Self::Jpeg),
            Ok(ImageFormat::Png) => Some(Self::Png),
            _ => None,
        }
    }
}

/// One size of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendition {
    /// The file.
    pub bytes: Bytes,
    /// Its type.
    pub media_type: MediaType,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// A picture in both sizes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// At most 2,048 pixels long.
    pub full: Rendition,
    /// At most 640 pixels long, for lists.
    pub small: Rendition,
}

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureError {
    /// Not JPEG, PNG, GIF or WebP, whatever its name and stated type say.
    Unknown,
    /// More bytes than [`MAX_BYTES`].
    TooLarge,
    /// More pixels than [`MAX_PIXELS`], or more memory than a decoder may take.
    TooManyPixels,
    /// A WebP without loss that may take much more memory than it has bytes.
    TooHeavy,
    /// Cannot be read to its end.
    Broken,
}

impl PictureError {
    /// The id of the text that says what is wrong and what to do.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Unknown => "error-picture-unknown",
            Self::TooLarge => "error-picture-too-large",
            Self::TooManyPixels => "error-picture-too-many-pixels",
            Self::TooHeavy => "error-picture-too-heavy",
            Self::Broken => "error-picture-broken",
        }
    }
}

/// Reads a file and encodes it anew in both sizes. Of several frames the first counts. Slow, and its input is not trusted: only
/// [`super::Workshop`] calls it.
///
/// # Errors
/// Why the file is not taken.
pub(super) fn encode_anew(bytes: &[u8], shape: Shape) -> Result<Picture, PictureError> {
    if bytes.len() > MAX_BYTES {
        return Err(PictureError::TooLarge);
    }
    let (image, lossless) = decode(bytes)?;
    match shape {
        Shape::Whole => {
            let full = shrunk(image, FULL);
            let small = if full.width().max(full.height()) > SMALL { Some(encoded(shrunk(full.clone(), SMALL), false)?) } else { None };
            let full = encoded(full, lossless)?;
            Ok(Picture { small: small.unwrap_or_else(|| full.clone()), full })
        }
        Shape::Portrait => {
            let full = DynamicImage::ImageRgb8(on_white(square(&image, PORTRAIT.0)));
            let small = full.resize_exact(PORTRAIT.1, PORTRAIT.1, FilterType::CatmullRom);
            Ok(Picture { full: encoded(full, false)?, small: encoded(small, false)? })
        }
    }
}

/// The pixels, turned as the camera was held, and whether the format loses nothing.
fn decode(bytes: &[u8]) -> Result<(DynamicImage, bool), PictureError> {
    let format = image::guess_format(bytes).map_err(|_| PictureError::Unknown)?;
    if !matches!(format, ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::Gif | ImageFormat::WebP) {
        return Err(PictureError::Unknown);
    }
    if format == ImageFormat::Jpeg && is_cut_off(bytes) {
        return Err(PictureError::Broken);
    }
    if format == ImageFormat::WebP {
        webp::check(bytes)?;
    }
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| meaning(&error))?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS || decoder.total_bytes() > MAX_MEMORY {
        return Err(PictureError::TooManyPixels);
    }
    if width == 0 || height == 0 {
        return Err(PictureError::Broken);
    }
    // What cannot be read about the camera's position leaves the picture as it lies.
    let orientation = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder).map_err(|error| meaning(&error))?;
    image.apply_orientation(orientation);
    Ok((image, matches!(format, ImageFormat::Png | ImageFormat::Gif)))
}

/// Whether the end of a JPEG is missing (ITU-T T.81 §B.1.1.3): decoders paint the rest grey and say nothing. Within the pixels no marker can
/// occur, and pictures inside of metadata come before them.
fn is_cut_off(bytes: &[u8]) -> bool {
    let last = |marker: [u8; 2]| bytes.windows(2).rposition(|window| window == marker);
    last([0xff, 0xda]).is_none_or(|scan| last([0xff, 0xd9]).is_none_or(|end| end < scan))
}

/// The middle of a picture as a square with this side.
fn square(image: &DynamicImage, side: u32) -> DynamicImage {
    let short = image.width().min(image.height());
    let middle = image.crop_imm((image.width() - short) / 2, (image.height() - short) / 2, short, short);
    let near = if short > side * 2 { middle.thumbnail_exact(side * 2, side * 2) } else { middle };
    near.resize_exact(side, side, FilterType::CatmullRom)
}

fn meaning(error: &image::ImageError) -> PictureError {
    match error {
        image::ImageError::Limits(_) => PictureError::TooManyPixels,
        _ => PictureError::Broken,
    }
}

/// Within a square of this side; what is smaller stays as it is.
fn shrunk(image: DynamicImage, side: u32) -> DynamicImage {
    if image.width() <= side && image.height() <= side { image } else { image.thumbnail(side, side) }
}

/// Without loss where the source was and the file stays small, and wherever something shows through; else JPEG.
fn encoded(image: DynamicImage, lossless: bool) -> Result<Rendition, PictureError> {
    let (width, height) = (image.width(), image.height());
    let rendition = |bytes: Vec<u8>, media_type| Rendition { bytes: bytes.into(), media_type, width, height };
    let sees_through = image.color().has_alpha() && image.to_rgba8().pixels().any(|pixel| pixel.0[3] != 255);
    if sees_through {
        let pixels = image.into_rgba8();
        return Ok(rendition(png(&pixels, width, height, ExtendedColorType::Rgba8)?, MediaType::Png));
    }
    let pixels = image.into_rgb8();
    if lossless {
        let bytes = png(&pixels, width, height, ExtendedColorType::Rgb8)?;
        if bytes.len() <= MAX_LOSSLESS {
            return Ok(rendition(bytes, MediaType::Png));
        }
    }
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
    encoder.write_image(&pixels, width, height, ExtendedColorType::Rgb8).map_err(|_| PictureError::Broken)?;
    Ok(rendition(bytes, MediaType::Jpeg))
}

fn png(pixels: &[u8], width: u32, height: u32, color: ExtendedColorType) -> Result<Vec<u8>, PictureError> {
    let mut bytes = Vec::new();
    PngEncoder::new(&mut bytes).write_image(pixels, width, height, color).map_err(|_| PictureError::Broken)?;
    Ok(bytes)
}

/// What shows through lies on white: portraits are JPEG everywhere.
fn on_white(image: DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let pixels = image.into_rgba8();
    RgbImage::from_fn(pixels.width(), pixels.height(), |x, y| {
        let [red, green, blue, alpha] = pixels.get_pixel(x, y).0;
        let over = |color: u8| u8::try_from((u16::from(color) * u16::from(alpha) + 255 * (255 - u16::from(alpha))) / 255).unwrap_or(255);
        image::Rgb([over(red), over(green), over(blue)])
    })
}

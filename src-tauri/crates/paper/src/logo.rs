//! From the user's picture file to a picture on the page.

use std::io::Cursor;
use std::sync::{Arc, Mutex, PoisonError};

use image::{DynamicImage, ImageReader, Limits, Rgb, RgbImage};

use crate::ink::Picture;
use crate::page::LogoFault;
use crate::stationery::Logo;

/// The largest file taken, in bytes.
const MOST_BYTES: usize = 8 * 1024 * 1024;
/// The most pixels taken.
const MOST_PIXELS: u64 = 40_000_000;
/// No side is embedded with more pixels: 150 points at 300 to the inch.
const MOST_SIDE: u32 = 625;
/// How many logos are remembered.
const REMEMBERED: usize = 4;

type Known = Vec<(Logo, Result<Arc<Picture>, LogoFault>)>;

/// The picture of a logo, transparent parts on white. The same logo is read once and remembered.
pub(crate) fn picture(logo: &Logo) -> Result<Arc<Picture>, LogoFault> {
    static KNOWN: Mutex<Known> = Mutex::new(Vec::new());
    // A panic elsewhere leaves the list whole: entries are pushed in one step.
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, picture)) = known.iter().find(|(other, _)| other == logo) {
        return picture.clone();
    }
    let picture = read(&logo.0).map(Arc::new);
    if known.len() >= REMEMBERED {
        drop(known.remove(0));
    }
    if logo.0.len() <= MOST_BYTES {
        known.push((logo.clone(), picture.clone()));
    }
    picture
}

fn read(bytes: &[u8]) -> Result<Picture, LogoFault> {
    if bytes.len() > MOST_BYTES {
        return Err(LogoFault::TooLarge);
    }
    let unreadable = |_| LogoFault::Unreadable;
    let open = || ImageReader::new(Cursor::new(bytes)).with_guessed_format();
    let size = open().map_err(unreadable)?.into_dimensions();
    let (width, height) = size.map_err(|_| LogoFault::Unreadable)?;
    if width == 0 || height == 0 {
        return Err(LogoFault::Unreadable);
    }
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(LogoFault::TooLarge);
    }
    let mut reader = open().map_err(unreadable)?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_PIXELS * 8);
    reader.limits(limits);
    let decoded = reader.decode().map_err(|_| LogoFault::Unreadable)?;
    let small = if width.max(height) > MOST_SIDE {
        decoded.resize(MOST_SIDE, MOST_SIDE, image::imageops::FilterType::Triangle)
    } else {
        decoded
    };
    let flat = on_white(&small);
    let (width, height) = flat.dimensions();
    Ok(Picture { width, height, deflated: crate::pdf::deflate(flat.as_raw()) })
}

/// The picture without transparency.
fn on_white(picture: &DynamicImage) -> RgbImage {
    let with_alpha = picture.to_rgba8();
    RgbImage::from_fn(with_alpha.width(), with_alpha.height(), |x, y| {
        let [red, green, blue, alpha] = with_alpha.get_pixel(x, y).0;
        let mix = |part: u8| {
            let white = 255 * (255 - u32::from(alpha));
            u8::try_from((u32::from(part) * u32::from(alpha) + white) / 255).unwrap_or(255)
        };
        Rgb([mix(red), mix(green), mix(blue)])
    })
}

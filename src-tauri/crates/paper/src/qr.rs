//! QR codes as squares, to be drawn by whoever shows them; never an image.

use qrcode::{Color, EcLevel, QrCode};

/// A QR code: a square of small squares, dark or light.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// How many squares stand beside each other.
    pub size: u32,
    /// Dark squares beside each other in a row: the column and the row of the first, counted from
    /// 0, and how many there are.
    pub runs: Vec<(u32, u32, u32)>,
}

/// The light squares that readers want around a code on every side (ISO/IEC 18004).
pub const QUIET: u32 = 4;

impl Code {
    /// The code of a text, which is still read when a seventh of it is spoiled. Nothing where the
    /// text is too long for any.
    pub fn of(text: &str) -> Option<Code> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
        let size = u32::try_from(code.width()).ok()?;
        let mut runs: Vec<(u32, u32, u32)> = Vec::new();
        for (at, color) in (0..).zip(code.to_colors()) {
            if color == Color::Light {
                continue;
            }
            let (column, row) = (at % size, at / size);
            match runs.last_mut() {
                Some((first, of, count)) if *of == row && *first + *count == column => *count += 1,
                _ => runs.push((column, row, 1)),
            }
        }
        Some(Code { size, runs })
    }
}

#[cfg(test)]
mod tests;

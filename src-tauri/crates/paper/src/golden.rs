//! Pages as pictures, held against those in `tests/golden`. A line that moved is seen, another
//! smoothing of the same letters is not. `UPDATE_GOLDEN=1` writes the pictures anew.

use std::path::{Path, PathBuf};
use std::process::Command;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{GrayImage, ImageFormat, Luma};

use crate::{Paper, Rendered, Setting};
use crate::{
    accounts, certificates, claims, invoices, languages, letters, library, periods, receipts,
};

/// Dots to the inch.
const RESOLUTION: &str = "64";
/// Two greys that differ by more are counted as different.
const DIFFERENT: u8 = 72;
/// The pictures are compared in patches of this size, about a line high.
const PATCH: (u32, u32) = (64, 10);
/// So many different dots to a thousand make a patch different.
const MOST: u32 = 45;

/// A page of a document.
struct Case {
    name: String,
    rendered: Rendered,
    page: usize,
}

fn cases() -> Vec<Case> {
    use domain::clause::Regime;
    let mut cases = Vec::new();
    let mut add = |name: &str, rendered: Rendered, page: usize| {
        cases.push(Case { name: name.to_owned(), rendered, page });
    };
    let letter = letters::letter();
    for page in [0, 2, 4] {
        add(&format!("letter-us-{}", page + 1), letter.render(), page);
    }
    add("letter-uk-1", library::letter(Regime::UnitedKingdom).render(), 0);
    let setting = Setting { justified: true, hyphenated: true };
    add("letter-justified-2", letter.render_as(setting), 1);
    let mut draft = letters::letter();
    draft.stationery.draft = true;
    draft.stationery.paper = Paper::A4;
    add("letter-draft-1", draft.render(), 0);
    let signed = letters::signed_letter().render();
    let last = signed.pages - 1;
    add("letter-signed-last", signed, last);
    add("invoice", invoices::invoice().render(), 0);
    add("vat-invoice", invoices::vat_invoice().render(), 0);
    add("credit-note", accounts::credit_note().render(), 0);
    add("quittance", receipts::quittance().render(), 0);
    add("receipt", receipts::part_receipt().render(), 0);
    add("pay-slip", receipts::pay_slip().render(), 0);
    add("statement", accounts::statement().render(), 0);
    add("reconciliation", periods::reconciliation().render(), 0);
    add("certificate", certificates::certificate().render(), 0);
    add("late-charge", claims::late_charge().render(), 0);
    add("payment-plan", claims::payment_plan().render(), 0);
    add("reminder", claims::reminder().render(), 0);
    add("hand-off", claims::hand_off().render(), 0);
    for (name, letter) in languages::letters() {
        add(name, letter.render(), 0);
    }
    cases
}

/// The page as a picture in sixteen greys; nothing, with a remark, if the program for it is not
/// installed.
fn picture(case: &Case, directory: &Path) -> Option<GrayImage> {
    let file = directory.join("page.pdf");
    std::fs::write(&file, &case.rendered.bytes).unwrap();
    let page = (case.page + 1).to_string();
    let output = Command::new("pdftoppm")
        .args(["-gray", "-r", RESOLUTION, "-f", &page, "-l", &page])
        .arg(&file)
        .output();
    let Ok(output) = output else {
        println!("skipped: pdftoppm is not installed");
        return None;
    };
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && errors.is_empty(), "{}: {errors}", case.name);
    let mut picture = image::load_from_memory_with_format(&output.stdout, ImageFormat::Pnm)
        .unwrap_or_else(|error| panic!("{}: {error}", case.name))
        .into_luma8();
    for Luma([grey]) in picture.pixels_mut() {
        *grey = grey.saturating_add(8) / 17 * 17;
    }
    Some(picture)
}

/// Where two pictures differ, if they do.
fn difference(picture: &GrayImage, known: &GrayImage) -> Option<String> {
    if picture.dimensions() != known.dimensions() {
        return Some(format!("{:?} and not {:?}", picture.dimensions(), known.dimensions()));
    }
    let (width, height) = picture.dimensions();
    for top in (0..height).step_by(PATCH.1 as usize / 2) {
        for left in (0..width).step_by(PATCH.0 as usize / 2) {
            let across = left..width.min(left + PATCH.0);
            let down = top..height.min(top + PATCH.1);
            let area = (across.end - across.start) * (down.end - down.start);
            let dots = down.flat_map(|y| across.clone().map(move |x| (x, y)));
            let differs = |(x, y): &(u32, u32)| {
                picture.get_pixel(*x, *y).0[0].abs_diff(known.get_pixel(*x, *y).0[0]) > DIFFERENT
            };
            let different = u32::try_from(dots.filter(differs).count()).unwrap();
            if different * 1000 > MOST * area {
                return Some(format!("{different} of {area} dots at {left}, {top}"));
            }
        }
    }
    None
}

/// Writes a picture as small as it can be.
fn write(picture: &GrayImage, file: &Path) {
    let mut bytes = Vec::new();
    let (compression, filter) = (CompressionType::Best, FilterType::NoFilter);
    picture
        .write_with_encoder(PngEncoder::new_with_quality(&mut bytes, compression, filter))
        .unwrap();
    std::fs::write(file, bytes).unwrap();
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

#[test]
fn pages_look_as_they_did() {
    let directory = std::env::temp_dir().join(format!("quittance-golden-{}", std::process::id()));
    std::fs::create_dir_all(&directory).unwrap();
    let anew = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut wrong = Vec::new();
    for case in cases() {
        let Some(picture) = picture(&case, &directory) else {
            return;
        };
        let kept = folder().join(&case.name).with_extension("png");
        if anew {
            write(&picture, &kept);
            continue;
        }
        let known = image::open(&kept).unwrap_or_else(|error| {
            panic!("{}: {error}; UPDATE_GOLDEN=1 writes it", kept.to_string_lossy())
        });
        if let Some(difference) = difference(&picture, &known.into_luma8()) {
            let seen = std::env::temp_dir().join(format!("{}-seen.png", case.name));
            picture.save(&seen).unwrap();
            wrong.push(format!("{}: {difference}; see {}", case.name, seen.to_string_lossy()));
        }
    }
    std::fs::remove_dir_all(&directory).unwrap();
    assert!(wrong.is_empty(), "UPDATE_GOLDEN=1 writes them anew if they are right:\n{wrong:#?}");
}

#[test]
fn a_line_that_moved_by_a_dot_is_seen_and_another_smoothing_is_not() {
    let known = image::open(folder().join("letter-us-1.png")).unwrap().into_luma8();
    assert_eq!(difference(&known, &known), None);
    // Each line of prose by itself: its rows stand one lower.
    for line in [229, 241, 252, 344, 355, 367, 413] {
        let mut moved = known.clone();
        for y in line - 10..line + 3 {
            for x in 0..known.width() {
                moved.put_pixel(x, y + 1, *known.get_pixel(x, y));
            }
        }
        assert!(difference(&moved, &known).is_some(), "{line}");
    }
    let mut smoothed = known.clone();
    for (x, y, Luma([grey])) in smoothed.enumerate_pixels_mut() {
        let by = ((x * 7 + y * 13) % 61) as u8;
        *grey = if (x + y) % 2 == 0 { grey.saturating_sub(by) } else { grey.saturating_add(by) };
    }
    assert_eq!(difference(&smoothed, &known), None);
}

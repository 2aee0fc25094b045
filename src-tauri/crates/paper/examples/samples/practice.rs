//! The practices of the samples, their paper, and how values are written. All names are invented.

use chrono::{DateTime, NaiveDate};
use domain::money::{Currency, Money};
use paper::{DateStyle, Letterhead, Logo, Paper, Stationery};

/// A day.
pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day of the calendar")
}

/// Owned texts.
pub(crate) fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// An amount in US dollars.
pub(crate) fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::Usd).expect("a small amount")
}

/// An amount in pounds.
pub(crate) fn gbp(minor: i64) -> Money {
    Money::new(minor, Currency::Gbp).expect("a small amount")
}

/// A logo: a black square with a white H, as a PNG.
pub(crate) fn logo() -> Logo {
    let mut picture = image::RgbImage::new(170, 170);
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        let bar = (35..135).contains(&y) && ((45..65).contains(&x) || (105..125).contains(&x));
        let cross = (77..93).contains(&y) && (45..125).contains(&x);
        *pixel = image::Rgb(if bar || cross { [255; 3] } else { [0; 3] });
    }
    let mut file = std::io::Cursor::new(Vec::new());
    let written = picture.write_to(&mut file, image::ImageFormat::Png);
    written.expect("writing to memory");
    Logo(file.into_inner())
}

/// An American practice.
pub(crate) fn american(footer: &str) -> Stationery {
    Stationery {
        letterhead: Letterhead {
            practice: "Halden Ledger Accounting LLC".into(),
            person: "Ruth Halden, CPA".into(),
            address: texts(&[
                "418 Larch Street, Suite 2",
                "Bend, Oregon 97701",
                "(541) 555-0142",
                "ruth@haldenledger.example",
            ]),
            logo: Some(logo()),
        },
        paper: Paper::Letter,
        dates: DateStyle::MonthFirst,
        language: "en-US".into(),
        made_at: DateTime::from_timestamp(1_795_282_928, 0).expect("an instant"),
        footer: footer.into(),
        draft: false,
    }
}

/// A British practice, without a logo.
pub(crate) fn british(footer: &str) -> Stationery {
    Stationery {
        letterhead: Letterhead {
            practice: "Pennard & Wray Accountancy Limited".into(),
            person: "Isobel Wray".into(),
            address: texts(&[
                "7 Cordwainer Row",
                "Bristol BS1 0AA",
                "0117 496 0123",
                "isobel@pennardwray.example",
                "VAT registration GB 999 9999 73",
                "Registered in England and Wales 99123456",
                "Registered office as above",
            ]),
            logo: None,
        },
        paper: Paper::A4,
        dates: DateStyle::DayFirst,
        language: "en-GB".into(),
        ..american(footer)
    }
}

//! The colours of the page as the world's screens mean them: sRGB (IEC 61966-2-1) as an ICC profile
//! of version 4 (ICC.1:2010), which an archived file must carry.

/// The profile, made in order of its parts.
pub(super) fn srgb() -> Vec<u8> {
    let description = text("sRGB");
    let copyright = text("No rights reserved");
    // The white of the profile's space, and how far it was moved from daylight (D65 to D50).
    let white = xyz([0.9642, 1.0, 0.8249]);
    let moved = fixed(
        b"sf32",
        &[
            1.047_882, 0.022_919, -0.050_216, 0.029_587, 0.990_479, -0.017_059, -0.009_23,
            0.015_076, 0.751_678,
        ],
    );
    let red = xyz([0.436_066, 0.222_488, 0.013_916]);
    let green = xyz([0.385_147, 0.716_873, 0.097_076]);
    let blue = xyz([0.143_066, 0.060_608, 0.714_096]);
    let mut curve = b"para\0\0\0\0\0\x03\0\0".to_vec();
    for part in [2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.04045] {
        curve.extend(sixteenth(part));
    }
    assembled(&[
        (&[b"desc"], &description),
        (&[b"cprt"], &copyright),
        (&[b"wtpt"], &white),
        (&[b"chad"], &moved),
        (&[b"rXYZ"], &red),
        (&[b"gXYZ"], &green),
        (&[b"bXYZ"], &blue),
        (&[b"rTRC", b"gTRC", b"bTRC"], &curve),
    ])
}

/// Head, table of parts, parts.
fn assembled(parts: &[(&[&[u8; 4]], &[u8])]) -> Vec<u8> {
    let count: usize = parts.iter().map(|(names, _)| names.len()).sum();
    let start = 128 + 4 + 12 * count;
    let (mut table, mut data) = (Vec::new(), Vec::new());
    table.extend(number(count));
    for (names, part) in parts {
        for name in *names {
            table.extend_from_slice(*name);
            table.extend(number(start + data.len()));
            table.extend(number(part.len()));
        }
        data.extend_from_slice(part);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let mut profile = Vec::new();
    profile.extend(number(start + data.len()));
    profile.extend_from_slice(b"\0\0\0\0\x04\x20\0\0mntrRGB XYZ ");
    // A date that never changes: 1 January 2026.
    profile.extend_from_slice(&[0x07, 0xea, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]);
    profile.extend_from_slice(b"acsp");
    profile.resize(68, 0);
    for part in [0.9642, 1.0, 0.8249] {
        profile.extend(sixteenth(part));
    }
    profile.resize(128, 0);
    profile.extend(table);
    profile.extend(data);
    profile
}

fn number(count: usize) -> [u8; 4] {
    u32::try_from(count).unwrap_or(0).to_be_bytes()
}

/// A number in 65,536ths.
fn sixteenth(part: f64) -> [u8; 4] {
    ((part * 65_536.0).round() as i32).to_be_bytes()
}

fn fixed(kind: &[u8; 4], parts: &[f64]) -> Vec<u8> {
    let mut bytes = kind.to_vec();
    bytes.extend_from_slice(&[0; 4]);
    bytes.extend(parts.iter().flat_map(|part| sixteenth(*part)));
    bytes
}

fn xyz(parts: [f64; 3]) -> Vec<u8> {
    fixed(b"XYZ ", &parts)
}

/// A text in one language.
fn text(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut bytes = b"mluc\0\0\0\0\0\0\0\x01\0\0\0\x0cenUS".to_vec();
    bytes.extend(number(units.len()));
    bytes.extend(number(28));
    bytes.extend(units);
    bytes
}

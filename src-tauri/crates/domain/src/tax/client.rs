//! Where the client is decides with the service how it is taxed.

use super::{NONE, Standing, treatment};
use crate::jurisdiction::Jurisdiction;
use crate::named::Named;

/// Where a client belongs for the tax on services.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum At {
    /// Where the practice is.
    Home,
    /// In a province of Canada; the code of its treatment.
    Province(&'static str),
    /// In the European Union.
    Union,
    /// Elsewhere abroad.
    Abroad,
}

impl Named for At {
    const NAMES: &'static [(&'static str, At)] = &[
        ("", At::Home),
        ("eu", At::Union),
        ("abroad", At::Abroad),
        ("ca_ab", At::Province("ca_gst")),
        ("ca_bc", At::Province("ca_bc")),
        ("ca_mb", At::Province("ca_mb")),
        ("ca_nb", At::Province("ca_nb")),
        ("ca_nl", At::Province("ca_nl")),
        ("ca_ns", At::Province("ca_ns")),
        ("ca_on", At::Province("ca_on")),
        ("ca_pe", At::Province("ca_pe")),
        ("ca_qc", At::Province("ca_qc")),
        ("ca_sk", At::Province("ca_sk")),
        ("ca_territory", At::Province("ca_gst")),
    ];
}

/// The practice, as far as it decides.
#[derive(Clone, Copy, Debug)]
pub struct Home<'a> {
    /// Its place.
    pub place: Jurisdiction,
    /// What it usually charges; [`NONE`] where it is not registered.
    pub usual: &'a str,
    /// Whether it is registered for its province's own tax.
    pub second: bool,
}

/// The treatment of a service for a client. Not registered means no tax. What the law taxes by
/// the service's kind (reduced, zero, exempt) or the user by a rate of their own stays as it is
/// at home; what is taxed as usual follows the client: abroad it is outside the tax, zero-rated or
/// for the client to account for; in Canada the province of the client counts, and a province's
/// own tax is charged only where the practice is at home or registered.
///
/// Sources: VAT Act 1994, section 7A and Schedule 4A, paragraph 16; VATCA 2010, sections 33 and
/// 34; New Harmonized Value-added Tax System Regulations, section 13, and Excise Tax Act,
/// Schedule VI, Part V; GST Act 1999, section 38-190; GST Act 1985, section 11A(1)(k).
pub fn applied<'a>(home: Home<'a>, service: &'a str, at: At, business: bool) -> &'a str {
    if home.usual == NONE || service == NONE {
        return NONE;
    }
    let service = if service == super::USUAL { home.usual } else { service };
    let standing = treatment(service).map(|treatment| treatment.standing);
    if standing != Some(Standing::Usual) && standing != Some(Standing::Reduced) {
        return service;
    }
    match (home.place, at) {
        (Jurisdiction::Gb, At::Union) if business => "gb_reverse",
        (Jurisdiction::Gb, At::Union | At::Abroad) => "gb_outside",
        (Jurisdiction::Ie, At::Union) if business => "ie_reverse",
        (Jurisdiction::Ie, At::Abroad) => "ie_outside",
        (Jurisdiction::Ca, At::Union | At::Abroad) => "ca_zero",
        (Jurisdiction::Ca, At::Province(code)) if service == home.usual => province(home, code),
        (Jurisdiction::Au, At::Union | At::Abroad) => "au_free",
        (Jurisdiction::Nz, At::Union | At::Abroad) => "nz_zero",
        _ => service,
    }
}

fn province(home: Home<'_>, code: &'static str) -> &'static str {
    let own = treatment(code).is_some_and(|treatment| treatment.taxes.len() > 1);
    let registered = code == home.usual || (code == "ca_qc" && home.second);
    if own && !registered { "ca_gst" } else { code }
}

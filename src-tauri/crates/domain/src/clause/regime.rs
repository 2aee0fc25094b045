//! Whose law and usage a set of clauses is written for.

use crate::jurisdiction::Jurisdiction;
use crate::practice::Profession;

/// Whose law and usage a set of clauses is written for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Regime {
    /// The United States.
    UnitedStates,
    /// The United Kingdom.
    UnitedKingdom,
    /// Ireland.
    Ireland,
    /// Canada.
    Canada,
    /// Australia.
    Australia,
    /// New Zealand.
    NewZealand,
    /// A consultant anywhere: no statute is named.
    General,
}

impl Regime {
    /// Every regime, the first market first.
    pub const ALL: [Regime; 7] = [
        Regime::UnitedStates,
        Regime::UnitedKingdom,
        Regime::Ireland,
        Regime::Canada,
        Regime::Australia,
        Regime::NewZealand,
        Regime::General,
    ];

    /// The regime of a practice: of its place for an accountant, of no place for a consultant.
    pub fn of(place: Jurisdiction, profession: Profession) -> Regime {
        match profession {
            Profession::Accountant => Regime::of_place(place),
            Profession::Consultant => Regime::General,
        }
    }

    /// The regime of an accountant's place.
    pub fn of_place(place: Jurisdiction) -> Regime {
        match place {
            Jurisdiction::Us => Regime::UnitedStates,
            Jurisdiction::Gb => Regime::UnitedKingdom,
            Jurisdiction::Ie => Regime::Ireland,
            Jurisdiction::Ca => Regime::Canada,
            Jurisdiction::Au => Regime::Australia,
            Jurisdiction::Nz => Regime::NewZealand,
        }
    }
}

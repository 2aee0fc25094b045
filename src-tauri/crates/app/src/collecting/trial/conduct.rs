//! What a method of the built-in processor does: where a charge stands follows from when it was
//! tried and what day it is.

use chrono::{Duration, NaiveDate};
use domain::money::Money;
use domain::named::Named;
use domain::processor::{Dispute, DisputeState, Reason, Refusal, Taken};
use serde::{Deserialize, Serialize};

/// How a method of the built-in processor behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Conduct {
    /// A card that always pays.
    Pays,
    /// A card with too little money the first time.
    PaysLater,
    /// A card that was blocked.
    Dead,
    /// A card whose bank wants its owner to confirm each payment.
    Confirms,
    /// A card whose owner disputes the payment a week later.
    Disputes,
    /// A bank account that pays in four days.
    Debit,
    /// A bank account that pays in four days and takes it back six days after.
    ComesBack,
    /// A bank account that its owner has to verify first.
    Verifies,
}

impl Named for Conduct {
    const NAMES: &'static [(&'static str, Conduct)] = &[
        ("pays", Conduct::Pays),
        ("pays_later", Conduct::PaysLater),
        ("dead", Conduct::Dead),
        ("confirms", Conduct::Confirms),
        ("disputes", Conduct::Disputes),
        ("debit", Conduct::Debit),
        ("comes_back", Conduct::ComesBack),
        ("verifies", Conduct::Verifies),
    ];
}

impl Conduct {
    pub(super) fn is_card(self) -> bool {
        use Conduct::{Confirms, Dead, Disputes, Pays, PaysLater};
        matches!(self, Pays | PaysLater | Dead | Confirms | Disputes)
    }

    /// Four digits by which a person tells the methods apart.
    pub(super) fn last4(self) -> &'static str {
        match self {
            Conduct::Pays => "4242",
            Conduct::PaysLater => "9995",
            Conduct::Dead => "0002",
            Conduct::Confirms => "3155",
            Conduct::Disputes => "0259",
            Conduct::Debit => "6789",
            Conduct::ComesBack => "1116",
            Conduct::Verifies => "0003",
        }
    }

    /// Where a charge stands on a day.
    pub(super) fn stands(
        self,
        tried: &[NaiveDate],
        key: &str,
        amount: Money,
        today: NaiveDate,
    ) -> Taken {
        let Some(tried_on) = tried.last().copied() else {
            return Taken::Prepared;
        };
        if tried_on > today {
            return Taken::Held { on: tried_on };
        }
        let after = |days: i64| tried_on + Duration::days(days);
        match self {
            Conduct::Dead => Taken::Declined(refusal(
                Reason::MethodDead,
                "card_blocked",
                "the card was blocked by its bank",
            )),
            Conduct::Confirms => Taken::Declined(refusal(
                Reason::PayerMustAct,
                "confirmation_required",
                "the bank wants the owner of the card to confirm this payment",
            )),
            Conduct::PaysLater if tried.len() == 1 => Taken::Declined(refusal(
                Reason::Funds,
                "insufficient_funds",
                "there is too little money on the card's account",
            )),
            Conduct::Pays | Conduct::PaysLater => Taken::Settled { on: tried_on },
            Conduct::Disputes if today >= after(7) => Taken::Disputed(Dispute {
                reference: format!("trial_dp_{}", key),
                amount,
                reason: "the owner of the card does not recognize the payment".to_owned(),
                reply_by: after(21).and_hms_opt(12, 0, 0).map(|at| at.and_utc()),
                state: if today >= after(28) { DisputeState::Lost } else { DisputeState::Open },
            }),
            Conduct::Disputes => Taken::Settled { on: tried_on },
            Conduct::ComesBack if today >= after(10) => Taken::Returned {
                on: after(10),
                why: refusal(
                    Reason::Funds,
                    "returned_unpaid",
                    "the client's bank took the debit back: too little money",
                ),
            },
            Conduct::Debit | Conduct::ComesBack | Conduct::Verifies => {
                if today >= after(4) {
                    Taken::Settled { on: after(4) }
                } else {
                    Taken::Processing { expected_on: Some(after(4)) }
                }
            }
        }
    }
}

pub(super) fn refusal(reason: Reason, code: &str, words: &str) -> Refusal {
    let (code, words) = (code.to_owned(), words.to_owned());
    Refusal { reason, code, words, trace: String::new(), wait: None }
}

//! The starter library: about a dozen services for each place, to be edited.

use domain::clause::ServiceKind;
use domain::jurisdiction::Jurisdiction;

use super::{Billing, ServiceForm};

/// A service to start from. The price is a whole number of the home currency, an example to edit.
pub(super) struct Starter {
    /// Name as printed.
    pub(super) name: &'static str,
    kind: ServiceKind,
    description: &'static str,
    billing: Rule,
    price: u32,
}

enum Rule {
    Monthly,
    Quarterly,
    Yearly,
    AtStart,
    WhenDone,
    ByTheHour(u32),
}

impl Starter {
    /// The form of the service in `place`; taxed where the place taxes services as a rule.
    pub(super) fn form(&self, place: Jurisdiction) -> ServiceForm {
        let recurring = |every: &str| Billing::Recurring {
            every: every.to_owned(),
            day: "start_day".to_owned(),
        };
        ServiceForm {
            name: self.name.to_owned(),
            kind: self.kind.as_str().to_owned(),
            description: self.description.to_owned(),
            billing: match self.billing {
                Rule::Monthly => recurring("month"),
                Rule::Quarterly => recurring("quarter"),
                Rule::Yearly => recurring("year"),
                Rule::AtStart => Billing::OnAcceptance,
                Rule::WhenDone => Billing::OnCompletion,
                Rule::ByTheHour(cap) => Billing::Hourly { cap_hours: cap.to_string() },
            },
            price: format!("{}.00", self.price),
            taxable: !place.defaults().tax_percent.is_zero(),
        }
    }
}

/// The starters of a place: those every place has, and its own.
pub(super) fn of(place: Jurisdiction) -> impl Iterator<Item = &'static Starter> {
    let own: &'static [Starter] = match place {
        Jurisdiction::Us => &US,
        Jurisdiction::Gb => &GB,
        Jurisdiction::Ie => &IE,
        Jurisdiction::Ca => &CA,
        Jurisdiction::Au => &AU,
        Jurisdiction::Nz => &NZ,
    };
    EVERYWHERE.iter().chain(own)
}

const fn starter(
    name: &'static str,
    kind: ServiceKind,
    description: &'static str,
    billing: Rule,
    price: u32,
) -> Starter {
    Starter { name, kind, description, billing, price }
}

static EVERYWHERE: [Starter; 7] = [
    starter(
        "Monthly bookkeeping",
        ServiceKind::Bookkeeping,
        "We record your transactions, reconcile up to two bank accounts and one card account, and \
         close each month by the 15th of the next.",
        Rule::Monthly,
        450,
    ),
    starter(
        "Payroll",
        ServiceKind::Payroll,
        "We run payroll from the hours you approve and prepare the payments and payslips for each \
         run.",
        Rule::Monthly,
        180,
    ),
    starter(
        "Management report",
        ServiceKind::Advisory,
        "We send a profit and loss statement and a balance sheet with a one-page note on what \
         changed.",
        Rule::Monthly,
        120,
    ),
    starter(
        "Quarterly review meeting",
        ServiceKind::Advisory,
        "We meet for up to an hour each quarter to go through the figures and the decisions ahead.",
        Rule::Quarterly,
        260,
    ),
    starter(
        "Catch-up of earlier periods",
        ServiceKind::Bookkeeping,
        "We bring earlier books to a state from which the year can be closed. If the records show \
         more than was described, we stop and agree a new fee first.",
        Rule::AtStart,
        900,
    ),
    starter(
        "Set-up of the books",
        ServiceKind::Bookkeeping,
        "We set up the ledger, the bank feeds and the opening balances, and show you how to use \
         them.",
        Rule::AtStart,
        600,
    ),
    starter(
        "Advice by the hour",
        ServiceKind::Advisory,
        "We answer questions beyond the services above, at the rate shown, up to the hours agreed.",
        Rule::ByTheHour(10),
        140,
    ),
];

static US: [Starter; 6] = [
    starter(
        "Business income tax return",
        ServiceKind::Tax,
        "We prepare the federal return and one state return from your closed books. You review and \
         sign before we file.",
        Rule::Yearly,
        1450,
    ),
    starter(
        "Individual income tax return",
        ServiceKind::Tax,
        "We prepare Form 1040 and one state return from the information you give us.",
        Rule::WhenDone,
        650,
    ),
    starter(
        "Sales tax filing",
        ServiceKind::SalesTax,
        "We prepare and file the sales tax return for one state each quarter.",
        Rule::Quarterly,
        150,
    ),
    starter(
        "1099 preparation",
        ServiceKind::Tax,
        "We prepare and file Forms 1099 for the contractors in your books, each January.",
        Rule::WhenDone,
        180,
    ),
    starter(
        "Year-end tax planning",
        ServiceKind::Tax,
        "We estimate the year's tax in autumn and set out what can still be done.",
        Rule::WhenDone,
        480,
    ),
    starter(
        "Estimated tax reminders",
        ServiceKind::Tax,
        "We work out each quarter's estimated tax and remind you before it is due.",
        Rule::Quarterly,
        90,
    ),
];

static GB: [Starter; 5] = [
    starter(
        "VAT return",
        ServiceKind::SalesTax,
        "We prepare the VAT return each quarter and file it under Making Tax Digital once you \
         approve it.",
        Rule::Quarterly,
        180,
    ),
    starter(
        "Year-end accounts",
        ServiceKind::Accounts,
        "We prepare the statutory accounts from your records for you to approve, and file them.",
        Rule::Yearly,
        950,
    ),
    starter(
        "Corporation tax return",
        ServiceKind::Tax,
        "We prepare the CT600 and the computation from the accounts, for you to approve.",
        Rule::Yearly,
        450,
    ),
    starter(
        "Self assessment return",
        ServiceKind::Tax,
        "We prepare your self assessment return from the information you give us.",
        Rule::WhenDone,
        320,
    ),
    starter(
        "Confirmation statement",
        ServiceKind::Secretarial,
        "We prepare and file the company's confirmation statement each year.",
        Rule::Yearly,
        90,
    ),
];

static IE: [Starter; 5] = [
    starter(
        "VAT return",
        ServiceKind::SalesTax,
        "We prepare the VAT3 return for each period and file it once you approve it.",
        Rule::Quarterly,
        180,
    ),
    starter(
        "Annual accounts",
        ServiceKind::Accounts,
        "We prepare the company's accounts from your records for you to approve.",
        Rule::Yearly,
        1100,
    ),
    starter(
        "Corporation tax return",
        ServiceKind::Tax,
        "We prepare Form CT1 from the accounts, for you to approve.",
        Rule::Yearly,
        500,
    ),
    starter(
        "Income tax return",
        ServiceKind::Tax,
        "We prepare Form 11 from the information you give us.",
        Rule::WhenDone,
        420,
    ),
    starter(
        "Annual return",
        ServiceKind::Secretarial,
        "We prepare and file the company's annual return.",
        Rule::Yearly,
        150,
    ),
];

static CA: [Starter; 5] = [
    starter(
        "GST/HST return",
        ServiceKind::SalesTax,
        "We prepare the GST/HST return each quarter and file it once you approve it.",
        Rule::Quarterly,
        160,
    ),
    starter(
        "Corporate tax return",
        ServiceKind::Tax,
        "We prepare the T2 return from your closed books, for you to approve.",
        Rule::Yearly,
        1250,
    ),
    starter(
        "Personal tax return",
        ServiceKind::Tax,
        "We prepare your T1 return from the information you give us.",
        Rule::WhenDone,
        280,
    ),
    starter(
        "T4 and T5 slips",
        ServiceKind::Payroll,
        "We prepare and file the year's T4 and T5 slips.",
        Rule::WhenDone,
        220,
    ),
    starter(
        "Compilation engagement",
        ServiceKind::Compilation,
        "We compile the year's financial information from your records.",
        Rule::Yearly,
        1600,
    ),
];

static AU: [Starter; 5] = [
    starter(
        "Activity statement",
        ServiceKind::SalesTax,
        "We prepare the quarterly activity statement and lodge it once you approve it.",
        Rule::Quarterly,
        220,
    ),
    starter(
        "Company tax return",
        ServiceKind::Tax,
        "We prepare the company's return from your closed books, for you to approve.",
        Rule::Yearly,
        1400,
    ),
    starter(
        "Individual tax return",
        ServiceKind::Tax,
        "We prepare your return from the information you give us.",
        Rule::WhenDone,
        260,
    ),
    starter(
        "Year-end financial statements",
        ServiceKind::Accounts,
        "We prepare the year's financial statements from your records.",
        Rule::Yearly,
        1500,
    ),
    starter(
        "Superannuation lodgement",
        ServiceKind::Payroll,
        "We prepare the quarterly superannuation payments for you to release.",
        Rule::Quarterly,
        120,
    ),
];

static NZ: [Starter; 5] = [
    starter(
        "GST return",
        ServiceKind::SalesTax,
        "We prepare the GST return for each period and file it once you approve it.",
        Rule::Quarterly,
        190,
    ),
    starter(
        "Company tax return",
        ServiceKind::Tax,
        "We prepare the IR4 return from your closed books, for you to approve.",
        Rule::Yearly,
        1200,
    ),
    starter(
        "Individual tax return",
        ServiceKind::Tax,
        "We prepare the IR3 return from the information you give us.",
        Rule::WhenDone,
        280,
    ),
    starter(
        "Annual financial statements",
        ServiceKind::Accounts,
        "We prepare the year's financial statements from your records.",
        Rule::Yearly,
        1450,
    ),
    starter(
        "Provisional tax",
        ServiceKind::Tax,
        "We work out each instalment of provisional tax and remind you before it is due.",
        Rule::Quarterly,
        110,
    ),
];

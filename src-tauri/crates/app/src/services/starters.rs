//! The starter library: about a dozen services for each place, to be edited. A description says
//! what is particular to the service; how such work is done stands in the clause of its kind.

use domain::charge::{Billing, Cap, Unit};
use domain::clause::ServiceKind;
use domain::jurisdiction::Jurisdiction;
use domain::practice::Profession;
use domain::schedule::{DueDay, Every, Recurrence};
use rust_decimal::Decimal;

use super::ServiceForm;
use crate::billing;

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

impl Rule {
    fn read(&self) -> Billing {
        let each = |every| Billing::Recurring(Recurrence::each(every, DueDay::StartDay));
        match self {
            Rule::Monthly => each(Every::MONTH),
            Rule::Quarterly => each(Every::QUARTER),
            Rule::Yearly => each(Every::YEAR),
            Rule::AtStart => Billing::OnAcceptance,
            Rule::WhenDone => Billing::OnCompletion,
            Rule::ByTheHour(cap) => Billing::Logged {
                unit: Unit::Hour,
                cap: Cap { most: Decimal::from(*cap), per: None },
            },
        }
    }
}

impl Starter {
    /// The form of the service.
    pub(super) fn form(&self) -> ServiceForm {
        ServiceForm {
            name: self.name.to_owned(),
            kind: self.kind.as_str().to_owned(),
            description: self.description.to_owned(),
            billing: billing::written(self.billing.read(), &[]),
            price: format!("{}.00", self.price),
            tax: super::usual_tax(),
        }
    }
}

/// The starters of a profession: for an accountant those every place has and its own.
pub(super) fn of(
    place: Jurisdiction,
    profession: Profession,
) -> impl Iterator<Item = &'static Starter> {
    let own: &'static [Starter] = match place {
        Jurisdiction::Us => &US,
        Jurisdiction::Gb => &GB,
        Jurisdiction::Ie => &IE,
        Jurisdiction::Ca => &CA,
        Jurisdiction::Au => &AU,
        Jurisdiction::Nz => &NZ,
    };
    let (everywhere, own): (&'static [Starter], _) = match profession {
        Profession::Accountant => (&EVERYWHERE, own),
        Profession::Consultant => (&CONSULTANT, &[]),
    };
    everywhere.iter().chain(own)
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
        "Up to two bank accounts and one card account, closed once a month.",
        Rule::Monthly,
        450,
    ),
    starter(
        "Payroll",
        ServiceKind::Payroll,
        "Up to five people, one pay run a month.",
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

static CONSULTANT: [Starter; 6] = [
    starter(
        "Kick-off",
        ServiceKind::Advisory,
        "We meet for half a day with the people who know, and send you within a week what we \
         understood and what we propose to do.",
        Rule::AtStart,
        900,
    ),
    starter(
        "Project",
        ServiceKind::Other,
        "We carry out the project in three steps: a plan for you to approve, the work, and a \
         hand-over with a written report.",
        Rule::WhenDone,
        4800,
    ),
    starter(
        "Monthly retainer",
        ServiceKind::Advisory,
        "Up to eight hours a month, by call, message or visit. Hours not used do not carry over.",
        Rule::Monthly,
        1100,
    ),
    starter(
        "Workshop",
        ServiceKind::Other,
        "We prepare and lead a day for up to twelve people and send you the notes.",
        Rule::WhenDone,
        1600,
    ),
    starter(
        "Quarterly review",
        ServiceKind::Advisory,
        "We meet for two hours each quarter to go through what was done and what comes next.",
        Rule::Quarterly,
        450,
    ),
    starter(
        "Advice by the hour",
        ServiceKind::Advisory,
        "We answer questions beyond the services above, at the rate shown, up to the hours agreed.",
        Rule::ByTheHour(10),
        150,
    ),
];

static US: [Starter; 6] = [
    starter(
        "Business income tax return",
        ServiceKind::Tax,
        "One federal and one state return a year, from your closed books.",
        Rule::Yearly,
        1450,
    ),
    starter(
        "Individual income tax return",
        ServiceKind::Tax,
        "Form 1040 and one state return, for one year.",
        Rule::WhenDone,
        650,
    ),
    starter(
        "Sales tax filing",
        ServiceKind::SalesTax,
        "The return of one state, each quarter.",
        Rule::Quarterly,
        150,
    ),
    starter(
        "1099 preparation",
        ServiceKind::Tax,
        "Forms 1099 for the contractors in your books, filed in January.",
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
        "One return each quarter, under Making Tax Digital.",
        Rule::Quarterly,
        180,
    ),
    starter(
        "Year-end accounts",
        ServiceKind::Accounts,
        "The statutory accounts of one company, once a year.",
        Rule::Yearly,
        950,
    ),
    starter(
        "Corporation tax return",
        ServiceKind::Tax,
        "Form CT600 with the computation behind it, once a year, from the accounts.",
        Rule::Yearly,
        450,
    ),
    starter(
        "Self assessment return",
        ServiceKind::Tax,
        "The self assessment return of one person, for one year.",
        Rule::WhenDone,
        320,
    ),
    starter(
        "Confirmation statement",
        ServiceKind::Secretarial,
        "The registers and one confirmation statement a year.",
        Rule::Yearly,
        90,
    ),
];

static IE: [Starter; 5] = [
    starter(
        "VAT return",
        ServiceKind::SalesTax,
        "Form VAT3 for each period.",
        Rule::Quarterly,
        180,
    ),
    starter(
        "Annual accounts",
        ServiceKind::Accounts,
        "The statutory accounts of one company, once a year.",
        Rule::Yearly,
        1100,
    ),
    starter(
        "Corporation tax return",
        ServiceKind::Tax,
        "Form CT1, once a year, from the accounts.",
        Rule::Yearly,
        500,
    ),
    starter(
        "Income tax return",
        ServiceKind::Tax,
        "Form 11 of one person, for one year.",
        Rule::WhenDone,
        420,
    ),
    starter(
        "Annual return",
        ServiceKind::Secretarial,
        "The registers and one annual return a year, Form B1.",
        Rule::Yearly,
        150,
    ),
];

static CA: [Starter; 5] = [
    starter(
        "GST/HST return",
        ServiceKind::SalesTax,
        "One return each quarter.",
        Rule::Quarterly,
        160,
    ),
    starter(
        "Corporate tax return",
        ServiceKind::Tax,
        "The T2 return of one corporation, once a year, from your closed books.",
        Rule::Yearly,
        1250,
    ),
    starter(
        "Personal tax return",
        ServiceKind::Tax,
        "The T1 return of one person, for one year.",
        Rule::WhenDone,
        280,
    ),
    starter(
        "T4 and T5 slips",
        ServiceKind::Payroll,
        "The year's T4 and T5 slips, filed by the end of February.",
        Rule::WhenDone,
        220,
    ),
    starter(
        "Compilation engagement",
        ServiceKind::Compilation,
        "The financial information of one year, with our report.",
        Rule::Yearly,
        1600,
    ),
];

static AU: [Starter; 5] = [
    starter(
        "Activity statement",
        ServiceKind::SalesTax,
        "One statement each quarter.",
        Rule::Quarterly,
        220,
    ),
    starter(
        "Company tax return",
        ServiceKind::Tax,
        "The return of one company, once a year, from your closed books.",
        Rule::Yearly,
        1400,
    ),
    starter(
        "Individual tax return",
        ServiceKind::Tax,
        "The return of one person, for one year.",
        Rule::WhenDone,
        260,
    ),
    starter(
        "Year-end financial statements",
        ServiceKind::Accounts,
        "The statements of one company, once a year.",
        Rule::Yearly,
        1500,
    ),
    starter(
        "Superannuation payments",
        ServiceKind::Payroll,
        "The superannuation of each pay run, prepared on payday for you to release.",
        Rule::Monthly,
        40,
    ),
];

static NZ: [Starter; 5] = [
    starter(
        "GST return",
        ServiceKind::SalesTax,
        "One return for each period.",
        Rule::Quarterly,
        190,
    ),
    starter(
        "Company tax return",
        ServiceKind::Tax,
        "The IR4 return of one company, once a year, from your closed books.",
        Rule::Yearly,
        1200,
    ),
    starter(
        "Individual tax return",
        ServiceKind::Tax,
        "The IR3 return of one person, for one year.",
        Rule::WhenDone,
        280,
    ),
    starter(
        "Annual financial statements",
        ServiceKind::Accounts,
        "The statements of one company, once a year.",
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

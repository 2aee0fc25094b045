//! From an offer to the engagement letter that is drawn, sent and signed.

pub(crate) mod clauses;
mod fees;
mod work;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::charge::Milestone;
use domain::clause::{LetterSection, Placeholder, ServiceKind};
use domain::jurisdiction::{self, Jurisdiction};
use domain::money::{Currency, Money};
use domain::payment_terms::PaymentTerms;
use domain::permission::MethodPolicy;
use domain::practice::LetterSetting;
use domain::proposal::{self, Choice, PartKind};
use domain::schedule::StartOption;
use domain::tax::{Kind, Taxing};
use paper::letter::{Acceptance, BriefRow, Consent, Item, Letter, Section, Signed};
use paper::{DateStyle, Letterhead, Logo, MetaRow, Paper, Rendered, Stationery};
use store::clients::Client;
use store::documents;
use store::practice::Practice;

use crate::context::Look;
use crate::failure::Failure;
use crate::proposals::DraftClauses;
use clauses::{Chosen, Filled};

pub(crate) use fees::{add_on_year, columns};

/// An offer, read and whole: what a revision freezes.
#[derive(Clone, Debug)]
pub(crate) struct Offer {
    /// The proposal's number.
    pub(crate) number: String,
    /// The revision's number.
    pub(crate) revision: i64,
    /// The day on the letter.
    pub(crate) dated: NaiveDate,
    /// The client.
    pub(crate) client: Client,
    /// Who signs for the client; at least one.
    pub(crate) signatories: Vec<Signatory>,
    /// The last day it can be accepted.
    pub(crate) valid_until: NaiveDate,
    /// When invoices fall due.
    pub(crate) payment: PaymentTerms,
    /// A note beside the letter.
    pub(crate) cover_note: String,
    /// Paragraphs after the greeting.
    pub(crate) opening: String,
    /// Paragraphs after the clauses.
    pub(crate) further_terms: String,
    /// How invoices are paid: `by_client`, or a method on file.
    pub(crate) collection: String,
    /// Whether the client is to give a payment method.
    pub(crate) method: MethodPolicy,
    /// When billing begins.
    pub(crate) start: StartOption,
    /// The options to choose one of.
    pub(crate) options: Vec<OfferOption>,
    /// The lines as printed.
    pub(crate) lines: Vec<OfferLine>,
    /// Whether prices hold the tax already.
    pub(crate) prices_include_tax: bool,
    /// How services are usually taxed for the client.
    pub(crate) usual: Taxing,
    /// The same lines as the rules work with them.
    pub(crate) rules: proposal::Offer,
}

impl Offer {
    /// What is paid ahead on work that is billed when done, without add-ons; nothing where no
    /// deposit is asked for.
    pub(crate) fn deposit(&self) -> Result<Option<Money>, Failure> {
        let plainest = self.rules.plainest();
        let mut deposits = Vec::new();
        for at in 0..self.lines.len() {
            let parts = self.rules.parts(at, &plainest)?;
            let paid_ahead = parts.iter().filter(|part| part.kind == PartKind::Deposit);
            deposits.extend(paid_ahead.map(|part| part.price));
        }
        if deposits.is_empty() {
            return Ok(None);
        }
        Ok(Some(Money::sum(self.rules.currency, deposits)?))
    }
}

/// Who signs for the client.
#[derive(Clone, Debug)]
pub(crate) struct Signatory {
    /// The name.
    pub(crate) name: String,
    /// In what capacity.
    pub(crate) capacity: String,
    /// The address the letter goes to.
    pub(crate) email: String,
}

/// An option of an offer.
#[derive(Clone, Debug)]
pub(crate) struct OfferOption {
    /// Its name.
    pub(crate) name: String,
    /// Who it is for.
    pub(crate) about: String,
}

/// A line of an offer, as printed.
#[derive(Clone, Debug)]
pub(crate) struct OfferLine {
    /// The service of the library it came from.
    pub(crate) service_id: Option<domain::ids::ServiceId>,
    /// What kind of work it is.
    pub(crate) kind: ServiceKind,
    /// Name as printed.
    pub(crate) name: String,
    /// What is done.
    pub(crate) description: String,
    /// The parts in which a price on completion falls due; none for all at once.
    pub(crate) milestones: Vec<Milestone>,
    /// The treatment of its tax.
    pub(crate) tax: String,
}

/// How the letter is signed, once all have.
pub(crate) struct Signing {
    /// What was chosen.
    pub(crate) choice: Choice,
    /// Initials for consent by notice; empty where none were given.
    pub(crate) initials: String,
    /// The signatures, in the order of the signatories.
    pub(crate) signers: Vec<Signer>,
}

/// A signature on the letter.
pub(crate) struct Signer {
    /// The name.
    pub(crate) name: String,
    /// In what capacity.
    pub(crate) capacity: String,
    /// The signature.
    pub(crate) signed: Signed,
}

/// What a letter is made of beside its offer: its clauses and what fills them.
#[derive(Clone, Debug)]
pub(crate) struct Wording {
    /// Every clause it has or could have, in order.
    pub(crate) clauses: Vec<Chosen>,
    /// What fills their blanks.
    pub(crate) filled: Filled,
}

impl Wording {
    /// Whether the letter has the clause `id`.
    pub(crate) fn has(&self, id: &str) -> bool {
        self.clauses.iter().any(|clause| clause.present && clause.id == id)
    }
}

/// The wording of an offer's letter today.
pub(crate) fn wording(
    look: &Look<'_>,
    offer: &Offer,
    draft: &DraftClauses,
) -> Result<Wording, Failure> {
    let regime = look.regime();
    let kinds: Vec<ServiceKind> = offer.lines.iter().map(|line| line.kind).collect();
    let filled = clauses::fill_in(look, offer, regime, draft)?;
    let clauses = clauses::choose(look, regime, &kinds, draft, &filled)?;
    Ok(Wording { clauses, filled })
}

/// The letter of an offer; `made_at` goes into the file's properties.
pub(crate) fn compose(
    look: &Look<'_>,
    offer: &Offer,
    wording: &Wording,
    made_at: DateTime<Utc>,
    draft: bool,
    signing: Option<&Signing>,
) -> Result<Letter, Failure> {
    let footer = format!(
        "{} to {} · {}, revision {} · {}",
        look.practice.name,
        offer.client.name,
        offer.number,
        offer.revision,
        look.long_date(offer.dated)
    );
    let mut addressee = Vec::new();
    if let Some(first) = offer.signatories.first()
        && first.name != offer.client.name
    {
        addressee.push(first.name.clone());
    }
    addressee.push(offer.client.name.clone());
    addressee.extend(offer.client.address.lines().map(str::to_owned));
    Ok(Letter {
        stationery: stationery(look, footer, made_at, draft)?,
        addressee,
        meta: vec![
            MetaRow::new("Proposal", &offer.number),
            MetaRow::new("Revision", offer.revision.to_string()),
            MetaRow::new("Date", look.long_date(offer.dated)),
            MetaRow::new("Open until", look.long_date(offer.valid_until)),
        ],
        title: "Engagement letter".to_owned(),
        greeting: format!("Dear {},", greeted(offer)),
        opening: paragraphs(&offer.opening),
        in_brief: in_brief(look, offer, wording)?,
        sections: sections(look, offer, wording, signing)?,
        acceptance: Some(acceptance(look, offer, wording, signing)?),
        particulars: None,
    })
}

/// On which page each clause of a letter begins, counted from 1, and its fee table as `fees`.
pub(crate) fn places<'a>(wording: &'a Wording, rendered: &Rendered) -> BTreeMap<&'a str, u32> {
    let present = wording.clauses.iter().filter(|clause| clause.present);
    let keys = present.map(|clause| clause.id.as_str()).chain([fees::TABLE]);
    keys.filter_map(|key| {
        let first = rendered.boxes.iter().find(|placed| placed.key == key)?;
        Some((key, u32::try_from(first.page + 1).ok()?))
    })
    .collect()
}

/// How the practice has its letters set.
pub(crate) fn setting(practice: &Practice) -> paper::Setting {
    let justified = practice.letter_setting == LetterSetting::Justified;
    paper::Setting { justified, hyphenated: justified }
}

/// What every document of the practice stands on.
pub(crate) fn stationery(
    look: &Look<'_>,
    footer: String,
    made_at: DateTime<Utc>,
    draft: bool,
) -> Result<Stationery, Failure> {
    let practice = &look.practice;
    let place = look.place();
    let logo = match &practice.logo {
        Some(hash) => documents::show(look.db, hash)?.map(|file| Logo(file.bytes)),
        None => None,
    };
    let mut address: Vec<String> = practice.address.lines().map(str::to_owned).collect();
    address
        .extend([&practice.phone, &practice.email].into_iter().filter(|s| !s.is_empty()).cloned());
    if !practice.tax_registration.is_empty() {
        address.push(format!("{} {}", place.tax_registration_name, practice.tax_registration));
    }
    if !practice.second_registration.is_empty() {
        address.push(format!("{} {}", second_name(practice), practice.second_registration));
    }
    Ok(Stationery {
        letterhead: Letterhead {
            practice: practice.name.clone(),
            person: practice.person.clone(),
            address,
            logo,
        },
        paper: match place.paper {
            jurisdiction::Paper::Letter => Paper::Letter,
            jurisdiction::Paper::A4 => Paper::A4,
        },
        dates: match place.date_style {
            jurisdiction::DateStyle::MonthFirst => DateStyle::MonthFirst,
            jurisdiction::DateStyle::DayFirst => DateStyle::DayFirst,
        },
        language: language(practice).to_owned(),
        made_at,
        footer,
        draft,
    })
}

/// What the number for the province's own tax is called: that of the practice's province, else
/// Québec's, which any practice may need.
fn second_name(practice: &Practice) -> &'static str {
    let own = domain::tax::treatment(&practice.usual_tax).and_then(|usual| usual.taxes.get(1));
    match own.map(|tax| tax.kind) {
        Some(Kind::Pst) => "PST number",
        Some(Kind::Rst) => "RST number",
        _ => "QST number",
    }
}

/// Language and country of the practice's texts.
pub(crate) fn language(practice: &Practice) -> &'static str {
    match practice.jurisdiction {
        Jurisdiction::Us => "en-US",
        Jurisdiction::Gb => "en-GB",
        Jurisdiction::Ie => "en-IE",
        Jurisdiction::Ca => "en-CA",
        Jurisdiction::Au => "en-AU",
        Jurisdiction::Nz => "en-NZ",
    }
}

/// The first names of the signatories, or the client where there are none.
fn greeted(offer: &Offer) -> String {
    let names: Vec<&str> = offer
        .signatories
        .iter()
        .filter(|one| one.name != offer.client.name)
        .filter_map(|one| one.name.split_whitespace().next())
        .collect();
    if names.is_empty() { offer.client.name.clone() } else { listed(&names) }
}

/// The paragraphs of a text: blank lines part them.
fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n")
        .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|part| !part.is_empty())
        .collect()
}

/// Four or five lines that say the whole. A clause is cited only where the letter has it.
fn in_brief(look: &Look<'_>, offer: &Offer, wording: &Wording) -> Result<Vec<BriefRow>, Failure> {
    let row = |text: String, cited: &str| BriefRow {
        text,
        clauses: if wording.has(cited) { vec![cited.to_owned()] } else { Vec::new() },
    };
    let of = |wanted: &proposal::Offered| -> Vec<&str> {
        let lines = offer.lines.iter().zip(&offer.rules.lines);
        lines.filter(|(_, rules)| rules.offered == *wanted).map(|(line, _)| &*line.name).collect()
    };
    let mut rows = Vec::new();
    let always = of(&proposal::Offered::Always);
    if !always.is_empty() {
        rows.push(row(listed(&always), "SCOPE"));
    }
    if !offer.options.is_empty() {
        let names: Vec<&str> = offer.options.iter().map(|option| &*option.name).collect();
        rows.push(row(format!("Options, choose one: {}", listed(&names)), "FEE"));
    }
    let add_ons = of(&proposal::Offered::AddOn);
    if !add_ons.is_empty() {
        rows.push(row(format!("To choose on top: {}", listed(&add_ons)), "FEE"));
    }
    let totals = offer.rules.totals(&offer.rules.plainest())?;
    if totals.first_year.is_positive() && offer.options.is_empty() {
        rows.push(row(fees::in_first_year(look.place(), offer, &totals), "FEE"));
    }
    rows.push(row(format!("Each invoice is due {}", offer.payment.words()), "PAY"));
    let method = match offer.method {
        MethodPolicy::NotNeeded => None,
        MethodPolicy::Wanted => Some("You give us a payment method with your acceptance"),
        MethodPolicy::Required => Some("You give us a payment method before work starts"),
    };
    if let Some(words) = method {
        let permits = wording.clauses.iter().find(|clause| clause.present && is_permission(clause));
        rows.push(row(words.to_owned(), permits.map_or("", |clause| &clause.id)));
    }
    rows.push(row(format!("Begins {}", look.long_date(offer.rules.starts_on)), "TERM"));
    Ok(rows)
}

/// Whether a clause permits to charge a method on file.
fn is_permission(clause: &Chosen) -> bool {
    domain::clause::stem(&clause.id) == "PAY-AUTH"
}

/// What a letter that needs a method before work starts says beside its clauses.
const METHOD_FIRST: &str = "We start the work when you have given a payment method on our payment \
    provider's page and it can be charged. What falls due before that under this letter is \
    invoiced all the same.";

/// `A, B and C`, the first three of a longer list.
fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [all @ .., last] if names.len() <= 3 => format!("{} and {last}", all.join(", ")),
        [first, second, rest @ ..] => format!("{first}, {second} and {} more", rest.len()),
    }
}

/// The clauses in their sections, each filled. A blank that nothing fills keeps its name in
/// braces; the review stops such a letter from being sent. What is offered and what it costs stand
/// in the letter whatever its clauses are.
fn sections(
    look: &Look<'_>,
    offer: &Offer,
    wording: &Wording,
    signing: Option<&Signing>,
) -> Result<Vec<Section>, Failure> {
    let values = clauses::values(&wording.filled);
    let mut sections = Vec::new();
    for section in LetterSection::ALL {
        let mut items = Vec::new();
        if section == LetterSection::Fees && !wording.has("FEE") {
            items.push(Item::FeeTable(fees::table(look, offer, signing)?));
        }
        let mut clauses: Vec<&Chosen> =
            wording.clauses.iter().filter(|c| c.present && c.section == section).collect();
        if section == LetterSection::Work {
            items.extend(work::items(offer, &mut clauses, &values));
        }
        for clause in clauses {
            items.push(work::filled(clause, &values));
            if clause.id == "FEE" {
                items.push(Item::FeeTable(fees::table(look, offer, signing)?));
            }
        }
        if section == LetterSection::Payment && offer.method == MethodPolicy::Required {
            items.push(Item::Paragraph(METHOD_FIRST.to_owned()));
        }
        if !items.is_empty() {
            sections.push(Section { heading: section.heading().to_owned(), items });
        }
    }
    let further = paragraphs(&offer.further_terms);
    if !further.is_empty() {
        let items = further.into_iter().map(Item::Paragraph).collect();
        sections.push(Section { heading: "Further terms".to_owned(), items });
    }
    Ok(sections)
}

/// A currency as a sentence names it.
pub(crate) fn currency_words(currency: Currency) -> &'static str {
    match currency {
        Currency::Aud => "Australian dollars",
        Currency::Cad => "Canadian dollars",
        Currency::Chf => "Swiss francs",
        Currency::Eur => "euros",
        Currency::Gbp => "pounds sterling",
        Currency::Jpy => "Japanese yen",
        Currency::Nzd => "New Zealand dollars",
        Currency::Usd => "US dollars",
    }
}

/// The sentence by which the signer agrees, the same on screen, in the letter and in the
/// certificate.
pub(crate) fn statement(practice: &Practice, client: &str, number: &str, revision: i64) -> String {
    format!(
        "We have read this letter, {number} revision {revision}, and agree to it. Whoever signs \
         for {client} has the authority to do so. It is the agreement between {client} and {}.",
        practice.name
    )
}

/// The sentence that asks for initials, where a clause lets silence be consent after some days.
pub(crate) fn initials_asked(wording: &Wording) -> Option<String> {
    let asks = |clause: &Chosen| {
        clause.present
            && domain::clause::placeholders(&clause.text).contains(&Placeholder::ConsentDays)
    };
    wording.clauses.iter().any(asks).then(|| {
        "Initial here to allow consent by notice. Without your initials, silence is never consent."
            .to_owned()
    })
}

fn acceptance(
    look: &Look<'_>,
    offer: &Offer,
    wording: &Wording,
    signing: Option<&Signing>,
) -> Result<Acceptance, Failure> {
    let (practice, client) = (&look.practice, &offer.client.name);
    let of = |name: &str, capacity: &str, signed: Option<Signed>| paper::letter::Signatory {
        name: name.to_owned(),
        capacity: match capacity {
            "" => format!("for {client}"),
            capacity => format!("{capacity}, {client}"),
        },
        signed,
    };
    let mut signatories: Vec<paper::letter::Signatory> = match signing {
        Some(signing) => {
            let signers = signing.signers.iter();
            signers.map(|s| of(&s.name, &s.capacity, Some(s.signed.clone()))).collect()
        }
        None => offer.signatories.iter().map(|one| of(&one.name, &one.capacity, None)).collect(),
    };
    let person = if practice.person.is_empty() { &practice.name } else { &practice.person };
    signatories.push(paper::letter::Signatory {
        name: person.clone(),
        capacity: format!("for {}", practice.name),
        signed: signing.map(|_| Signed {
            on: offer.dated,
            signature: paper::letter::Signature::Typed(person.clone()),
        }),
    });
    Ok(Acceptance {
        choices: fees::choices(look, offer, signing)?,
        consent: initials_asked(wording).map(|text| Consent {
            text,
            initials: signing
                .map(|signing| signing.initials.clone())
                .filter(|initials| !initials.is_empty()),
        }),
        statement: statement(practice, client, &offer.number, offer.revision),
        signatories,
    })
}

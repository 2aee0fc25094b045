//! What goes into a pack: the agreement and its certificate, invoices, a statement, interest by
//! day, and what happened in words. Billing data alone: nothing of the work itself, no notes of
//! calls, nothing of what a client is in.

use ::evidence::bundle::{self, Facts, File};
use ::evidence::sha256_hex;
use chrono::{Days, NaiveDate};
use domain::ids::AgreementId;
use domain::money::Money;
use paper::hand_off::{DatedFact, HandOff, PackFile, Party};
use paper::invoice::Note;
use store::clients::Client;
use store::invoices::Invoice;
use store::{agreements, amendments, demands, documents, invoices, payments, revisions};

use super::{STATEMENT_DAYS, shown, texts};
use crate::account_statements::{self, AskAccountStatement};
use crate::context::{Act, Look};
use crate::evidence_packs::agreement_of;
use crate::failure::{Failure, conflict, not_found, refused};
use crate::late_charges;
use crate::letter::stationery;
use crate::proposals::file_name;
use crate::seal;

/// What never goes along.
pub(super) const NEVER: [&str; 4] = [
    "Tax returns, accounts, advice and the client's own records",
    "Notes of calls and notes about the client",
    "What you know of hardship, illness or family",
    "Numbers of cards and bank accounts",
];

/// The cover's own name.
const COVER: &str = "00-cover.pdf";

/// A pack before it is sealed.
pub(super) struct Made {
    pub(super) owed: Money,
    pub(super) says: String,
    /// Every file that may go along, the cover left out.
    pub(super) files: Vec<File>,
    pub(super) cover: Vec<u8>,
}

/// What is owed on an invoice.
struct Claim {
    invoice: Invoice,
    /// Late charges that were claimed and are open, and what has accrued since.
    late: Money,
    daily: String,
    working: Option<Vec<u8>>,
}

/// The pack of a client's debt as it stands today.
pub(super) fn made(
    look: &Look<'_>,
    client: &Client,
    number: u32,
    left_out: &[String],
) -> Result<Made, Failure> {
    let currency = client.currency.unwrap_or(look.currency());
    let mut open = invoices::open(look.db, Some(client.id))?;
    open.retain(|invoice| invoice.currency == currency && invoice.due_on < look.today);
    if open.is_empty() {
        return Err(conflict(format!("nothing of {} is past due", client.name)));
    }
    open.sort_by(|a, b| (a.due_on, &a.number).cmp(&(b.due_on, &b.number)));
    let claims: Vec<Claim> =
        open.into_iter().map(|invoice| claim(look, invoice)).collect::<Result<_, _>>()?;
    let billed = Money::sum(currency, claims.iter().map(|one| one.invoice.open))?;
    let late = Money::sum(currency, claims.iter().map(|one| one.late))?;
    let owed = billed.plus(late)?;
    let daily: Vec<String> = claims
        .iter()
        .filter(|one| !one.daily.is_empty())
        .map(|one| format!("{} adds {} each further day.", one.invoice.number, one.daily))
        .collect();
    let mut says = vec![format!("Invoices {}, late charges {}.", billed.shown(), late.shown())];
    says.extend(daily);
    let says = says.join(" ");
    let files = files(look, client, &claims)?;
    let taken: Vec<&File> = files.iter().filter(|file| !left_out.contains(&file.name)).collect();
    let cover = cover(look, client, number, owed, &says, &claims, &taken)?.render().bytes;
    Ok(Made { owed, says, files, cover })
}

/// All of it in one file with its list, sealed.
pub(super) fn sealed(
    act: &Act<'_>,
    client: &Client,
    number: u32,
    made: Made,
    left_out: &[String],
) -> Result<Vec<u8>, Failure> {
    let what = "What is owed, by whom to whom, and what is in here".to_owned();
    let mut files = vec![File { name: COVER.to_owned(), bytes: made.cover, what }];
    files.extend(made.files.into_iter().filter(|file| !left_out.contains(&file.name)));
    let facts = Facts {
        practice: act.practice.name.clone(),
        client: client.name.clone(),
        agreement: shown(number),
        made_at: act.now,
        journal_head: String::new(),
        stated: Vec::new(),
    };
    bundle::build(&facts, &files, &seal::key(act)?)
        .map_err(|why| refused("left_out", why.to_string()))
}

/// What is owed on an invoice, with interest by the law or the letter where either gives any.
fn claim(look: &Look<'_>, invoice: Invoice) -> Result<Claim, Failure> {
    let claimed = store::late_charges::of_invoice(look.db, invoice.id)?;
    let mut late = Money::zero(invoice.currency);
    for charge in &claimed {
        late = late.plus(charge.open()?)?;
    }
    let Some(found) = late_charges::claimable(look, invoice.id)? else {
        return Ok(Claim { invoice, late, daily: String::new(), working: None });
    };
    late = late.plus(found.total)?;
    Ok(Claim { invoice, late, daily: found.daily, working: Some(found.pdf) })
}

/// The files in their order, numbered.
fn files(look: &Look<'_>, client: &Client, claims: &[Claim]) -> Result<Vec<File>, Failure> {
    let mut files: Vec<(String, Vec<u8>, String)> = Vec::new();
    for agreement in agreements_of(look, claims)? {
        agreed(look, agreement, &mut files)?;
    }
    for claim in claims {
        let number = &claim.invoice.number;
        let bytes = document(look, &claim.invoice.document)?;
        files.push((
            format!("invoice-{}.pdf", file_name(number)),
            bytes,
            format!("Invoice {number}"),
        ));
    }
    let from = look.today - Days::new(STATEMENT_DAYS);
    let asked = AskAccountStatement {
        client_id: client.id.to_string(),
        from: from.to_string(),
        until: None,
        currency: None,
    };
    let statement = account_statements::rendered(look, &asked)?;
    files.push(("statement.pdf".to_owned(), statement, "Statement of account".to_owned()));
    for claim in claims {
        let number = &claim.invoice.number;
        if let Some(bytes) = &claim.working {
            let what = format!("Late charge on {number}, day by day");
            files.push((format!("late-charge-{}.pdf", file_name(number)), bytes.clone(), what));
        }
    }
    for demand in demands::of_client(look.db, client.id)? {
        let what = format!("Formal demand of {}", look.long_date(demand.made_on));
        let bytes = document(look, &demand.document)?;
        files.push((format!("demand-{}.pdf", demand.made_on), bytes, what));
    }
    let mut text = |name: &str, text: String, what: &str| {
        files.push((name.to_owned(), text.into_bytes(), what.to_owned()));
    };
    text("contacts.txt", texts::contacts(look, client.id)?, "Every contact, messages in full");
    text("disputes.txt", texts::disputes(look, client.id)?, "Disputes and what was answered");
    let payments = texts::payments(look, client.id)?;
    text("payments.txt", payments, "Payments, failed payments, promises and plans");
    let named = |(at, (name, bytes, what)): (usize, (String, Vec<u8>, String))| File {
        name: format!("{:02}-{name}", at + 1),
        bytes,
        what,
    };
    Ok(files.into_iter().enumerate().map(named).collect())
}

fn agreements_of(look: &Look<'_>, claims: &[Claim]) -> Result<Vec<AgreementId>, Failure> {
    let mut found = Vec::new();
    for claim in claims {
        if let Some(agreement) = agreement_of(look, claim.invoice.id)?
            && !found.contains(&agreement.id)
        {
            found.push(agreement.id);
        }
    }
    Ok(found)
}

/// The signed letter of an agreement, its certificate and the letters of its amendments.
fn agreed(
    look: &Look<'_>,
    id: AgreementId,
    files: &mut Vec<(String, Vec<u8>, String)>,
) -> Result<(), Failure> {
    let agreement = agreements::show(look.db, id)?.ok_or_else(|| not_found("agreement"))?;
    let number = &agreement.number;
    let name = file_name(number);
    if let Some(accepted) = agreement.acceptance() {
        let acceptance =
            revisions::acceptance(look.db, accepted)?.ok_or_else(|| not_found("acceptance"))?;
        let letter = document(look, &acceptance.signed_letter)?;
        files.push((
            format!("agreement-{name}.pdf"),
            letter,
            format!("Agreement {number}, signed"),
        ));
        let bytes = document(look, &acceptance.certificate)?;
        files.push((
            format!("certificate-{name}.pdf"),
            bytes,
            "Certificate of acceptance".to_owned(),
        ));
    }
    for amendment in amendments::list(look.db, Some(id))? {
        let sent = amendment.events.iter().find_map(|event| event.document.clone());
        if let Some(hash) = sent {
            let at = amendment.terms.number;
            let what = format!("Amendment {at} of {number}");
            files.push((format!("amendment-{name}-{at}.pdf"), document(look, &hash)?, what));
        }
    }
    Ok(())
}

fn document(look: &Look<'_>, hash: &str) -> Result<Vec<u8>, Failure> {
    Ok(documents::show(look.db, hash)?.ok_or_else(|| not_found("document"))?.bytes)
}

fn cover(
    look: &Look<'_>,
    client: &Client,
    number: u32,
    owed: Money,
    says: &str,
    claims: &[Claim],
    files: &[&File],
) -> Result<HandOff, Failure> {
    let practice = &look.practice;
    let footer = format!("{} · hand-off pack {} · {}", practice.name, shown(number), client.name);
    let lines = |parts: [&str; 4]| -> Vec<String> {
        let lines = parts.into_iter().flat_map(str::lines);
        lines.filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
    };
    let kind = if client.kind == "consumer" { "Consumer" } else { "Business" };
    let reach = [client.phone.as_str(), client.email.as_str()].join(" ");
    let ours = [practice.phone.as_str(), practice.email.as_str()].join(" ");
    let note = |label: &str, text: String| Note { label: label.to_owned(), text };
    Ok(HandOff {
        stationery: stationery(look, footer, look.now, false)?,
        number: shown(number),
        figures_at: look.today,
        summary: "Prepared for a recovery agent, a solicitor or the court.".to_owned(),
        owed,
        owed_says: says.to_owned(),
        debtor: Party {
            lines: lines([&client.name, &client.address, &client.contact, &reach]),
            remark: format!("{kind} debtor. {}", tax_number(client)),
        },
        creditor: Party {
            lines: lines([&practice.name, &practice.address, &practice.person, &ours]),
            remark: "The debt has not been assigned.".to_owned(),
        },
        dates: dates(look, client, claims)?,
        files: files
            .iter()
            .map(|file| PackFile {
                what: file.what.clone(),
                file: file.name.clone(),
                pages: None,
                sha256: seal::bytes_of(&sha256_hex(&file.bytes)),
            })
            .collect(),
        notes: vec![
            note("What is left out", format!("{}.", NEVER.join("; "))),
            note(
                "From now on",
                "Nothing is said to the debtor from here about this debt, and any payment that \
                 comes here is reported on the same day."
                    .to_owned(),
            ),
        ],
        signatory: if practice.person.is_empty() { &practice.name } else { &practice.person }
            .clone(),
    })
}

fn tax_number(client: &Client) -> String {
    match client.tax_number.as_str() {
        "" => String::new(),
        number => format!("Registered as {number}."),
    }
}

/// The days that matter for limitation, in order.
fn dates(look: &Look<'_>, client: &Client, claims: &[Claim]) -> Result<Vec<DatedFact>, Failure> {
    let fact = |what: String, on: NaiveDate| DatedFact { what, on };
    let mut dates = Vec::new();
    for id in agreements_of(look, claims)? {
        let agreement = agreements::show(look.db, id)?.ok_or_else(|| not_found("agreement"))?;
        if let Some(on) = agreement.agreed_on() {
            dates.push(fact(format!("Agreement {} accepted", agreement.number), on));
        }
    }
    for claim in claims {
        let invoice = &claim.invoice;
        let what = format!("Invoice {} issued for {}", invoice.number, invoice.total.shown());
        dates.push(fact(what, invoice.issued_on));
        dates.push(fact(format!("Invoice {} due", invoice.number), invoice.due_on));
    }
    let paid = payments::list(look.db, Some(client.id), 100)?;
    if let Some(last) = paid.iter().find(|payment| payment.reversed.is_none()) {
        dates.push(fact(format!("Last payment, {}", last.amount.shown()), last.received_on));
    }
    dates.sort_by_key(|fact| fact.on);
    Ok(dates)
}

//! The page of a client pack, from its template.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{Datelike, NaiveDate};
use domain::money::Currency;
use serde_json::json;

use super::reading::{self, escaped, paragraphs};
use super::{Offered, Pack, PaymentPage, Terms};
use crate::{canonical, html};

const SCRIPT: &str = concat!(
    "(() => {\n'use strict';\n",
    include_str!("../script/screen.js"),
    include_str!("../script/hash.js"),
    include_str!("../script/canonical.js"),
    include_str!("money.js"),
    include_str!("letter.js"),
    include_str!("pad.js"),
    include_str!("card.js"),
    include_str!("answer.js"),
    include_str!("page.js"),
    include_str!("return.js"),
    include_str!("start.js"),
    "})();\n"
);

const STYLE: &str = concat!(
    include_str!("../style/look.css"),
    include_str!("page.css"),
    include_str!("letter.css"),
    include_str!("steps.css"),
    include_str!("return.css"),
    include_str!("narrow.css")
);

pub(super) fn html(pack: &Pack, terms: &Terms) -> String {
    html::page(include_str!("page.html"), STYLE, SCRIPT, |name| part(pack, terms, name))
}

/// What stands for `{{name}}` in the template.
fn part(pack: &Pack, terms: &Terms, name: &str) -> String {
    let signatory = terms.for_whom();
    match name {
        "language" => escaped(&pack.language),
        "practice" => escaped(&pack.practice.name),
        "person" => escaped(&pack.practice.person),
        "email" => escaped(&pack.practice.email),
        "address" => pack
            .practice
            .address
            .iter()
            .map(|line| format!("<span>{}</span> ", escaped(line)))
            .collect(),
        "client" => escaped(&pack.client),
        "number" => escaped(&pack.number),
        "revision" => pack.revision.to_string(),
        "signatory" => escaped(signatory.map_or("", |signatory| &signatory.name)),
        "capacity" => escaped(signatory.map_or("", |signatory| &signatory.capacity)),
        "others" => others(terms),
        "valid_until" => escaped(&day(pack.valid_until, &pack.language)),
        "time_zone" => escaped(&place(&pack.time_zone)),
        "note" => prose(&pack.cover_note),
        "letter" => reading::html(&pack.letter.reading),
        "letter_sha256" => terms.letter_sha256.clone(),
        "currency" => format!("{} ({})", words_of(pack.currency), pack.currency.code()),
        "options" => options(&pack.options),
        "add_ons" => add_ons(&pack.add_ons),
        "totals_note" => prose(&pack.totals_note),
        "consent" => prose(&pack.texts.consent),
        "authority" => escaped(&pack.texts.authority),
        "statement" => prose(&pack.texts.statement),
        "notice" => notice(pack),
        "payment_page" => pack.payment_page.as_ref().map(payment_page).unwrap_or_default(),
        "terms" => html::embedded(&canonical::text(&facts(pack, terms))),
        "pdf" => STANDARD.encode(&pack.letter.pdf),
        other => unreachable!("the template has no {other}"),
    }
}

/// What the script needs to know.
fn facts(pack: &Pack, terms: &Terms) -> serde_json::Value {
    json!({
        "terms": terms,
        "token": pack.token.to_hex(),
        "practice": pack.practice.name,
        "return_to": pack.return_to,
        "letter_name": pack.letter.file_name,
        "decimals": pack.currency.digits(),
        "valid_until": day(pack.valid_until, &pack.language),
    })
}

fn prose(text: &str) -> String {
    paragraphs(text).iter().map(|part| format!("<p>{}</p>", escaped(part))).collect()
}

/// The other signatories, who have packs of their own.
fn others(terms: &Terms) -> String {
    let names: Vec<&str> = terms
        .signatories
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != terms.signatory)
        .map(|(_, signatory)| signatory.name.as_str())
        .collect();
    match names.as_slice() {
        [] => String::new(),
        names => format!("<p class=\"quiet\">Also signs: {}.</p>", escaped(&names.join(", "))),
    }
}

fn options(options: &[Offered]) -> String {
    choices(options, "radio", "option")
}

fn add_ons(add_ons: &[Offered]) -> String {
    choices(add_ons, "checkbox", "add-on")
}

fn choices(offered: &[Offered], kind: &str, name: &str) -> String {
    let one = |(at, offered): (usize, &Offered)| {
        let about = match offered.about.as_str() {
            "" => String::new(),
            about => format!("<span class=\"about\">{}</span>", escaped(about)),
        };
        format!(
            "<label class=\"choice\"><input type=\"{kind}\" autocomplete=\"off\" \
             name=\"{name}\" value=\"{at}\" \
             data-test=\"{name}-{at}\"><span class=\"what\"><span class=\"name\">{}</span>{about}\
             </span><span class=\"price\" data-price=\"{name}-{at}\"></span></label>",
            escaped(&offered.name)
        )
    };
    offered.iter().enumerate().map(one).collect()
}

fn notice(pack: &Pack) -> String {
    let Some(notice) = &pack.texts.notice else { return String::new() };
    format!(
        "<h3>Changes by notice</h3><div class=\"words\" id=\"notice-text\">{}</div>\
         <label class=\"field short\"><span>Initials, or leave empty to refuse</span>\
         <input id=\"initials\" data-test=\"initials\" maxlength=\"8\" autocomplete=\"off\" \
         aria-describedby=\"notice-text\"></label>",
        prose(&notice.text)
    )
}

/// The page for a payment method: its link, and its code for a telephone.
fn payment_page(page: &PaymentPage) -> String {
    let until = match page.until.as_str() {
        "" => String::new(),
        until => format!(" It can be used until {}.", escaped(until)),
    };
    let code = if page.size == 0 { String::new() } else { code(page) };
    format!(
        "<section class=\"paying no-print\" aria-labelledby=\"paying-title\">\
         <h2 id=\"paying-title\">Your payment method</h2>\
         <div class=\"pair\"><div><p>This letter asks for a payment method. You give it on a page \
         of the payment provider, which needs the internet; nothing of it stands in this file.\
         {until}</p><p><a class=\"button\" data-test=\"payment-page\" href=\"{}\" \
         target=\"_blank\" rel=\"noopener noreferrer\">Give a payment method</a></p></div>\
         {code}</div></section>",
        escaped(&page.url)
    )
}

/// A QR code with the light border that readers want.
fn code(page: &PaymentPage) -> String {
    const QUIET: u32 = 4;
    let whole = page.size + 2 * QUIET;
    let path: String = page
        .runs
        .iter()
        .map(|(x, y, n)| format!("M{} {}h{n}v1h-{n}z", x + QUIET, y + QUIET))
        .collect();
    format!(
        "<svg class=\"code\" data-test=\"payment-code\" role=\"img\" \
         aria-label=\"QR code of the page for a payment method\" viewBox=\"0 0 {whole} {whole}\" \
         width=\"160\" height=\"160\" shape-rendering=\"crispEdges\">\
         <rect width=\"{whole}\" height=\"{whole}\" fill=\"#fff\"/>\
         <path d=\"{path}\" fill=\"#000\"/></svg>"
    )
}

/// `America/Los_Angeles` as `Los Angeles time`.
fn place(zone: &str) -> String {
    let city = zone.rsplit('/').next().unwrap_or(zone);
    format!("{} time", city.replace('_', " "))
}

/// A date as the language writes it.
fn day(day: NaiveDate, language: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = MONTHS[day.month0() as usize];
    if matches!(language, "en-US" | "en-CA") {
        format!("{month} {}, {}", day.day(), day.year())
    } else {
        format!("{} {month} {}", day.day(), day.year())
    }
}

fn words_of(currency: Currency) -> &'static str {
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

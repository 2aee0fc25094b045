use super::*;
use crate::checks::{assert_inside_margins, page_of, text_of};
use crate::{Finding, Logo, LogoFault, Paper, letters, library, practice};
use domain::money::{Currency, Money};

#[test]
fn the_sample_letter_has_five_pages_and_nothing_to_report() {
    for paper in [Paper::Letter, Paper::A4] {
        let mut letter = letters::letter();
        letter.stationery.paper = paper;
        let rendered = letter.render();
        assert_eq!(rendered.findings, []);
        assert!(rendered.pages <= 5, "{}", rendered.pages);
        assert_inside_margins(&rendered, paper);
    }
}

#[test]
fn clauses_stand_in_order_with_id_and_number_before_their_text() {
    let rendered = letters::letter().render();
    let text = text_of(&rendered, "PAY-LATE");
    assert!(text.starts_with("PAY-LATE 5.4 Late charges. If an invoice is still unpaid"), "{text}");
    assert!(text.ends_with("that is settled in your favor."), "{text}");
    let second = text_of(&rendered, "SCOPE/2");
    assert!(second.starts_with("SCOPE 2.2 Clean-up of earlier periods."), "{second}");
    let keys: Vec<&str> = rendered.boxes.iter().map(|placed| placed.key.as_str()).collect();
    let place = |key: &str| keys.iter().position(|other| *other == key).unwrap();
    assert!(place("addressee") < place("meta") && place("meta") < place("title"));
    assert!(place("PART") < place("SCOPE") && place("SEVER") < place("acceptance"));
}

#[test]
fn citations_follow_the_numbers_of_this_letter() {
    let mut letter = letters::letter();
    let before = letter.render();
    assert!(text_of(&before, "acceptance").contains("authorization in 5.2 and"));
    assert!(text_of(&before, "in-brief").contains("two returns 2.1–2.3"));
    assert!(text_of(&before, "in-brief").contains("5.1, 5.2"));
    letter.sections.remove(0);
    let after = letter.render();
    assert!(text_of(&after, "acceptance").contains("authorization in 4.2 and"));
    assert!(text_of(&after, "in-brief").contains("two returns 1.1–1.3"));
}

#[test]
fn a_clause_that_is_cited_but_absent_is_reported() {
    let mut letter = letters::letter();
    letter.sections.retain(|section| section.heading != "Changes and ending");
    let findings = letter.render().findings;
    let absent =
        |id: &str, place: &str| Finding::UnknownClause { id: id.into(), place: place.into() };
    assert!(findings.contains(&absent("AMEND", "FEE-REV")), "{findings:?}");
    assert!(findings.contains(&absent("TERM", "in-brief")), "{findings:?}");
}

#[test]
fn the_acceptance_block_is_whole_and_two_clauses_precede_it() {
    for cut in 0..41 {
        let mut letter = letters::signed_letter();
        let mut left = 41 - cut;
        for section in &mut letter.sections {
            section.items.truncate(left);
            left -= section.items.len();
        }
        letter.sections.retain(|section| !section.items.is_empty());
        let rendered = letter.render();
        let blocks = rendered.boxes.iter().filter(|placed| placed.key == "acceptance");
        assert_eq!(blocks.count(), 1, "{cut} clauses fewer");
        let page = page_of(&rendered, "acceptance");
        let items = letter.sections.iter().flat_map(|section| &section.items);
        let last_two: Vec<&Item> = items.collect::<Vec<_>>().into_iter().rev().take(2).collect();
        for item in last_two {
            // A fee table among the last two stands for a clause.
            let Item::Clause(clause) = item else { break };
            assert_eq!(page_of(&rendered, &clause.id), page, "{}, {cut} fewer", clause.id);
        }
    }
}

#[test]
fn the_addressee_stands_in_the_window_of_an_envelope() {
    let rendered = letters::letter().render();
    let addressee = rendered.boxes.iter().find(|placed| placed.key == "addressee").unwrap();
    assert_eq!(addressee.rect.x, 178.0);
    for placed in rendered.boxes.iter().filter(|placed| placed.page == 0) {
        let rect = placed.rect;
        let in_window = rect.x < 316.0 && rect.y < 200.0 && rect.y + rect.height > 140.0;
        assert!(
            !in_window || placed.key == "addressee" || placed.key == "letterhead",
            "{placed:?}"
        );
    }
}

#[test]
fn figures_are_printed_as_money_shows_them() {
    let rendered = letters::letter().render();
    assert_eq!(
        text_of(&rendered, "fee-4"),
        "Weekly bill payment run on the 1st of each month, in advance 240.00 12 – 2,880.00"
    );
    assert_eq!(
        text_of(&rendered, "total"),
        "First year, from December 1, 2026 10,850.00 15,230.00"
    );
}

#[test]
fn three_hundred_fee_lines_repeat_the_head_and_lose_no_figure() {
    let mut letter = letters::letter();
    let most = Money::new(Money::LIMIT_MINOR, Currency::Usd).unwrap();
    for item in letter.sections.iter_mut().flat_map(|section| &mut section.items) {
        let Item::FeeTable(table) = item else {
            continue;
        };
        table.options.push(table.options[1].clone());
        let line = table.rows[0].clone();
        let lines = (0..300).map(|at| FeeRow {
            key: format!("many-{at}"),
            rate: Some(most),
            amounts: vec![Some(most.negated()), Some(most), None],
            ..line.clone()
        });
        table.rows.splice(0..1, lines);
    }
    let rendered = letter.render();
    assert_inside_margins(&rendered, Paper::Letter);
    for at in 0..300 {
        let text = text_of(&rendered, &format!("many-{at}"));
        assert!(text.contains("\u{2212}90,071,992,547,409.91 90,071,992,547,409.91 –"), "{text}");
    }
    let first = page_of(&rendered, "many-0");
    let last = page_of(&rendered, "many-299");
    assert!(last > first + 8);
    assert!(rendered.findings.iter().all(|f| matches!(f, Finding::Squeezed { .. })));
    assert_eq!(page_of(&rendered, "total"), page_of(&rendered, "fee-5"));
}

#[test]
fn sixty_pages_are_as_sound_as_five() {
    let mut letter = letters::letter();
    let sections = letter.sections.clone();
    for _ in 0..16 {
        letter.sections.extend(sections.iter().filter(|s| s.heading != "Fees").cloned());
    }
    let rendered = letter.render();
    assert!(rendered.pages >= 55, "{}", rendered.pages);
    assert_inside_margins(&rendered, Paper::Letter);
    assert_eq!(rendered.findings, []);
}

#[test]
fn hostile_texts_give_a_page_and_never_a_panic() {
    let long = "w".repeat(2_000);
    let texts = [
        "",
        " ",
        "\u{0}\u{1}\u{7f}\u{202e}evil\u{202c}",
        "'); DROP TABLE clients; --",
        "<img src=x onerror=alert(1)>",
        "שלום עולם 123 (abc) مرحبا",
        "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
        "👩‍👩‍👧‍👦 東京 𓀀",
        "- Label without an end",
        "- : :",
        "`",
        "`` ` `#` `#",
        "{braces} %d \\ \n\n\n- A: b\n- C: d\nrest",
        &long,
    ];
    for text in texts {
        let mut letter = letters::signed_letter();
        fill(&mut letter, text);
        let rendered = letter.render();
        assert!(rendered.pages >= 1);
        assert_inside_margins(&rendered, Paper::A4);
    }
}

/// Puts a text everywhere.
fn fill(letter: &mut Letter, text: &str) {
    let texts = || vec![text.to_owned(); 3];
    letter.stationery.letterhead.practice = text.into();
    letter.stationery.letterhead.person = text.into();
    letter.stationery.letterhead.address = texts();
    letter.stationery.footer = text.into();
    letter.addressee = texts();
    letter.opening = texts();
    letter.title = text.into();
    letter.greeting = text.into();
    for row in &mut letter.meta {
        row.label = text.into();
        row.value = text.into();
    }
    for row in &mut letter.in_brief {
        row.text = text.into();
        row.clauses = texts();
    }
    for section in &mut letter.sections {
        section.heading = text.into();
        section.items.push(Item::Paragraph(text.into()));
        for item in &mut section.items {
            match item {
                Item::Clause(clause) => {
                    clause.id = text.into();
                    clause.heading = text.into();
                    clause.text = text.into();
                }
                Item::FeeTable(table) => {
                    table.note = text.into();
                    for option in &mut table.options {
                        option.label = text.into();
                        option.name = text.into();
                    }
                    for row in &mut table.rows {
                        row.name = text.into();
                        row.sub_line = text.into();
                        row.times = text.into();
                    }
                }
                Item::Paragraph(_) => {}
            }
        }
    }
    let acceptance = letter.acceptance.as_mut().unwrap();
    acceptance.statement = text.into();
    for choice in &mut acceptance.choices {
        choice.name = text.into();
        choice.amount = text.into();
    }
    for signatory in &mut acceptance.signatories {
        signatory.name = text.into();
        signatory.capacity = text.into();
    }
    letter.particulars = Some(text.into());
}

#[test]
fn a_letter_of_nothing_is_one_page() {
    let mut letter = letters::letter();
    letter.addressee.clear();
    letter.meta.clear();
    letter.opening.clear();
    letter.in_brief.clear();
    letter.sections.clear();
    letter.acceptance = None;
    letter.title.clear();
    letter.greeting.clear();
    assert_eq!(letter.render().pages, 1);
}

#[test]
fn a_drawn_signature_of_wild_points_stays_on_its_line() {
    let strokes = [
        vec![vec![]],
        vec![vec![(f32::NAN, 1.0)], vec![(f32::INFINITY, f32::NEG_INFINITY)]],
        vec![vec![(0.0, 0.0)]],
        vec![vec![(1.0e30, -1.0e30), (5.0, 5.0)], vec![(0.0, 0.0), (900_000.0, 1.0)]],
    ];
    for strokes in strokes {
        let mut letter = letters::signed_letter();
        let acceptance = letter.acceptance.as_mut().unwrap();
        let signed = acceptance.signatories[0].signed.as_mut().unwrap();
        signed.signature = Signature::Drawn(strokes);
        let rendered = letter.render();
        let text = String::from_utf8_lossy(&rendered.bytes).into_owned();
        assert!(!text.contains("NaN") && !text.contains("inf "));
    }
}

#[test]
fn a_broken_or_huge_logo_is_reported_and_the_letter_is_whole() {
    let good = practice::logo().0;
    let cases = [
        (Vec::new(), LogoFault::Unreadable),
        (b"GIF89a not a picture we take".to_vec(), LogoFault::Unreadable),
        (good[..good.len() / 2].to_vec(), LogoFault::Unreadable),
        (vec![0x89; 9 * 1024 * 1024], LogoFault::TooLarge),
        (claiming_to_be(60_000, 60_000), LogoFault::TooLarge),
    ];
    let without = letters::letter().render().pages;
    for (bytes, fault) in cases {
        let mut letter = letters::letter();
        letter.stationery.letterhead.logo = Some(Logo(bytes));
        let rendered = letter.render();
        assert_eq!(rendered.findings, [Finding::Logo(fault)]);
        assert_eq!(rendered.pages, without);
        assert!(text_of(&rendered, "letterhead").starts_with("Halden Ledger Accounting LLC"));
    }
}

/// The start of a PNG that says it has this many pixels.
fn claiming_to_be(width: u32, height: u32) -> Vec<u8> {
    let mut file = practice::logo().0;
    file[16..20].copy_from_slice(&width.to_be_bytes());
    file[20..24].copy_from_slice(&height.to_be_bytes());
    // The checksum of the header is over its type and data.
    let mut crc = u32::MAX;
    for byte in &file[12..29] {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
        }
    }
    file[29..33].copy_from_slice(&(!crc).to_be_bytes());
    file
}

#[test]
fn an_accepted_letter_shows_what_was_chosen_and_signed() {
    let rendered = letters::signed_letter().render();
    let text = text_of(&rendered, "acceptance");
    for expected in ["MA", "Ruth Halden", "Nov 24, 2026", "signed on paper", "Jonas Alder"] {
        assert!(text.contains(expected), "{expected} in {text}");
    }
    assert!(text_of(&rendered, "particulars").starts_with("Halden Ledger"));
}

#[test]
fn scripts_are_set_and_the_one_missing_character_is_named() {
    let rendered = letters::scripts().render();
    let missing = Finding::NoGlyph { character: '東', place: "opening".into() };
    assert_eq!(rendered.findings, [missing]);
    assert_inside_margins(&rendered, Paper::Letter);
    let addressee = text_of(&rendered, "addressee");
    assert!(addressee.starts_with("Nguyễn Thị Hồng Ngọc Łódź Śliwowica"), "{addressee}");
}

#[test]
fn the_clause_library_makes_a_letter_without_findings() {
    use domain::clause::Regime;
    for regime in Regime::ALL {
        let rendered = library::letter(regime).render();
        assert_eq!(rendered.findings, [], "{regime:?}");
        assert!(rendered.pages <= 6, "{regime:?} takes {} pages", rendered.pages);
        assert!(text_of(&rendered, "DISP").contains("with a credit note"));
    }
}

#[test]
fn an_amount_without_an_option_above_it_is_printed_all_the_same() {
    let mut letter = letters::letter();
    for item in letter.sections.iter_mut().flat_map(|section| &mut section.items) {
        let Item::FeeTable(table) = item else {
            continue;
        };
        table.options.clear();
        table.rows[0].amounts = vec![table.rows[1].amounts[0]; 5];
    }
    let rendered = letter.render();
    assert_eq!(text_of(&rendered, "fee-1").matches("7,800.00").count(), 5);
    assert_inside_margins(&rendered, Paper::Letter);
}

#[test]
fn prose_is_justified_and_hyphenated_only_when_asked() {
    let letter = letters::letter();
    let plain = letter.render();
    let hyphenated = letter.render_as(Setting { justified: false, hyphenated: true });
    let both = letter.render_as(Setting { justified: true, hyphenated: true });
    assert!(plain != hyphenated && hyphenated != both);
    assert!(plain == letter.render_as(Setting::default()));
    for rendered in [&hyphenated, &both] {
        assert_eq!(rendered.findings, []);
        assert!(rendered.pages <= plain.pages);
        assert_inside_margins(rendered, Paper::Letter);
        // What is read has no hyphens of lines in it.
        for key in ["PAY-LATE", "SCOPE", "LIAB", "opening"] {
            assert_eq!(text_of(rendered, key), text_of(&plain, key));
        }
    }
}

#[test]
fn lines_with_a_dash_are_items_of_a_list() {
    let mut letter = letters::letter();
    let Item::Clause(clause) = &mut letter.sections[0].items[0] else { panic!("a clause") };
    clause.text = "We need:\n- bank statements of every month\n- Payroll: the wages\n\
                   - what `FEE` asks for, and this too: a long sentence with a colon"
        .into();
    let rendered = letter.render();
    let text = text_of(&rendered, "PART");
    assert!(
        text.ends_with(
            "We need: • bank statements of every month Payroll the wages • what FEE asks for, \
             and this too: a long sentence with a colon"
        ),
        "{text}"
    );
    assert_eq!(rendered.findings, []);
}

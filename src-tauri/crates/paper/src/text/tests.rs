use super::*;

fn clean(text: &str) -> String {
    let mut cleaner = clean::Cleaner::new();
    cleaner.push(text);
    cleaner.finish()
}

fn broken(text: &str, measure: f32) -> Vec<String> {
    let lines = Setter::default().paragraph(text, PROSE, measure);
    lines.iter().map(Line::text).collect()
}

fn findings(text: &str) -> Vec<Finding> {
    let mut setter = Setter::default();
    setter.at("here");
    setter.paragraph(text, PROSE, 340.0);
    setter.into_parts().1
}

#[test]
fn ligatures_and_kerning_are_on() {
    let mut setter = Setter::default();
    let line = setter.line("office", PROSE);
    assert!(line.pieces[0].shaped.count < 6, "ffi is a ligature");
    let glyphs = &setter.line("AV", PROSE).pieces[0].shaped.runs[0].glyphs;
    assert!(glyphs[0].advance < glyphs[0].natural, "A and V are kerned");
}

#[test]
fn figures_of_the_sans_stand_in_columns() {
    let mut setter = Setter::default();
    assert_eq!(setter.line("111", NOTE).width, setter.line("888", NOTE).width);
    assert_eq!(setter.line("1,111.11", PROSE).width, setter.line("8,888.88", PROSE).width);
}

#[test]
fn no_line_is_wider_than_the_measure() {
    let text = "We record your transactions on the accrual basis, reconcile two bank accounts \
                and one card account, make adjusting entries, and close each month. ";
    for measure in [60.0, 100.0, 211.0, 340.0] {
        let lines = Setter::default().paragraph(&text.repeat(5), PROSE, measure);
        assert!(lines.iter().all(|line| line.width <= measure), "{measure}");
    }
}

#[test]
fn lines_are_chosen_for_the_whole_paragraph() {
    // Filling line by line would leave "bb" alone before a long word.
    let text = "aaaa aaaa aaaa bb cccccccccccccccc dd eeeeeeeeeeeeeeee ffff and the last of it";
    let least = broken(text, 90.0);
    let width = |line: &String| Setter::default().line(line, PROSE).width;
    let ragged = |lines: &[String]| -> f32 {
        lines[..lines.len() - 1].iter().map(|line| (90.0 - width(line)).powi(2)).sum()
    };
    let mut greedy: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match greedy.last_mut() {
            Some(line) if width(&format!("{line} {word}")) <= 90.0 => {
                line.push(' ');
                line.push_str(word);
            }
            _ => greedy.push(word.to_owned()),
        }
    }
    assert!(least.len() <= greedy.len());
    assert!(ragged(&least) <= ragged(&greedy), "{least:?} {greedy:?}");
}

#[test]
fn what_belongs_together_is_not_parted() {
    let together = [
        "November 21, 2026",
        "21 November 2026",
        "12% a year",
        "clause 5.2",
        "Form 1120-S",
        "J. Smith",
        "Dr. Cole",
        "30 days",
        "2.75 h",
        "Option 1",
    ];
    for phrase in together {
        for lead in 1..40 {
            let text = format!("{} {phrase} or so it is said by them all", "x".repeat(lead));
            let lines = broken(&text, 130.0);
            assert!(lines.iter().any(|line| line.contains(phrase)), "{phrase}: {lines:?}");
        }
    }
}

#[test]
fn a_number_is_not_tied_to_a_joining_word() {
    let tied = super::tie::tied_spaces("in 5.2 and the rest of what is said there");
    assert_eq!(tied, [35], "only the last short word is tied");
    assert_eq!(super::tie::tied_spaces("its 2026 tax returns"), [12]);
}

#[test]
fn a_short_last_word_is_never_alone() {
    for lead in 1..60 {
        let text =
            format!("{} it is a text that goes on and then ends in rest stands", "y".repeat(lead));
        let lines = broken(&text, 150.0);
        assert_ne!(lines.last().unwrap(), "stands", "{lines:?}");
    }
}

#[test]
fn words_break_at_hyphens_between_words_only() {
    let lines = broken("good-faith good-faith good-faith good-faith good-faith", 40.0);
    assert!(lines.iter().any(|line| line.ends_with("good-")), "{lines:?}");
    let kept = broken("e-mail PR-0042 FEE-OOS one-a ruth@half-way.example OR-20-S", 48.0);
    for word in ["e-mail", "PR-0042", "FEE-OOS"] {
        assert!(kept.iter().any(|line| line.contains(word)), "{word} in {kept:?}");
    }
}

#[test]
fn a_word_of_two_thousand_letters_is_broken_and_reported() {
    let word = "w".repeat(2_000);
    let mut setter = Setter::default();
    setter.at("here");
    let lines = setter.paragraph(&word, PROSE, 340.0);
    assert!(lines.len() > 30);
    assert!(lines.iter().all(|line| line.width <= 340.0));
    assert_eq!(lines.iter().map(Line::text).collect::<String>(), word);
    assert_eq!(setter.into_parts().1, [Finding::Squeezed { place: "here".into() }]);
}

#[test]
fn a_character_no_face_has_is_named_once() {
    let found = findings("one 𓀀 two 𓀀 and 東");
    let place = || "here".to_owned();
    assert_eq!(
        found,
        [
            Finding::NoGlyph { character: '𓀀', place: place() },
            Finding::NoGlyph { character: '東', place: place() },
        ]
    );
    assert_eq!(found[0].to_string(), "no typeface has the character 𓀀 (U+13000) used in here");
}

#[test]
fn no_empty_box_is_ever_drawn() {
    for text in ["x\u{20dd}", "\u{20e3}", "a\u{fe0f}b", "\u{1abe}\u{301}", "q\u{59e}\u{6d4}"] {
        let mut setter = Setter::default();
        let lines = setter.paragraph(text, PROSE, 340.0);
        let glyphs = lines.iter().flat_map(|line| &line.pieces);
        let glyphs = glyphs.flat_map(|piece| &piece.shaped.runs).flat_map(|run| &run.glyphs);
        assert!(
            glyphs.clone().count() > 0 && glyphs.clone().all(|glyph| glyph.id != 0),
            "{text:?}"
        );
    }
}

#[test]
fn scripts_of_europe_and_vietnam_have_their_letters() {
    for text in ["Ειρήνη", "Щукин", "Nguyễn Thị Hồng Ngọc", "Łódź", "Þórður", "Ștefan", "שלום"]
    {
        assert_eq!(findings(text), [], "{text}");
    }
}

#[test]
fn control_characters_and_steering_marks_leave_nothing() {
    let hostile = "a\u{0}b\u{7}c\u{202e}d\u{200f}e\u{ad}f\u{feff}g\u{1b}[31m";
    assert_eq!(clean(hostile), "abcdefg[31m");
    assert_eq!(findings(hostile), []);
    assert_eq!(clean("  one \t two\r\n\nthree  "), "one two three");
}

#[test]
fn quotes_become_curly() {
    assert_eq!(
        clean("\"we\" (\"you\") client's 30 days' 'so'"),
        "“we” (“you”) client’s 30 days’ ‘so’"
    );
}

/// The pieces of a line from left to right.
fn on_paper(line: &Line) -> String {
    line.pieces.iter().map(|piece| &*piece.shaped.text).collect()
}

#[test]
fn text_from_right_to_left_stands_in_its_own_direction() {
    let mut setter = Setter::default();
    let line = &setter.paragraph("to שלום עולם now", PROSE, 340.0)[0];
    // Left to right on paper: the first Hebrew word stands right of the second.
    assert_eq!(on_paper(line), "to עולם שלום now");
    assert_eq!(line.text(), "to שלום עולם now");
    let word = &line.pieces[2].shaped;
    let first = &word.runs[0].glyphs[0];
    assert_eq!(&word.text[first.stands_for.clone()], "ם", "the last letter is leftmost");
}

#[test]
fn a_paragraph_of_hebrew_runs_from_the_right_and_one_that_only_begins_with_it_does_not() {
    let mut setter = Setter::default();
    let line = &setter.paragraph("שלום עולם LATE", PROSE, 340.0)[0];
    assert_eq!(on_paper(line), "LATE עולם שלום");
    let line = &setter.paragraph("שלום owes us the sum", PROSE, 340.0)[0];
    assert_eq!(on_paper(line), "שלום owes us the sum");
}

#[test]
fn nothing_gives_no_lines() {
    assert_eq!(broken("", 340.0), Vec::<String>::new());
    assert_eq!(broken(" \n\t ", 340.0), Vec::<String>::new());
    assert_eq!(Setter::default().line("", PROSE).width, 0.0);
}

#[test]
fn a_figure_that_is_too_wide_is_set_smaller_not_cut() {
    let mut setter = Setter::default();
    setter.at("total");
    let line = setter.fitted("90,071,992,547,409.91", PROSE, 48.0);
    assert!(line.width <= 48.0 && line.text() == "90,071,992,547,409.91");
    assert_eq!(setter.into_parts().1, [Finding::Squeezed { place: "total".into() }]);
}

#[test]
fn spans_keep_their_styles_across_spaces() {
    let spans = [
        Span::new("Heading", STRONG),
        Span::new(". ", PROSE),
        Span::new("Text (", PROSE),
        Span::new("AMEND", NOTE),
        Span::new(") goes on.", PROSE),
    ];
    let line = lines::unbroken(&mut Setter::default(), &spans);
    assert_eq!(line.text(), "Heading. Text (AMEND) goes on.");
    let style = |text: &str| {
        line.pieces.iter().find(|piece| &*piece.shaped.text == text).map(|piece| piece.style)
    };
    assert_eq!(style("Heading"), Some(STRONG));
    assert_eq!(style("AMEND"), Some(NOTE));
    assert_eq!(style("goes"), Some(PROSE));
}

#[test]
fn long_texts_take_time_in_proportion() {
    // A word of 50,000 letters and a paragraph of 10,000 spans: both must end.
    let word = "x".repeat(50_000);
    assert!(Setter::default().paragraph(&word, PROSE, 340.0).len() > 500);
    let spans: Vec<Span> = (0..10_000).map(|_| Span::new("a b ", PROSE)).collect();
    assert!(Setter::default().paragraph_of(&spans, 340.0).len() > 250);
}

#[test]
fn a_word_of_marks_and_of_letters_no_face_has_fits_its_measure() {
    let marks = format!("e{}", "\u{332}\u{20dd}".repeat(300));
    for word in ["waA#𑛀Nmড়ﬠ[𐍐🝻[!0(ຄ\u{332}0n{0%𜴀", &marks, &"لالا".repeat(60), &"ffi".repeat(80)]
    {
        for measure in [3.0, 40.0, 120.0] {
            let lines = Setter::default().paragraph(word, PROSE, measure);
            let set: usize = lines.iter().map(|line| line.text().chars().count()).sum();
            assert_eq!(set, word.chars().count());
            let wide =
                |line: &&Line| line.width > measure + 0.001 && line.text().chars().count() > 1;
            assert!(!lines.iter().any(|line| wide(&line)), "{word} in {measure}");
        }
    }
}

proptest::proptest! {
    #[test]
    fn any_text_at_all_fits_its_measure(text in proptest::prelude::any::<String>()) {
        let lines = Setter::default().paragraph(&text, PROSE, 120.0);
        for line in &lines {
            // Widths are summed in f32, in one order for the break and in another for the line.
            proptest::prop_assert!(line.width <= 120.001, "{}", line.text());
        }
    }

    #[test]
    fn no_letter_is_lost_when_a_paragraph_is_broken(text in "[a-z0-9 ,.'-]{0,300}") {
        let whole: String = clean(&text).split_whitespace().collect();
        let lines = Setter::default().paragraph(&text, PROSE, 90.0);
        let set: String = lines.iter().map(Line::text).collect();
        let set: String = set.split_whitespace().collect();
        proptest::prop_assert_eq!(set, whole);
    }
}

#[test]
fn justified_lines_fill_the_measure_and_the_last_does_not() {
    let text = "We record your transactions on the accrual basis, reconcile two bank accounts \
                and one card account, make adjusting entries, and close each month by the 15th.";
    for customs in [None, Some(Customs::American), Some(Customs::British)] {
        let manner = Manner { justified: true, customs };
        let mut setter = Setter { manner, ..Setter::default() };
        let lines = setter.prose_of(&[Span::new(text, PROSE)], 160.0);
        let (last, others) = lines.split_last().unwrap();
        assert!(others.len() > 2);
        for line in others {
            let spaces = line.pieces.iter().rev().skip(1).map(Piece::width).sum::<f32>();
            assert!((line.width - 160.0).abs() < 0.01 && spaces > 100.0, "{}", line.text());
        }
        assert!(last.width < 160.0);
        let read: String = lines.iter().map(|line| line.text() + " ").collect();
        assert_eq!(read.replace("\u{ad} ", "").trim(), text);
    }
}

#[test]
fn a_divided_word_ends_with_a_hyphen_that_is_not_read() {
    let mut setter = Setter::default();
    setter.manner.customs = Some(Customs::American);
    let spans = [Span::new("Reconciliation (reconciliation) reconciliation.", PROSE)];
    let lines = setter.prose_of(&spans, 44.0);
    assert!(lines.len() > 3 && lines.iter().all(|line| line.width <= 44.0));
    assert!(lines[0].text().ends_with(SOFT_HYPHEN), "{}", lines[0].text());
    let drawn = &lines[0].pieces.last().unwrap().shaped;
    let hyphen = Face::Serif.loaded().face.glyph_index('-').unwrap().0;
    assert_eq!(drawn.runs[0].glyphs[0].id, hyphen);
}

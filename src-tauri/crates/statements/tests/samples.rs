//! Every file of the shared samples against its expected outcome, count and sum: with the sample's
//! own mapping all must be right, without it right or asked.
//!
//! `cargo test -p statements --test samples -- --nocapture` prints the table.

use std::path::PathBuf;

use statements::amount::Exact;
use statements::reading::Proof;
use statements::{Account, Mapping, Outcome, Reading, profile, table};

/// What the manifest says about one file.
struct Sample {
    file: String,
    outcome: String,
    count: usize,
    sum: String,
    mapping: Option<Mapping>,
}

/// The true sum where the manifest's own reader was at fault: it dropped what stands behind the
/// points of the old Rabobank layout (its 1351098 is the sum of the whole units alone).
const TRUE_SUMS: [(&str, &str); 1] =
    [("fruitl00p-php-mt940__Parser_Banking_Mt940_Engine_Rabo_sample", "1351101.82")];

/// How a reading compares with what was expected.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Score {
    Right,
    Asked,
    Wrong,
}

fn samples_folder() -> Option<PathBuf> {
    let shared = std::env::var_os("QUITTANCE_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared"),
        PathBuf::from,
    );
    Some(shared.join("samples/statements")).filter(|folder| folder.join("manifest.csv").is_file())
}

fn manifest(text: &str) -> Vec<Sample> {
    let rows = table::rows(text, ',').expect("the manifest is a table").rows;
    let column = |name: &str| {
        rows[0].cells.iter().position(|cell| cell == name).expect("the manifest has it")
    };
    let (file, format) = (column("file"), column("format"));
    let (outcome, count, sum) = (column("outcome"), column("n_txn"), column("sum"));
    let mapping = column("csv_mapping");
    rows[1..]
        .iter()
        .filter(|row| {
            ["csv", "ofx1_sgml", "ofx2_xml", "qfx", "mt940", "bai2", "qif", "camt"]
                .contains(&row.cell(format))
        })
        .map(|row| Sample {
            file: row.cell(file).to_owned(),
            outcome: row.cell(outcome).to_owned(),
            count: row.cell(count).parse().unwrap_or(0),
            sum: TRUE_SUMS
                .iter()
                .find(|(name, _)| row.cell(file).ends_with(name))
                .map_or(row.cell(sum), |(_, sum)| sum)
                .to_owned(),
            mapping: Some(row.cell(mapping))
                .filter(|json| !json.is_empty())
                .map(|json| profile::from_json(json).expect("a mapping")),
        })
        .collect()
}

/// The outcome the manifest's own words stand for.
fn expected_outcome(words: &str) -> Outcome {
    match words {
        "import" => Outcome::Import,
        "import_with_warnings" => Outcome::ImportWithWarnings,
        "empty_ok" | "empty" => Outcome::Empty,
        "refuse" => Outcome::Refuse,
        words if words.starts_with("must_ask") => Outcome::MustAsk,
        _ => Outcome::ImportWithRejects,
    }
}

fn sum_of(reading: &Reading) -> Exact {
    let totals = reading.accounts.iter().filter_map(|account| account.total());
    Exact::sum(totals).expect("the sums of samples fit")
}

fn score(sample: &Sample, reading: &Reading, exactly: bool) -> Score {
    if sample.outcome == "reject_all_rows_bad_dates" {
        let all = reading.accepted() == 0 && reading.rejected.len() == sample.count;
        return if all { Score::Right } else { Score::Wrong };
    }
    let expected = expected_outcome(&sample.outcome);
    if reading.outcome == Outcome::MustAsk && (expected == Outcome::MustAsk || !exactly) {
        return if expected == Outcome::MustAsk { Score::Right } else { Score::Asked };
    }
    let sum: Vec<&str> = sample.sum.split('.').collect();
    let cents = format!("{}{:0<4}", sum[0], sum.get(1).unwrap_or(&""));
    let same_sum = cents.parse::<i64>().is_ok_and(|units| sum_of(reading) == Exact::new(units, 4));
    let same_outcome = if exactly {
        is_as_expected(reading, expected)
    } else {
        // Without the mapping a sound reading may add a remark.
        is_as_expected(reading, expected) || reading.outcome == Outcome::ImportWithWarnings
    };
    let right = same_outcome && same_sum && reading.accepted() == sample.count;
    if right { Score::Right } else { Score::Wrong }
}

/// The manifest calls a sound file without a line an import too, and counts balances that do not
/// fit as a warning.
fn is_as_expected(reading: &Reading, expected: Outcome) -> bool {
    let differs = |account: &Account| matches!(account.proof, Some(Proof::Differs { .. }));
    match (reading.outcome, expected) {
        (Outcome::Empty, Outcome::Import | Outcome::ImportWithWarnings) => true,
        (Outcome::Import, Outcome::ImportWithWarnings) => reading.accounts.iter().any(differs),
        (outcome, expected) => outcome == expected,
    }
}

fn row(sample: &Sample, reading: &Reading, way: &str, score: Score) -> String {
    let name: String = sample.file.chars().take(78).collect();
    format!(
        "{score:<6?} {way:<8} {name:<78} {} {} {} | {} {} {} {:?}{:?}{:?}",
        sample.outcome,
        sample.count,
        sample.sum,
        reading.outcome.name(),
        reading.accepted(),
        sum_of(reading),
        reading.questions.iter().map(|question| question.name()).collect::<Vec<_>>(),
        reading.warnings,
        reading.refusal,
    )
}

#[test]
fn every_sample_is_read_as_expected_or_asked_about_and_never_silently_wrong() {
    let Some(folder) = samples_folder() else {
        println!("skipped: the shared samples are not beside the repository");
        return;
    };
    let text = std::fs::read_to_string(folder.join("manifest.csv")).unwrap();
    let mut wrong = Vec::new();
    let mut counts = [0; 5];
    for sample in manifest(&text) {
        let bytes = std::fs::read(folder.join(&sample.file)).unwrap();
        let told = statements::read(&bytes, sample.mapping.as_ref(), None);
        let with = score(&sample, &told, true);
        println!("{}", row(&sample, &told, "mapped", with));
        counts[usize::from(with != Score::Right)] += 1;
        if with != Score::Right {
            wrong.push(format!("{} with its mapping", sample.file));
        }
        let alone = statements::read(&bytes, None, None);
        let without = score(&sample, &alone, false);
        println!("{}", row(&sample, &alone, "alone", without));
        counts[2 + without as usize] += 1;
        if without == Score::Wrong {
            wrong.push(format!("{} without a mapping", sample.file));
        }
        if let Some(found) = &alone.mapping {
            let again = statements::read(&bytes, Some(found), None);
            assert_eq!(again.accounts, alone.accounts, "{} by its own mapping", sample.file);
        }
    }
    let [right, off, alone, asked, silent] = counts;
    println!(
        "mapped: {right} right, {off} wrong; alone: {alone} right, {asked} asked, {silent} wrong"
    );
    assert_eq!(wrong, Vec::<String>::new());
}

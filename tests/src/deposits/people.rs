//! The clients of a made-up practice: what they are called, whom one knows there, and how their
//! money usually comes.

use std::collections::BTreeSet;

use super::Noise;
use super::chance::Chance;

/// A client and its habits.
pub(super) struct Client {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) contacts: Vec<String>,
    /// The name under which its money usually comes.
    pub(super) pays_as: String,
    /// Whether it usually says what it pays.
    pub(super) cites: bool,
}

const GIVEN: [&str; 48] = [
    "Adela", "Anselm", "Beatrix", "Bram", "Cecily", "Corin", "Dalia", "Desmond", "Edwina", "Emeka",
    "Farida", "Fergus", "Giselle", "Gordon", "Hamid", "Hester", "Imogen", "Ivor", "Jarek", "Joan",
    "Karina", "Kwame", "Lavinia", "Leopold", "Mairead", "Marek", "Maria", "Nadia", "Ned", "Odile",
    "Oscar", "Petra", "Quentin", "Rosalind", "Rupert", "Saoirse", "Stefan", "Tamsin", "Teodor",
    "Una", "Vikram", "Wanda", "Wilfred", "Xenia", "Yusuf", "Yvonne", "Zelda", "Zoltan",
];

const FAMILY: [&str; 84] = [
    "Abernethy",
    "Achterberg",
    "Adeyemi",
    "Ainsley",
    "Babic",
    "Bellweather",
    "Bhatt",
    "Blackwood",
    "Brogan",
    "Calloway",
    "Carrick",
    "Chowdhury",
    "Clegg",
    "Colquhoun",
    "Cruz",
    "Dacosta",
    "Deering",
    "Dunn",
    "Eastman",
    "Eklund",
    "Fairweather",
    "Farrow",
    "Ferreira",
    "Fitch",
    "Finch",
    "Gallagher",
    "Garside",
    "Gilmour",
    "Greaves",
    "Haddad",
    "Hallam",
    "Hollis",
    "Holloway",
    "Ibbotson",
    "Iqbal",
    "Jansen",
    "Jessop",
    "Kaminski",
    "Kerrigan",
    "Khan",
    "Kilbride",
    "Lachlan",
    "Lindqvist",
    "Lowe",
    "Loewe",
    "Macrae",
    "Marchetti",
    "McAllister",
    "Mensah",
    "Mistry",
    "Nakamura",
    "Nesbitt",
    "Norris",
    "O'Dowd",
    "O'Hara",
    "Okafor",
    "Oyelaran",
    "Pargeter",
    "Patel",
    "Pemberton",
    "Quill",
    "Quayle",
    "Rafferty",
    "Redfern",
    "Ristic",
    "Rowntree",
    "Sandhu",
    "Saxby",
    "Smith",
    "Smythe",
    "Stroud",
    "Tanaka",
    "Thorne",
    "Thornton",
    "Trevanion",
    "Underhill",
    "Varga",
    "Venter",
    "Wainwright",
    "Whitlock",
    "Wren",
    "Yarwood",
    "Young",
    "Zielinski",
];

const TRADE: [&str; 56] = [
    "Accordions",
    "Apiaries",
    "Architects",
    "Automotive",
    "Bakehouse",
    "Barbers",
    "Bicycles",
    "Boatbuilders",
    "Bookbinders",
    "Brewing",
    "Builders",
    "Carpentry",
    "Carpets",
    "Catering",
    "Ceramics",
    "Chiropractic",
    "Cleaning",
    "Consulting",
    "Couriers",
    "Dairy",
    "Dental",
    "Design",
    "Distillers",
    "Drylining",
    "Electrical",
    "Engineering",
    "Farms",
    "Fencing",
    "Fisheries",
    "Florists",
    "Forestry",
    "Foundry",
    "Freight",
    "Gardens",
    "Glazing",
    "Haulage",
    "Heating",
    "Interiors",
    "Joinery",
    "Joiners",
    "Landscapes",
    "Laundry",
    "Lettings",
    "Masonry",
    "Media",
    "Music School",
    "Nurseries",
    "Opticians",
    "Physiotherapy",
    "Plumbing",
    "Properties",
    "Roofing",
    "Scaffolding",
    "Software",
    "Veterinary Surgeons",
    "Weddings",
];

const PLACE: [&str; 36] = [
    "Ashcombe",
    "Barrowdale",
    "Bishopsgate",
    "Blackwater",
    "Castle Hill",
    "Cedar Point",
    "Copper Lane",
    "Cranmere",
    "Dovecote",
    "Eastgate",
    "Elmfield",
    "Fallow Creek",
    "Foxglove",
    "Glenmore",
    "Granite Bay",
    "Harbourside",
    "Heron Lake",
    "High Street",
    "Ivy Cross",
    "Juniper",
    "Kestrel",
    "Lantern Quay",
    "Larkspur",
    "Marlowe",
    "Millrace",
    "Northgate",
    "Old Tannery",
    "Pinewood",
    "Priory",
    "Quarry Road",
    "Redcliffe",
    "Saltmarsh",
    "Southgate",
    "Tidewater",
    "Westbourne",
    "Whitebridge",
];

const ENDING: [&str; 10] =
    ["Ltd", "Limited", "LLP", "& Co", "LLC", "Inc.", "Partners", "Group", "& Sons", "(UK) Ltd"];

/// A person nobody has met.
pub(super) fn person(chance: &mut Chance) -> String {
    format!("{} {}", chance.of(&GIVEN), chance.of(&FAMILY))
}

/// A business nobody has met.
pub(super) fn business(chance: &mut Chance) -> String {
    let trade = chance.of(&TRADE);
    let ending = chance.of(&ENDING);
    match chance.below(5) {
        0 => format!("{} {trade} {ending}", chance.of(&PLACE)),
        1 => format!("{} & {} {trade}", chance.of(&FAMILY), chance.of(&FAMILY)),
        2 => format!("{} {} {trade}", chance.of(&GIVEN), chance.of(&FAMILY)),
        3 => format!("The {} {trade} Company", chance.of(&PLACE)),
        _ => format!("{} {trade} {ending}", chance.of(&FAMILY)),
    }
}

/// A name that is easily taken for `name` and is another.
pub(super) fn near(chance: &mut Chance, name: &str) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let first = words[0];
    let family = words.iter().find(|word| FAMILY.contains(word)).copied();
    let family = family.unwrap_or_else(|| chance.of(&FAMILY));
    let head = if GIVEN.contains(&first) { family } else { first };
    match chance.below(4) {
        0 => format!("{head} {} {}", chance.of(&TRADE), chance.of(&ENDING)),
        1 => format!("{} {family}", chance.of(&GIVEN)),
        2 => format!("{head} & {} {}", chance.of(&FAMILY), chance.of(&TRADE)),
        _ => format!("{head} {} Holdings", chance.of(&PLACE)),
    }
}

/// What is left of a name when a bank has cut it at 18 letters and lost what is no letter.
pub(super) fn bare(name: &str) -> String {
    let letters = name.to_uppercase().replace('&', "AND");
    letters.chars().filter(|letter| letter.is_ascii_alphanumeric()).take(15).collect()
}

/// The clients of a practice; no two have names that are the same when cut.
pub(super) fn clients(chance: &mut Chance, count: usize, noise: &Noise) -> Vec<Client> {
    let mut all: Vec<Client> = Vec::new();
    let mut taken = BTreeSet::new();
    while all.len() < count {
        let name = if !all.is_empty() && chance.happens(noise.near_names) {
            let like = all[chance.below(all.len())].name.clone();
            near(chance, &like)
        } else if chance.happens(200) {
            person(chance)
        } else {
            business(chance)
        };
        if !taken.insert(bare(&name)) {
            continue;
        }
        let contacts = contacts(chance, &name);
        let pays_as = usual_payer(chance, noise, &name, &contacts);
        let cites = !chance.happens(noise.name_only);
        all.push(Client { id: format!("c{:04}", all.len() + 1), name, contacts, pays_as, cites });
    }
    all
}

/// The people one knows at a client, often of the name on the door.
fn contacts(chance: &mut Chance, name: &str) -> Vec<String> {
    let family = name.split(' ').find(|word| FAMILY.contains(word)).map(str::to_owned);
    let count = [0, 1, 1, 1, 2][chance.below(5)];
    (0..count)
        .map(|_| match &family {
            Some(family) if chance.happens(600) => format!("{} {family}", chance.of(&GIVEN)),
            _ => person(chance),
        })
        .collect()
}

fn usual_payer(chance: &mut Chance, noise: &Noise, name: &str, contacts: &[String]) -> String {
    if chance.happens(noise.trading_names) {
        return format!("{} {}", chance.of(&PLACE), chance.of(&TRADE));
    }
    if chance.happens(noise.people) {
        if !contacts.is_empty() && chance.happens(600) {
            return contacts[0].clone();
        }
        // A husband or wife, whose family name may be the same.
        let family =
            contacts.first().unwrap_or(&name.to_owned()).rsplit(' ').next().map(str::to_owned);
        return match family {
            Some(family) if FAMILY.contains(&family.as_str()) && chance.happens(600) => {
                format!("{} {family}", chance.of(&GIVEN))
            }
            _ => person(chance),
        };
    }
    name.to_owned()
}

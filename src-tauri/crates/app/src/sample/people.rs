//! Forty invented clients: what they buy, when they came, and how they pay.

/// How a client pays.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Habit {
    /// By transfer a few days after the invoice.
    Prompt,
    /// By transfer about the due date.
    OnTime,
    /// By transfer, weeks late.
    Slow,
    /// In two parts, the second weeks later.
    Halves,
    /// By cheque about the due date.
    Cheque,
    /// By card, taken elsewhere.
    Card,
    /// By transfer, now and then too much.
    Generous,
    /// Paid on time and stopped a few months ago.
    Stopped,
}

/// What a client buys.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Plan {
    /// Books each month.
    Books,
    /// Books and payroll each month.
    BooksAndPayroll,
    /// Books each month and the return each year.
    BooksAndReturn,
    /// A review each quarter.
    Quarterly,
    /// A return, when it is done.
    ReturnOnly,
    /// Advice by the hour.
    Hours,
}

/// A client of the story.
pub(super) struct Person {
    /// The client.
    pub(super) name: &'static str,
    /// Whom to write to.
    pub(super) contact: &'static str,
    /// Where.
    pub(super) place: &'static str,
    /// What it buys.
    pub(super) plan: Plan,
    /// How it pays.
    pub(super) habit: Habit,
    /// How many months after the beginning it came.
    pub(super) came: u32,
    /// Price of its main service, whole dollars.
    pub(super) price: u32,
}

const fn person(
    names: [&'static str; 3],
    plan: Plan,
    habit: Habit,
    came: u32,
    price: u32,
) -> Person {
    let [name, contact, place] = names;
    Person { name, contact, place, plan, habit, came, price }
}

use Habit::{Card, Cheque, Generous, Halves, OnTime, Prompt, Slow, Stopped};
use Plan::{Books, BooksAndPayroll, BooksAndReturn, Hours, Quarterly, ReturnOnly};

const PORTLAND: &str = "Portland, Maine 04101";
const SOUTH: &str = "South Portland, Maine 04106";
const FALMOUTH: &str = "Falmouth, Maine 04105";
const YARMOUTH: &str = "Yarmouth, Maine 04096";
const FREEPORT: &str = "Freeport, Maine 04032";
const BATH: &str = "Bath, Maine 04530";

/// Everybody, in the order they came.
pub(super) static EVERYBODY: [Person; 40] = [
    person(["Alder Bakery", "June Alder", PORTLAND], BooksAndPayroll, Prompt, 0, 450),
    person(["Cole Dental PC", "Marcus Cole", PORTLAND], BooksAndReturn, OnTime, 0, 980),
    person(["Dovetail Joinery", "Ines Dove", SOUTH], Books, OnTime, 0, 620),
    person(["Elm Street Pediatrics", "Ruth Okafor", FALMOUTH], BooksAndPayroll, Prompt, 0, 1150),
    person(["Fennel & Rye Catering", "Theo Marsh", PORTLAND], Books, Card, 0, 540),
    person(["Granite Cove Plumbing", "Dale Pruitt", BATH], Books, Cheque, 1, 700),
    person(["Harrow Veterinary", "Petra Harrow", YARMOUTH], BooksAndReturn, OnTime, 1, 780),
    person(["Juniper Yoga Studio", "Lena Ortiz", PORTLAND], Books, Prompt, 1, 320),
    person(["Kestrel Freight", "Dana Kessler", SOUTH], Books, Stopped, 2, 960),
    person(["Larkspur Landscaping", "Lou Marsh", FREEPORT], Books, Slow, 2, 480),
    person(["Mill Street Print", "Hal Jensen", PORTLAND], Books, Cheque, 2, 380),
    person(
        ["Birch & Co. Interiors LLC", "Imogen Birch", PORTLAND],
        BooksAndPayroll,
        OnTime,
        3,
        560,
    ),
    person(["Northlight Optics", "Ada Winter", FALMOUTH], Quarterly, Prompt, 3, 260),
    person(["Osprey Boatworks", "Gil Thorne", BATH], BooksAndReturn, Halves, 3, 640),
    person(["Pinecrest Lodge", "Nina Vale", FREEPORT], BooksAndPayroll, OnTime, 4, 890),
    person(["Quarry Road Brewing", "Sam Abbott", PORTLAND], Books, Slow, 5, 510),
    person(["Redfern Pottery", "Clara Redfern", YARMOUTH], Books, Generous, 5, 280),
    person(["Saltmarsh Seafood", "Owen Pike", SOUTH], BooksAndPayroll, Prompt, 6, 730),
    person(["Tidewater Physio", "Mira Shah", PORTLAND], BooksAndReturn, OnTime, 7, 590),
    person(["Umber & Sons Roofing", "Vic Umber", BATH], Books, Halves, 7, 460),
    person(["Vesper Music School", "Paul Greer", PORTLAND], Quarterly, OnTime, 8, 240),
    person(["Wren House Books", "Tessa Wren", FREEPORT], Books, Prompt, 9, 310),
    person(["Yarrow Apothecary", "Beth Yarrow", YARMOUTH], Books, Cheque, 10, 350),
    person(["Zephyr Sailing Charters", "Kit Zamora", SOUTH], BooksAndReturn, Slow, 11, 520),
    person(["Acorn Day Nursery", "Faye Linden", PORTLAND], BooksAndPayroll, OnTime, 12, 680),
    person(["Beacon Electric", "Ron Castle", SOUTH], Books, OnTime, 13, 430),
    person(["Copper Kettle Tea", "Ivy Brandt", FALMOUTH], Books, Card, 14, 290),
    person(["Driftwood Surf Shop", "Jo Keane", FREEPORT], Quarterly, Slow, 15, 280),
    person(["Eastside Auto Repair", "Tony Rossi", PORTLAND], Books, Cheque, 16, 410),
    person(["Foxglove Florists", "Anna Dunn", YARMOUTH], Books, Prompt, 18, 270),
    person(["Gull Point Inn", "Martin Hale", BATH], BooksAndPayroll, OnTime, 20, 760),
    person(["Hearth & Home Stoves", "Lia Fenn", FREEPORT], Books, Halves, 22, 390),
    person(["Ironbridge Fitness", "Cal Porter", PORTLAND], BooksAndReturn, Stopped, 24, 440),
    person(["Jade Garden", "Wei Lin", PORTLAND], BooksAndPayroll, Prompt, 25, 610),
    person(["Kingfisher Design", "Elsa Byrne", FALMOUTH], Hours, OnTime, 27, 140),
    person(["Lantern Films", "Ben Achebe", PORTLAND], Hours, Slow, 28, 150),
    person(["Maple Hill Dairy", "Edith Crane", YARMOUTH], Books, Cheque, 29, 530),
    person(["North Star Tutoring", "Joan Pratt", SOUTH], ReturnOnly, Prompt, 30, 650),
    person(["Orchard Lane Ciders", "Will Teague", FREEPORT], Books, OnTime, 32, 420),
    person(["Plover & Pine Realty", "Rosa Finch", PORTLAND], BooksAndReturn, OnTime, 33, 570),
];

/// Who permitted a method at the built-in processor in the last months, and how it behaves.
pub(super) const CHARGED: [(&str, &str); 4] = [
    ("Fennel & Rye Catering", "pays"),
    ("Beacon Electric", "debit"),
    ("Copper Kettle Tea", "pays_later"),
    ("Gull Point Inn", "pays"),
];

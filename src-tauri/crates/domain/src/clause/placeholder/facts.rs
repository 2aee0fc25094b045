//! What is known of each placeholder: its name in a text, its kind, the words of its field in a
//! form, and an example.

mod agreement;
mod charging;
mod standing;
mod work;

use super::super::value::Kind;
use super::Placeholder;

/// One placeholder's facts.
#[derive(Clone, Copy)]
pub(super) struct Fact {
    pub(super) placeholder: Placeholder,
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) label: &'static str,
    pub(super) help: &'static str,
    pub(super) example: &'static str,
}

const fn fact(
    placeholder: Placeholder,
    name: &'static str,
    kind: Kind,
    label: &'static str,
    help: &'static str,
    example: &'static str,
) -> Fact {
    Fact { placeholder, name, kind, label, help, example }
}

const PARTS: [&[Fact]; 4] = [&agreement::FACTS, &work::FACTS, &charging::FACTS, &standing::FACTS];

const COUNT: usize = {
    let mut count = 0;
    let mut part = 0;
    while part < PARTS.len() {
        count += PARTS[part].len();
        part += 1;
    }
    count
};

/// The facts, in the order of the enum.
pub(super) const FACTS: [Fact; COUNT] = {
    let mut all = [PARTS[0][0]; COUNT];
    let (mut part, mut at, mut written) = (0, 0, 0);
    while part < PARTS.len() {
        if at < PARTS[part].len() {
            assert!(PARTS[part][at].placeholder as usize == written, "the order is the enum's");
            all[written] = PARTS[part][at];
            (at, written) = (at + 1, written + 1);
        } else {
            (part, at) = (part + 1, 0);
        }
    }
    all
};

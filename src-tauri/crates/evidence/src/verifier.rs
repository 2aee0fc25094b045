//! The verifier: one HTML page that checks evidence packs without a network.

use std::sync::LazyLock;

use crate::bundle::WORDS;
use crate::html;

const SCRIPT: &str = concat!(
    "(() => {\n'use strict';\n",
    include_str!("script/screen.js"),
    include_str!("script/hash.js"),
    include_str!("verifier/curve.js"),
    include_str!("verifier/archive.js"),
    include_str!("verifier/check.js"),
    include_str!("verifier/page.js"),
    "})();\n"
);

const STYLE: &str = concat!(include_str!("style/look.css"), include_str!("verifier/page.css"));

static PAGE: LazyLock<String> = LazyLock::new(|| {
    html::page(include_str!("verifier/page.html"), STYLE, SCRIPT, |name| match name {
        "words" => html::embedded(WORDS),
        other => unreachable!("the template has no {other}"),
    })
});

/// The page. It is the same for every evidence pack.
pub fn verifier() -> &'static str {
    &PAGE
}

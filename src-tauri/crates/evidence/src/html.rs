//! One HTML file that needs nothing else: a template, one style and one script, which are the only
//! ones the page may run, by their hashes (Content Security Policy, level 3).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The page: every `{{name}}` of the template is filled once; what is filled in is not read again.
pub(crate) fn page(
    template: &str,
    style: &str,
    script: &str,
    fill: impl Fn(&str) -> String,
) -> String {
    let mut out = String::with_capacity(template.len() + style.len() + script.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after.split_once("}}").expect("our templates close their names");
        out.push_str(before);
        match name {
            "policy" => out.push_str(&policy(style, script)),
            "style" => out.push_str(style),
            "script" => out.push_str(script),
            name => out.push_str(&fill(name)),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Nothing may be loaded, sent, framed or run but the page's own script and style.
fn policy(style: &str, script: &str) -> String {
    let hash = |text: &str| STANDARD.encode(Sha256::digest(text.as_bytes()));
    format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; img-src data: blob:; \
         base-uri 'none'; form-action 'none'; trusted-types 'none'; \
         require-trusted-types-for 'script'",
        hash(script),
        hash(style)
    )
}

/// JSON as it may stand in a script element: nothing in it can end the element or a line.
pub(crate) fn embedded(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            c => out.push(c),
        }
    }
    out
}

//! Form encoding as Stripe reads it: nested names in brackets, lists with indices.

use std::fmt::Display;

use crate::http::encoded;

/// Names and values in the order they were put.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Form(Vec<(String, String)>);

impl Form {
    pub(super) fn new() -> Form {
        Form::default()
    }

    /// Puts one value.
    #[must_use]
    pub(super) fn put(mut self, name: impl Into<String>, value: impl Display) -> Form {
        self.0.push((name.into(), value.to_string()));
        self
    }

    /// Puts one value where there is one.
    #[must_use]
    pub(super) fn put_some(self, name: &str, value: Option<impl Display>) -> Form {
        match value {
            Some(value) => self.put(name, value),
            None => self,
        }
    }

    /// Puts one value that is not empty.
    #[must_use]
    pub(super) fn put_text(self, name: &str, value: &str) -> Form {
        self.put_some(name, Some(value).filter(|value| !value.is_empty()))
    }

    /// Puts a list: `name[0]`, `name[1]` and so on.
    #[must_use]
    pub(super) fn list<T: Display>(self, name: &str, all: impl IntoIterator<Item = T>) -> Form {
        let numbered = all.into_iter().enumerate();
        numbered.fold(self, |form, (at, value)| form.put(format!("{name}[{at}]"), value))
    }

    /// Puts what the answer is to hold in full.
    #[must_use]
    pub(super) fn expand(self, paths: &[&str]) -> Form {
        self.list("expand", paths)
    }

    /// The whole, percent-encoded.
    pub(super) fn text(&self) -> String {
        let pairs: Vec<String> = self
            .0
            .iter()
            .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
            .collect();
        pairs.join("&")
    }
}

#[cfg(test)]
mod tests {
    use super::Form;

    #[test]
    fn names_are_nested_in_brackets_and_lists_are_numbered() {
        let form = Form::new()
            .put("metadata[collection]", "col_1")
            .list("types", ["card", "us_bank_account"])
            .put_text("nothing", "")
            .put_some("none", None::<u32>)
            .put("words", "5 % & \u{e4}=b");
        assert_eq!(
            form.text(),
            "metadata%5Bcollection%5D=col_1&types%5B0%5D=card&types%5B1%5D=us_bank_account\
             &words=5%20%25%20%26%20%C3%A4%3Db"
        );
    }
}

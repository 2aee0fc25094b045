//! One call to QuickBooks: its head, batches and queries, and what its three kinds of fault mean.

use domain::ledgers::{Reason, Refusal, Trouble};
use reqwest::Method;
use serde_json::{Value, json};

use super::super::read::{rows, text};
use super::super::{act_key, shut};
use super::QuickBooks;
use crate::http::{Lost, Reply, Request, encoded};

/// The version of entities that every call names; 75 is the floor since 1 August 2025
/// (blogs.intuit.com, 2025-01-21).
const VERSION: &str = "minorversion=75";
/// Rows of one answer to a query, the most there are.
const PAGE: usize = 1_000;
/// The most pages of one query that are read.
const PAGES: usize = 1_000;

impl QuickBooks {
    /// Asks for something by its path below the company.
    pub(super) fn get(
        &self,
        purpose: &'static str,
        path: &str,
        query: &str,
    ) -> Result<Value, Trouble> {
        let request = self.question(Method::GET, purpose, path, query);
        let reply = self.send(request)?;
        let said = parsed(&reply).ok_or_else(|| Trouble::NotSent(strange(&reply)))?;
        match fault(&said) {
            Some(fault) => Err(self.refusal(fault, &reply)),
            None => Ok(said),
        }
    }

    /// Asks for the rows of an entity that fit, to the end.
    pub(super) fn query(
        &self,
        purpose: &'static str,
        entity: &str,
        fits: &str,
    ) -> Result<Vec<Value>, Trouble> {
        let mut all = Vec::new();
        for page in 0..PAGES {
            let from = page * PAGE + 1;
            let select =
                format!("select * from {entity}{fits} startposition {from} maxresults {PAGE}");
            let said = self.get(purpose, "query", &format!("query={}", encoded(&select)))?;
            let met = rows(&said["QueryResponse"][entity]);
            all.extend(met.iter().cloned());
            if met.len() < PAGE {
                return Ok(all);
            }
        }
        Err(Trouble::NotSent("QuickBooks' list does not end".to_owned()))
    }

    /// Does several things in one call, an answer for each. An answer that was lost is asked for
    /// again under the same id, which QuickBooks answers with what it did the first time.
    pub(super) fn batch(
        &self,
        purpose: &'static str,
        items: &[Value],
        salt: &str,
    ) -> Vec<Result<Value, Trouble>> {
        let numbered = items.iter().enumerate().map(|(at, item)| {
            let mut item = item.clone();
            item["bId"] = json!(at.to_string());
            item
        });
        let content = json!({ "BatchItemRequest": numbered.collect::<Vec<_>>() });
        let content = ("application/json".to_owned(), content.to_string().into());
        let (said, reply) = match self.act(purpose, "batch", "", content, salt) {
            Ok(both) => both,
            Err(why) => return items.iter().map(|_| Err(why.clone())).collect(),
        };
        let answers = rows(&said["BatchItemResponse"]);
        let each = (0..items.len()).map(|at| {
            let own = answers.iter().find(|answer| answer["bId"] == at.to_string().as_str());
            let nothing = || Trouble::Unknown("QuickBooks left out what became of it".to_owned());
            let own = own.ok_or_else(nothing)?;
            match fault(own) {
                Some(fault) => Err(self.refusal(fault, &reply)),
                None => Ok(own.clone()),
            }
        });
        each.collect()
    }

    /// Does one thing.
    pub(super) fn act(
        &self,
        purpose: &'static str,
        path: &str,
        query: &str,
        content: (String, Vec<u8>),
        salt: &str,
    ) -> Result<(Value, Reply), Trouble> {
        let at = self.http.world().now().timestamp();
        let key = act_key(at, &[&self.realm, path, query, salt], &content.1);
        let query = [query, &format!("requestid={key}")].join("&");
        let query = query.trim_start_matches('&');
        let mut request = self.question(Method::POST, purpose, path, query);
        request.body = Some(content);
        let reply = match self.send(request.clone()) {
            Err(Trouble::Unknown(_)) => self.send(request)?,
            other => other?,
        };
        let said = parsed(&reply).ok_or_else(|| Trouble::Unknown(strange(&reply)))?;
        match fault(&said) {
            Some(fault) => Err(self.refusal(fault, &reply)),
            None => Ok((said, reply)),
        }
    }

    fn question(&self, method: Method, purpose: &'static str, path: &str, query: &str) -> Request {
        let query =
            if query.is_empty() { VERSION.to_owned() } else { format!("{query}&{VERSION}") };
        Request {
            method,
            path: format!("/v3/company/{}/{path}", encoded(&self.realm)),
            query,
            headers: vec![("accept", "application/json".to_owned())],
            body: None,
            purpose,
        }
    }

    /// A good answer; access that ended early is got anew once.
    fn send(&self, request: Request) -> Result<Reply, Trouble> {
        let acts = request.method != Method::GET;
        let mut token = self.tokens.access().map_err(shut)?;
        let mut outcome = self.spoken(&request, &token);
        if outcome.as_ref().is_ok_and(|reply| reply.status == 401) {
            token = self.tokens.renewed().map_err(shut)?;
            outcome = self.spoken(&request, &token);
        }
        match outcome {
            Ok(reply) if reply.is_good() => Ok(reply),
            outcome => Err(trouble(outcome, acts, &token)),
        }
    }

    fn spoken(&self, request: &Request, token: &str) -> Result<Reply, Lost> {
        let mut request = request.clone();
        request.headers.push(("authorization", format!("Bearer {token}")));
        self.http.persist(&request, |_| false)
    }

    /// A fault inside an answer that went well.
    fn refusal(&self, fault: Fault, reply: &Reply) -> Trouble {
        Trouble::Refused(Refusal {
            reason: fault.meaning(),
            code: fault.code,
            words: fault.words.chars().take(400).collect(),
            trace: reply.trace.clone(),
            wait: None,
        })
    }
}

fn parsed(reply: &Reply) -> Option<Value> {
    serde_json::from_slice(&reply.body).ok()
}

fn strange(reply: &Reply) -> String {
    format!("what answered is not QuickBooks as we know it ({})", reply.status)
}

/// A wrong as QuickBooks tells it.
struct Fault {
    code: String,
    words: String,
}

/// The fault in an answer or in an item of a batch. The entities write it with capitals, the
/// gateway before them without.
fn fault(said: &Value) -> Option<Fault> {
    let both = [("Fault", "Error", "Message", "Detail"), ("fault", "error", "message", "detail")];
    both.iter().find_map(|(fault, errors, message, detail)| {
        let first = rows(&said.get(fault)?[errors]).first()?;
        let words = [message, detail].map(|name| text(&first[name]));
        let [message, detail] = words.map(|words| words.trim_end_matches(" : null").to_owned());
        let words = if detail.starts_with(&message) || message.is_empty() {
            detail
        } else if detail.is_empty() {
            message
        } else {
            format!("{message}: {detail}")
        };
        Some(Fault { code: text(&first["code"]), words })
    })
}

impl Fault {
    /// What it means. Sources differ on the code of a number that is taken (6140, 6210) and on that
    /// of closed books, so words count before codes.
    fn meaning(&self) -> Reason {
        const WORDS: [(&str, Reason); 8] = [
            ("duplicate", Reason::Clash),
            ("already exists", Reason::Clash),
            ("closed period", Reason::Locked),
            ("books are closed", Reason::Locked),
            ("closing date", Reason::Locked),
            ("linked to", Reason::InUse),
            ("applied to", Reason::InUse),
            ("made inactive", Reason::Gone),
        ];
        let words = self.words.to_lowercase();
        if let Some((_, reason)) = WORDS.iter().find(|(part, _)| words.contains(part)) {
            return *reason;
        }
        match self.code.as_str() {
            "5010" => Reason::Stale,
            "6240" | "6140" => Reason::Clash,
            "610" => Reason::Gone,
            "3200" => Reason::SignIn,
            "3001" => Reason::Busy,
            "3100" | "6190" | "5020" => Reason::PracticeMustAct,
            "2010" | "2030" | "4001" | "4000" => Reason::OurFault,
            _ => Reason::NotThis,
        }
    }
}

/// What a call that did not go well means.
fn trouble(outcome: Result<Reply, Lost>, acts: bool, token: &str) -> Trouble {
    let reply = match outcome {
        Err(Lost::NotSent(words)) => return Trouble::NotSent(words),
        // A question that nobody answered did nothing.
        Err(Lost::Unknown(words)) if !acts => return Trouble::NotSent(words),
        Err(Lost::Unknown(words)) => return Trouble::Unknown(words),
        Ok(reply) => reply,
    };
    if acts && reply.status >= 500 {
        return Trouble::Unknown(format!(
            "QuickBooks answered with an error of its own ({}), so it may have been done",
            reply.status
        ));
    }
    let fault = parsed(&reply).as_ref().and_then(fault);
    let no = |reason, code: &str, words: String| reply.no(reason, code, words, &[token]);
    match (reply.status, fault) {
        (401, _) => {
            let words = "QuickBooks no longer takes this sign-in";
            no(Reason::SignIn, "401", words.to_owned())
        }
        (403, fault) => {
            let said = fault.map(|fault| fault.words).unwrap_or_default();
            let words = format!("this sign-in may not do that at QuickBooks: {said}");
            no(Reason::PracticeMustAct, "403", words)
        }
        (429, _) => {
            let words = "QuickBooks asks for a slower pace; it goes on by itself";
            no(Reason::Busy, "429", words.to_owned())
        }
        (500.., _) => {
            let words = format!("QuickBooks has trouble of its own ({})", reply.status);
            no(Reason::Busy, "", words)
        }
        (_, Some(fault)) => {
            let reason = fault.meaning();
            no(reason, &fault.code, fault.words)
        }
        (404, None) => no(Reason::Gone, "404", "QuickBooks does not have it any more".to_owned()),
        (_, None) => no(Reason::OurFault, "", strange(&reply)),
    }
}

//! One service through the stages of a chain.

use chrono::NaiveDate;

use crate::amendment::change::same_grid;
use crate::amendment::{MidPeriod, Stage};
use crate::charge::ServiceTerms;
use crate::ids::{AgreementServiceId, ClientId};

/// Days in which the periods of a service are counted in one way.
pub(super) struct Run {
    /// Never empty, in the order of their days.
    pub(super) parts: Vec<Part>,
    /// Where it ends.
    pub(super) over: Option<Over>,
}

/// Terms that hold from a day on.
pub(super) struct Part {
    /// The amendment that brought the terms, the last of that day.
    pub(super) amendment: Option<u32>,
    /// The first amendment of that day: its number is in the keys, which a second one on the
    /// same day leaves as they are.
    pub(super) cut_by: Option<u32>,
    pub(super) from: NaiveDate,
    pub(super) mid_period: MidPeriod,
    pub(super) terms: ServiceTerms,
    pub(super) client: ClientId,
}

/// The end of a run.
#[derive(Clone, Copy)]
pub(super) struct Over {
    /// The first day that is not of it.
    pub(super) on: NaiveDate,
    pub(super) cut_by: Option<u32>,
    pub(super) mid_period: MidPeriod,
}

impl Run {
    fn of(part: Part) -> Run {
        Run { parts: vec![part], over: None }
    }

    /// The amendment that began it; nothing where it was accepted.
    pub(super) fn begun_by(&self) -> Option<u32> {
        self.parts[0].cut_by
    }

    fn add(&mut self, part: Part) {
        match self.parts.last_mut().filter(|last| last.from == part.from) {
            Some(last) => {
                let mid_period = first_cut(last.mid_period, part.mid_period);
                *last = Part { cut_by: last.cut_by, mid_period, ..part };
            }
            None => self.parts.push(part),
        }
    }

    fn close(&mut self, mut over: Over) {
        // Terms that would begin where the run ends were never in force.
        if self.parts.len() > 1
            && let Some(last) = self.parts.pop_if(|last| last.from == over.on)
        {
            over.cut_by = last.cut_by;
            over.mid_period = first_cut(last.mid_period, over.mid_period);
        }
        self.over = Some(over);
    }

    /// The part whose terms hold on a day; the first for days before it.
    pub(super) fn part_on(&self, day: NaiveDate) -> usize {
        self.parts.partition_point(|part| part.from <= day).saturating_sub(1)
    }

    /// Whether what begins on a day is no more of this run.
    pub(super) fn is_over(&self, day: NaiveDate) -> bool {
        self.over.is_some_and(|over| over.on <= day)
    }
}

/// Of two amendments from one day the first that cuts decides how.
fn first_cut(first: MidPeriod, second: MidPeriod) -> MidPeriod {
    if first == MidPeriod::FromNextPeriod { second } else { first }
}

/// The runs of one service.
pub(super) fn runs(stages: &[Stage], service: AgreementServiceId) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for stage in stages {
        let (from, amendment, mid_period) = (stage.from, stage.amendment, stage.mid_period);
        let part = stage.terms.service(service).map(|service| Part {
            amendment,
            cut_by: amendment,
            from,
            mid_period,
            terms: service.terms.clone(),
            client: stage.terms.client,
        });
        let over = Over { on: from, cut_by: amendment, mid_period };
        match (runs.last_mut().filter(|run| run.over.is_none()), part) {
            (None, None) => {}
            (None, Some(part)) => runs.push(Run::of(part)),
            (Some(run), None) => run.close(over),
            (Some(run), Some(part)) => {
                let now = &run.parts[run.parts.len() - 1];
                if !same_grid(now.terms.billing, part.terms.billing) {
                    run.close(over);
                    runs.push(Run::of(part));
                } else if now.terms != part.terms || now.client != part.client {
                    run.add(part);
                }
            }
        }
    }
    if let (Some(run), Some(over)) = (runs.last_mut().filter(|run| run.over.is_none()), end(stages))
    {
        run.close(over);
    }
    runs
}

/// The agreed end of the agreement, by the stage that set it.
fn end(stages: &[Stage]) -> Option<Over> {
    let end = stages.last()?.terms.end?;
    let by = stages.iter().rev().take_while(|stage| stage.terms.end == Some(end)).last()?;
    let on = end.succ_opt()?;
    Some(Over { on, cut_by: by.amendment, mid_period: by.mid_period })
}

//! Following up: who is late, what was said, what comes next, and what keeps it from being said.
//!
//! What is to be said is decided anew each time one looks and once more when a message leaves
//! (rules 12 and 13); nothing is planned ahead.

mod board;
mod demands;
mod letters;
mod message;
mod needs;
mod policy;
mod replies;
mod situation;
mod standing;

pub use board::{
    ClientFollowed, ClientStanding, FollowBoard, FollowedRow, HistoryRow, HoldRow, OwedRow,
    PromiseRow, SaidNext, StandingFactor, board, of_client,
};
pub use demands::{
    DemandForm, DemandPreview, DemandRow, EndDemand, end_demand, make_demand, preview_demand,
    resume_demand,
};
pub use letters::{
    LetterToPost, Letters, PrintLetter, PrintLetters, drop_letters, not_posted, posted, print,
};
pub use message::{
    CalledClient, FollowFinding, FollowPreview, FollowRun, ShowFollowUp, WriteFollowUp, call,
    preview, run, send,
};
pub(crate) use message::{LastLook, dropped, file_of, last_look, taken_back, told};
pub(crate) use needs::needs;
pub use policy::{
    FollowPolicy, FollowStep, FollowTier, FollowWords, FollowWordsExample, SaveFollowWords,
    ShowWords, keep_policy, keep_words, show_policy, show_words, try_words,
};
pub use replies::{AddReply, add_reply, remove_reply};

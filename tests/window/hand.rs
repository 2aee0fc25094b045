//! The same acts by mouse and by keyboard. The keyboard reaches everything with Tab alone; only a
//! file is handed over as the system's own dialog would.

use crate::driver::{CONTROL, DOWN, ENTER, SPACE, UP, Window, by};

/// How a person works.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Hand {
    /// Clicks.
    Mouse,
    /// Never touches the mouse.
    Keyboard,
}

impl Hand {
    /// The name in pictures.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Hand::Mouse => "mouse",
            Hand::Keyboard => "keyboard",
        }
    }

    /// Presses a button or a link.
    pub(crate) fn press(self, window: &Window, test: &str) {
        match self {
            Hand::Mouse => window.click(test),
            Hand::Keyboard => {
                window.tab_to(test);
                window.keys(&ENTER.to_string());
            }
        }
    }

    /// Ticks a box or takes a side of a switch.
    pub(crate) fn tick(self, window: &Window, test: &str) {
        match self {
            Hand::Mouse => window.click(test),
            Hand::Keyboard => {
                window.tab_to(test);
                window.keys(&SPACE.to_string());
            }
        }
    }

    /// Writes into a field in place of what it holds.
    pub(crate) fn write(self, window: &Window, test: &str, text: &str) {
        match self {
            Hand::Mouse => window.enter(test),
            Hand::Keyboard => window.tab_to(test),
        }
        window.chord(&[CONTROL], 'a');
        window.keys(text);
    }

    /// Chooses from a list by its words.
    pub(crate) fn choose(self, window: &Window, test: &str, words: &str) {
        match self {
            Hand::Mouse => window.choose(test, words),
            Hand::Keyboard => {
                window.tab_to(test);
                for key in [UP, DOWN] {
                    for _ in 0..40 {
                        if window.chosen(test).contains(words) {
                            return;
                        }
                        window.keys(&key.to_string());
                    }
                }
                panic!("{test} never came to {words}");
            }
        }
    }

    /// Finds in a long list by typing a part of it.
    pub(crate) fn pick(self, window: &Window, test: &str, words: &str) {
        match self {
            Hand::Mouse => window.enter(test),
            Hand::Keyboard => window.tab_to(test),
        }
        window.chord(&[CONTROL], 'a');
        window.keys(words);
        window.wait_hit(words);
        match self {
            Hand::Mouse => window.click_css(".combo-item"),
            Hand::Keyboard => window.keys(&ENTER.to_string()),
        }
        window.wait_no_hits();
    }

    /// Goes to a page: by its place in the sidebar, or by G and a letter.
    pub(crate) fn go(self, window: &Window, page: &str, letter: char) {
        // Keys pressed while the book still opens reach nobody.
        let place = format!("nav-{page}");
        window.wait(&place);
        match self {
            Hand::Mouse => window.click(&place),
            Hand::Keyboard => {
                window.leave_field();
                window.keys("g");
                window.keys(&letter.to_string());
            }
        }
        window.wait_css(&format!("{}[aria-current]", by(&place)));
        window.wait("page-title");
    }
}

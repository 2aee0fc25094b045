//! Two texts side by side, word by word: what stayed, what came and what went.

/// A run of words of one text or of both, with the blanks between them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// In both.
    Kept(String),
    /// Only in the old.
    Removed(String),
    /// Only in the new.
    Added(String),
}

/// The most words and blanks that may differ before the differing part is shown as replaced as a
/// whole.
const MOST: usize = 1_500;

/// What changed from `old` to `new`, in reading order; what was removed stands before what was
/// added in its place. `Kept` and `Removed` together are the old text, `Kept` and `Added` the
/// new, letter for letter. The way is Myers's shortest edit over words, as far as [`MOST`].
pub fn compare(old: &str, new: &str) -> Vec<Change> {
    let (old, new) = (words(old), words(new));
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let tail = (old[head..].iter().rev())
        .zip(new[head..].iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let mut runs = Runs::default();
    runs.keep(&old[..head]);
    let (from, to) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
    match kept_pairs(from, to) {
        Some(pairs) => runs.between(from, to, &pairs),
        None => runs.between(from, to, &[]),
    }
    runs.keep(&old[old.len() - tail..]);
    runs.done()
}

/// The words of a text and the blanks between them, in turn.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut blank = false;
    for (at, letter) in text.char_indices() {
        if letter.is_whitespace() != blank && at > start {
            words.push(&text[start..at]);
            start = at;
        }
        blank = letter.is_whitespace();
    }
    if start < text.len() {
        words.push(&text[start..]);
    }
    words
}

/// The places of the words that stay, as (old, new), both rising. Nothing if too much differs.
fn kept_pairs(old: &[&str], new: &[&str]) -> Option<Vec<(usize, usize)>> {
    let (n, m) = (old.len() as isize, new.len() as isize);
    let limit = (old.len() + new.len()).min(MOST);
    // furthest[k + limit + 1]: how far into `old` the best path on diagonal k reaches.
    let middle = limit as isize + 1;
    let mut furthest = vec![0_isize; 2 * limit + 3];
    let mut rounds: Vec<Vec<isize>> = Vec::new();
    for d in 0..=limit as isize {
        rounds.push(furthest[(middle - d - 1) as usize..=(middle + d + 1) as usize].to_vec());
        for k in (-d..=d).step_by(2) {
            let at = (middle + k) as usize;
            let down = k == -d || (k != d && furthest[at - 1] < furthest[at + 1]);
            let mut x = if down { furthest[at + 1] } else { furthest[at - 1] + 1 };
            let mut y = x - k;
            while x < n && y < m && old[x as usize] == new[y as usize] {
                x += 1;
                y += 1;
            }
            furthest[at] = x;
            if x >= n && y >= m {
                return Some(walked_back(&rounds, n, m));
            }
        }
    }
    None
}

/// The kept words along the path that ended at the far corner.
fn walked_back(rounds: &[Vec<isize>], n: isize, m: isize) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let (mut x, mut y) = (n, m);
    for (d, before) in rounds.iter().enumerate().rev() {
        let d = d as isize;
        let reach = |k: isize| before[(k + d + 1) as usize];
        let k = x - y;
        let down = k == -d || (k != d && reach(k - 1) < reach(k + 1));
        let from = if down { k + 1 } else { k - 1 };
        let (start_x, start_y) = if d == 0 { (0, 0) } else { (reach(from), reach(from) - from) };
        while x > start_x && y > start_y {
            x -= 1;
            y -= 1;
            pairs.push((x as usize, y as usize));
        }
        (x, y) = (start_x, start_y);
    }
    pairs.reverse();
    pairs
}

/// Changes as they are gathered: the runs that are open, and those that are closed.
#[derive(Default)]
struct Runs {
    closed: Vec<Change>,
    kept: String,
    removed: String,
    added: String,
    /// Blanks that were kept after a change; between two changes they belong to both sides.
    blanks: String,
}

impl Runs {
    fn keep(&mut self, words: &[&str]) {
        for word in words {
            let changing = !(self.removed.is_empty() && self.added.is_empty());
            if changing && word.starts_with(char::is_whitespace) {
                self.blanks.push_str(word);
            } else {
                self.close_changed();
                self.kept.push_str(word);
            }
        }
    }

    fn between(&mut self, old: &[&str], new: &[&str], pairs: &[(usize, usize)]) {
        let (mut x, mut y) = (0, 0);
        for &(at, of) in pairs {
            self.replace(&old[x..at], &new[y..of]);
            self.keep(&old[at..=at]);
            (x, y) = (at + 1, of + 1);
        }
        self.replace(&old[x..], &new[y..]);
    }

    fn replace(&mut self, old: &[&str], new: &[&str]) {
        if old.is_empty() && new.is_empty() {
            return;
        }
        if !self.kept.is_empty() {
            self.closed.push(Change::Kept(std::mem::take(&mut self.kept)));
        }
        let blanks = std::mem::take(&mut self.blanks);
        self.removed.push_str(&blanks);
        self.added.push_str(&blanks);
        self.removed.extend(old.iter().copied());
        self.added.extend(new.iter().copied());
    }

    fn close_changed(&mut self) {
        if !self.removed.is_empty() {
            self.closed.push(Change::Removed(std::mem::take(&mut self.removed)));
        }
        if !self.added.is_empty() {
            self.closed.push(Change::Added(std::mem::take(&mut self.added)));
        }
        self.kept.push_str(&std::mem::take(&mut self.blanks));
    }

    fn done(mut self) -> Vec<Change> {
        self.close_changed();
        if !self.kept.is_empty() {
            self.closed.push(Change::Kept(self.kept));
        }
        self.closed
    }
}

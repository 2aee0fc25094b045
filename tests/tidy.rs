//! Rules about the code itself.

use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the package lies in the tree")
        .to_owned()
}

/// `UPDATE_EXPECT=1 cargo test -p tests --test tidy` writes it anew.
#[test]
fn the_windows_types_are_those_of_the_command_list() {
    let written = expect_test::expect_file![root().join("ui/src/backend/generated.ts")];
    written.assert_eq(&app::typescript::generated());
}

use super::*;

fn in_temporary() -> (tempfile::TempDir, Folders) {
    let root = tempfile::tempdir().unwrap();
    let folders = Folders {
        books: root.path().join("data/quittance"),
        documents: root.path().join("Documents/Quittance"),
        laid_out: root.path().join("cache/quittance/opened"),
    };
    folders.prepare().unwrap();
    (root, folders)
}

#[test]
fn a_saved_copy_never_replaces_a_different_file() {
    let (_root, folders) = in_temporary();
    let first = folders.save("letter.pdf", b"one").unwrap();
    let again = folders.save("letter.pdf", b"one").unwrap();
    let other = folders.save("letter.pdf", b"two").unwrap();
    assert_eq!(first, again);
    assert!(other.ends_with("Documents/Quittance/letter (2).pdf"));
    assert_eq!(fs::read(first).unwrap(), b"one");
    assert_eq!(fs::read(other).unwrap(), b"two");
}

#[cfg(unix)]
#[test]
fn what_is_laid_out_is_private_keeps_its_name_and_is_gone_after_the_next_start() {
    use std::os::unix::fs::PermissionsExt;
    let (_root, folders) = in_temporary();
    let place = folders.lay_out("letter.pdf", b"one").unwrap();
    let other = folders.lay_out("letter.pdf", b"two").unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&place), mode(place.parent().unwrap())), (0o600, 0o700));
    assert_eq!(place.file_name(), other.file_name());
    assert_ne!(place, other);
    folders.prepare().unwrap();
    assert!(!place.exists());
}

#[test]
fn only_files_of_the_program_are_shown() {
    let (root, folders) = in_temporary();
    let saved = folders.save("letter.pdf", b"one").unwrap();
    let elsewhere = root.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    let real = |path: &Path| fs::canonicalize(path).unwrap();
    assert!(folders.may_show(&real(&saved), None));
    assert!(folders.may_show(&real(&folders.books), None));
    assert!(!folders.may_show(&real(&elsewhere), None));
    assert!(!folders.may_show(&real(root.path()), None));
    assert!(folders.may_show(&real(&elsewhere), Some(&elsewhere)));
    let around = folders.documents.join("../../elsewhere");
    assert!(!folders.may_show(&real(&around), None));
}

#[test]
fn a_data_folder_that_is_a_file_is_named() {
    let (root, folders) = in_temporary();
    let blocked = root.path().join("file");
    fs::write(&blocked, b"").unwrap();
    let folders = Folders { books: blocked.join("quittance"), ..folders };
    let why = folders.prepare().unwrap_err();
    assert!(why.starts_with("the data folder ") && why.contains("cannot be used"), "{why}");
}

//! Planning an upload.

use std::collections::HashMap;
use std::fs;

use distmap_assets::{Error, Remote, Spread, UploadPlan, list_folder};

type Outcome = Result<(), Box<dyn std::error::Error>>;

#[test]
fn unchanged_files_are_left_out() -> Outcome {
    let dir = tempfile::tempdir()?;
    fs::create_dir(dir.path().join("d"))?;
    for (name, text) in [("same", "abc"), ("d/changed", "abd"), ("d/longer", "abcd"), ("new", "x")]
    {
        fs::write(dir.path().join(name), text)?;
    }
    fs::write(dir.path().join("parts"), "abcde")?;
    let abc = "900150983cd24fb0d6963f7d28e17f72";
    // The MD5 of the MD5s of "abc" and "de".
    let parts = "fd279fa64fe1fa9a3551a4a88ae83424-2";
    let remote: HashMap<_, _> = [
        ("same", 3, format!("\"{abc}\"")),
        ("d/changed", 3, abc.to_owned()),
        ("d/longer", 3, abc.to_owned()),
        ("parts", 5, parts.to_owned()),
    ]
    .map(|(key, size, etag)| (key.to_owned(), Remote { size, etag }))
    .into();
    let look = |key: &str| remote.get(key).cloned();
    let plan = UploadPlan::new(list_folder(dir.path()), &Spread::None, 3, &look)?;
    let keys: Vec<_> = plan.uploads.iter().map(|file| file.key.as_str()).collect();
    assert_eq!(keys, ["d/changed", "d/longer", "new"]);
    assert_eq!((plan.unchanged, plan.bytes), (2, 8));
    Ok(())
}

#[test]
fn keys_spread_evenly() {
    let mut counts = HashMap::new();
    let spread = Spread::Folders { below: String::new(), count: 16 };
    for i in 0..10_000 {
        let path = format!("product-{i:08}.json");
        let key = spread.key(&path);
        let (prefix, rest) = key.split_once('/').unwrap_or_default();
        assert_eq!(rest, path);
        *counts.entry(prefix.to_owned()).or_insert(0) += 1;
    }
    assert_eq!(counts.len(), 16);
    assert!(counts.values().all(|count| (500..750).contains(count)), "{counts:?}");
}

#[test]
fn spread_keys_are_seen_below_their_prefix() {
    for (below, path, rest) in [
        ("", "a.json", "a.json"),
        ("2026/", "2026/a.json", "a.json"),
        ("2026/", "2026/x/a.json", "x/a.json"),
        ("2026/", "a.json", "a.json"),
        ("20", "2026/a.json", "2026/a.json"),
        ("2026/a.json", "2026/a.json", "2026/a.json"),
    ] {
        let key = Spread::Folders { below: below.to_owned(), count: 16 }.key(path);
        let after = key.strip_prefix(below).unwrap_or_else(|| panic!("{key} is not below {below}"));
        let (folder, found) = after.split_once('/').expect("a folder");
        assert_eq!((folder.len(), found), (4, rest), "{below} {path}");
    }
    let one = Spread::Folders { below: "2026/".to_owned(), count: 1 };
    assert_eq!(one.key("a.json"), "a.json");
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_keys_are_named() -> Outcome {
    use std::os::unix::ffi::OsStrExt as _;
    let dir = tempfile::tempdir()?;
    fs::write(dir.path().join(std::ffi::OsStr::from_bytes(b"\xff")), "")?;
    let found: Vec<_> = list_folder(dir.path()).collect();
    assert!(matches!(found.as_slice(), [Err(Error::NoKey(_))]));
    assert!(matches!(list_folder(&dir.path().join("none")).next(), Some(Err(Error::Walk { .. }))));
    Ok(())
}

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
    let plan = UploadPlan::new(list_folder(dir.path()), Spread::None, 3, &look)?;
    let keys: Vec<_> = plan.uploads.iter().map(|file| file.key.as_str()).collect();
    assert_eq!(keys, ["d/changed", "d/longer", "new"]);
    assert_eq!((plan.unchanged, plan.bytes), (2, 8));
    Ok(())
}

#[test]
fn keys_spread_evenly() {
    let mut counts = HashMap::new();
    for i in 0..10_000 {
        let path = format!("product-{i:08}.json");
        let key = Spread::Prefixes(16).key(&path);
        let (prefix, rest) = key.split_once('/').unwrap_or_default();
        assert_eq!(rest, path);
        *counts.entry(prefix.to_owned()).or_insert(0) += 1;
    }
    assert_eq!(counts.len(), 16);
    assert!(counts.values().all(|count| (500..750).contains(count)), "{counts:?}");
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

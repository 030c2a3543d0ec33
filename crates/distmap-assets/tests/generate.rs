//! Making objects as files: determinism, resumption, refusals.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use distmap_assets::{
    Cancel, Error, Generator, Layout, MANIFEST, Progress, Settings, Template, generate,
    list_folder, read_manifest,
};
use proptest::prelude::*;

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn generator(count: u64, change: impl FnOnce(&mut Settings)) -> Result<Generator, Error> {
    let mut settings = Settings { count, ..Settings::default() };
    change(&mut settings);
    Generator::new(settings)
}

fn quiet(generator: &Generator, dir: &Path) -> Result<distmap_assets::Report, Error> {
    generate(generator, dir, &Cancel::default(), &|_| ())
}

#[test]
fn objects_are_pinned() -> Outcome {
    // A change here changes everybody's objects: it needs a new format of the manifest.
    let text = String::from_utf8(generator(10, |_| ())?.object(2))?;
    assert_eq!(
        text,
        r#"{
  "product": {
    "id": "3",
    "name": "Jolly Mirror 3",
    "description": "Jolly Mirror 3 Description",
    "price": 3917.43,
    "currency": "CHF",
    "image": "http://example.com/image3.jpg",
    "url": "http://example.com/product/3"
  }
}"#
    );
    Ok(())
}

#[test]
fn objects_differ_and_are_json() -> Outcome {
    let generator = generator(5_000, |_| ())?;
    let all: BTreeSet<_> = generator.objects().map(|(_, body)| body).collect();
    assert_eq!(all.len(), 5_000);
    for body in all {
        let object: serde_json::Value = serde_json::from_slice(&body)?;
        assert!(object["product"]["price"].is_number());
        // Printed again for people it is the same text: nothing depends on how it was made.
        assert_eq!(serde_json::to_vec_pretty(&object)?, body);
    }
    Ok(())
}

#[test]
fn files_are_what_the_generator_says() -> Outcome {
    for layout in [Layout::Flat, Layout::Sharded] {
        let dir = tempfile::tempdir()?;
        let generator = generator(2_345, |s| (s.layout, s.malformed) = (layout, 1.0))?;
        let report = quiet(&generator, dir.path())?;
        assert_eq!((report.written, report.kept, report.malformed), (2_345, 0, 23));
        let files: Vec<_> = list_folder(dir.path()).collect::<Result<_, _>>()?;
        assert_eq!(files.len(), 2_345);
        let mut entries = read_manifest(dir.path())?.ok_or("no manifest")?;
        let mut broken = 0;
        for index in 0..2_345 {
            let entry = entries.next().ok_or("too few lines")??;
            assert_eq!(entry.key, generator.key(index));
            assert_eq!(fs::read(dir.path().join(&entry.key))?, generator.object(index));
            let parsed = serde_json::from_slice::<serde_json::Value>(&generator.object(index));
            assert_eq!(parsed.is_err(), entry.malformed);
            broken += u64::from(entry.malformed);
        }
        assert_eq!(broken, 23);
        assert!(entries.next().is_none());
    }
    Ok(())
}

#[test]
fn cancelled_runs_go_on() -> Outcome {
    let dir = tempfile::tempdir()?;
    let generator = generator(3_000, |s| s.layout = Layout::Sharded)?;
    let cancel = Cancel::default();
    let stop = |progress: Progress| {
        if progress.done > 1_000 {
            cancel.cancel();
        }
    };
    let stopped = generate(&generator, dir.path(), &cancel, &stop);
    let Err(Error::Cancelled { done, count: 3_000 }) = stopped else {
        return Err(format!("{stopped:?}").into());
    };
    assert!((1_000..3_000).contains(&done));
    // As after kill -9: a line and a file that are not whole.
    let manifest = dir.path().join(MANIFEST);
    let text = fs::read(&manifest)?;
    fs::write(&manifest, &text[..text.len() - 10])?;
    let torn = dir.path().join(generator.key(done - 1));
    let whole = fs::read(&torn)?;
    fs::write(&torn, &whole[..17])?;

    let report = quiet(&generator, dir.path())?;
    assert_eq!((report.kept, report.written), (done - 1, 3_000 - done + 1));
    assert_eq!(fs::read(&torn)?, whole);
    let lines = read_manifest(dir.path())?.ok_or("no manifest")?.count();
    assert_eq!(lines, 3_000);
    Ok(())
}

#[test]
fn refuses_what_it_did_not_make() -> Outcome {
    let dir = tempfile::tempdir()?;
    let small = generator(10, |_| ())?;
    fs::write(dir.path().join(small.key(5)), "mine")?;
    assert!(matches!(quiet(&small, dir.path()), Err(Error::Occupied(_))));
    assert_eq!(fs::read_to_string(dir.path().join(small.key(5)))?, "mine");
    fs::remove_file(dir.path().join(small.key(5)))?;
    let report = quiet(&small, dir.path())?;
    assert_eq!(report.kept + report.written, 10);
    assert_eq!(quiet(&small, dir.path())?.kept, 10);
    let other = generator(10, |s| s.seed = 1)?;
    assert!(matches!(quiet(&other, dir.path()), Err(Error::OtherSettings { .. })));
    fs::write(dir.path().join(MANIFEST), "{\"format\":9,\"settings\":\"\"}\n")?;
    assert!(matches!(quiet(&small, dir.path()), Err(Error::Manifest { .. })));
    Ok(())
}

#[test]
fn bad_settings_are_refused() -> Outcome {
    let refused = |change: &dyn Fn(&mut Settings)| generator(10, |s| change(s)).err();
    assert!(matches!(refused(&|s| s.malformed = 101.0), Some(Error::Percentage(_))));
    assert!(matches!(refused(&|s| s.malformed = f64::NAN), Some(Error::Percentage(_))));
    assert!(matches!(refused(&|s| s.size = Some(10..=20)), Some(Error::TooSmall { .. })));
    let reversed = std::ops::RangeInclusive::new(900, 800);
    assert!(matches!(refused(&|s| s.size = Some(reversed.clone())), Some(Error::EmptyRange(..))));
    assert!(matches!(Template::parse("[1, 2]"), Err(Error::Monotonous)));
    assert!(matches!(Template::parse("{"), Err(Error::Template(_))));
    assert!(matches!(Template::parse(&"[".repeat(10_000)), Err(Error::Template(_))));
    Ok(())
}

#[test]
fn other_templates_vary_too() -> Outcome {
    let template = Template::parse(r#"{"a": ["x \"y\"", 1.50], "id": 7, "b": {}}"#)?;
    let generator = generator(3, |s| (s.template, s.size) = (template, Some(200..=200)))?;
    let object = generator.object(1);
    assert_eq!(object.len(), 200);
    let object: serde_json::Value = serde_json::from_slice(&object)?;
    assert!(object["a"][0].as_str().is_some_and(|text| text.starts_with("x \"y\" 2")));
    assert_eq!((object["a"][1].to_string(), object["id"].to_string()), ("1.50".into(), "2".into()));
    Ok(())
}

proptest! {
    #[test]
    fn the_malformed_are_exactly_as_many(count in 0u64..3_000, percent in 0.0f64..=100.0) {
        let generator = generator(count, |s| s.malformed = percent)?;
        prop_assert_eq!(generator.malformed().count() as u64, generator.malformed_count());
    }

    #[test]
    fn sizes_are_kept(seed: u64, least in 400usize..2_000, span in 0usize..500, index in 0u64..99) {
        let generator = generator(99, |s| (s.seed, s.size) = (seed, Some(least..=least + span)))?;
        let object = generator.object(index);
        prop_assert!((least..=least + span).contains(&object.len()));
        prop_assert!(serde_json::from_slice::<serde_json::Value>(&object).is_ok());
    }
}

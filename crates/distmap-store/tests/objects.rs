//! Buckets: the conformance suite on each backend, and what is a backend's own.

use std::fs;
use std::path::Path;

use bytes::Bytes;
use distmap_engine::ports::{ListRequest, Objects as _, PutOptions};
use distmap_store::{
    BucketKind, Condition, Error, OpenError, PutObject, Staged, Store, Upload, conformance,
};

type Outcome = Result<(), Box<dyn std::error::Error>>;

async fn put(store: &Store, key: &str, body: &[u8]) -> Outcome {
    let body = Bytes::copy_from_slice(body);
    store.objects().put("bucket", key, body, PutOptions::default()).await?;
    Ok(())
}

async fn keys(store: &Store) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let request = ListRequest { bucket: "bucket".into(), ..ListRequest::default() };
    Ok(store.objects().list(&request).await?.objects.into_iter().map(|o| o.key).collect())
}

fn code<T>(result: Result<T, Error>) -> Option<String> {
    result.err().and_then(|error| error.code().map(str::to_owned))
}

/// A store on disk with one bucket of each kind named `bucket`, one after the other.
fn kinds(dir: &Path) -> Result<Vec<(Store, BucketKind)>, Box<dyn std::error::Error>> {
    let folder = dir.join("folder");
    fs::create_dir(&folder)?;
    let mut stores = Vec::new();
    for (at, kind) in
        [BucketKind::Packed, BucketKind::Folder(folder), BucketKind::Memory].into_iter().enumerate()
    {
        let store = Store::open(dir.join(format!("state-{at}")))?;
        store.objects().create_bucket("bucket", kind.clone())?;
        stores.push((store, kind));
    }
    let memory = Store::memory()?;
    memory.objects().create_bucket("bucket", BucketKind::Packed)?;
    stores.push((memory, BucketKind::Packed));
    Ok(stores)
}

#[tokio::test]
async fn every_backend_conforms() -> Outcome {
    let dir = tempfile::tempdir()?;
    for (store, kind) in kinds(dir.path())? {
        let checked = conformance::check(&**store.objects(), "bucket").await;
        checked.map_err(|failure| format!("{kind:?}: {failure}"))?;
    }
    // Nothing of ours is left in the user's folder.
    assert_eq!(fs::read_dir(dir.path().join("folder"))?.count(), 0);
    Ok(())
}

#[tokio::test]
async fn conditions_tags_and_headers() -> Outcome {
    let dir = tempfile::tempdir()?;
    for (store, _) in kinds(dir.path())? {
        let objects = store.objects();
        let object = |body: &'static str, condition| PutObject {
            condition,
            headers: [("cache-control".to_owned(), "no-store".to_owned())].into(),
            tags: vec![("k".into(), "v".into())],
            ..PutObject::new("key", Staged::from_bytes(Bytes::from_static(body.as_bytes())))
        };
        let first = objects.put_object("bucket", object("a", Condition::Absent)).await?;
        let again = objects.put_object("bucket", object("b", Condition::Absent)).await;
        assert_eq!(code(again).as_deref(), Some("PreconditionFailed"));
        let wrong = objects.put_object("bucket", object("b", Condition::Etag("x".into()))).await;
        assert_eq!(code(wrong).as_deref(), Some("PreconditionFailed"));
        let etag = Condition::Etag(first.meta.etag.clone());
        objects.put_object("bucket", object("b", etag)).await?;
        objects.set_object_tags("bucket", "key", vec![("n".into(), "w".into())]).await?;
        let info = objects.head_object("bucket", "key")?;
        assert_eq!(info.tags, [("n".to_owned(), "w".to_owned())]);
        assert_eq!(info.headers["cache-control"], "no-store");
        assert_eq!(objects.get("bucket", "key").await?.body, "b");
        let untagged = objects.set_object_tags("bucket", "none", Vec::new()).await;
        assert_eq!(code(untagged).as_deref(), Some("NoSuchKey"));
    }
    Ok(())
}

#[tokio::test]
async fn uploads_in_parts() -> Outcome {
    let dir = tempfile::tempdir()?;
    for (store, _) in kinds(dir.path())? {
        let objects = store.objects();
        let upload = objects.create_upload(Upload {
            bucket: "bucket".into(),
            key: "big".into(),
            content_type: Some("text/plain".into()),
            ..Upload::default()
        })?;
        let mut etags = Vec::new();
        for (number, letter, size) in
            [(1, b'x', 5 << 20), (2, b'b', 5 << 20), (7, b'c', 11), (1, b'a', 5 << 20)]
        {
            let mut stage = objects.stage_part();
            vec![letter; size].chunks(1 << 20).try_for_each(|piece| stage.write(piece))?;
            let part = objects.put_part(&upload, number, stage.finish()).await?;
            etags.retain(|(other, _)| *other != number);
            etags.push((number, part.etag));
        }
        etags.sort();
        assert_eq!(objects.list_parts(&upload, 1, 10)?.len(), 2);
        assert_eq!(objects.list_uploads("bucket")?, std::slice::from_ref(&upload));
        let reversed: Vec<_> = etags.iter().rev().cloned().collect();
        let refused = objects.complete_upload(&upload, &reversed, Condition::None).await;
        assert_eq!(code(refused).as_deref(), Some("InvalidPartOrder"));
        let mut unknown = etags.clone();
        unknown.push((9, "x".into()));
        let refused = objects.complete_upload(&upload, &unknown, Condition::None).await;
        assert_eq!(code(refused).as_deref(), Some("InvalidPart"));
        let info = objects.complete_upload(&upload, &etags, Condition::None).await?;
        assert!(info.meta.etag.ends_with("-3") && info.meta.size == (10 << 20) + 11);
        let mut open = objects.open_object("bucket", "big")?;
        assert_eq!(open.info.meta, info.meta);
        assert_eq!(open.body.read_at((5 << 20) - 2, 4)?, "aabb");
        assert_eq!(open.body.read_at(10 << 20, 100)?, "ccccccccccc");
        assert!(objects.list_uploads("bucket")?.is_empty());
        assert_eq!(
            code(objects.upload("bucket", "big", &upload.id)).as_deref(),
            Some("NoSuchUpload")
        );
    }
    // The parts' files are gone, the object's one is there.
    let large = fs::read_dir(dir.path().join("state-0/large"))?;
    let files: usize = large
        .map(|shard| Ok(fs::read_dir(shard?.path())?.count()))
        .sum::<Result<_, std::io::Error>>()?;
    assert_eq!(files, 1);
    Ok(())
}

#[tokio::test]
async fn buckets_are_administered() -> Outcome {
    let dir = tempfile::tempdir()?;
    let state = dir.path().join("state");
    {
        let store = Store::open(&state)?;
        let objects = store.objects();
        assert_eq!(
            code(objects.create_bucket("No", BucketKind::Packed)).as_deref(),
            Some("InvalidBucketName")
        );
        objects.create_bucket("bucket", BucketKind::Packed)?;
        let twice = objects.create_bucket("bucket", BucketKind::Packed);
        assert_eq!(code(twice).as_deref(), Some("BucketAlreadyOwnedByYou"));
        objects.set_setting("bucket", "policy", Some(&serde_json::json!({"a": 1})))?;
        put(&store, "a", b"1").await?;
        put(&store, "large", &vec![7; 100_000]).await?;
        assert_eq!(code(objects.delete_bucket("bucket")).as_deref(), Some("BucketNotEmpty"));
    }
    let store = Store::open(&state)?;
    let objects = store.objects();
    assert_eq!(objects.list_buckets().len(), 1);
    assert_eq!(objects.setting("bucket", "policy")?, Some(serde_json::json!({"a": 1})));
    assert_eq!(objects.get("bucket", "large").await?.body.len(), 100_000);
    let copied = objects.copy_object(("bucket", "large"), "bucket", |source, body| PutObject {
        headers: source.headers.clone(),
        ..PutObject::new("copy", body)
    });
    assert_eq!(copied.await?.meta.size, 100_000);
    let all = ["a", "large", "copy"].map(str::to_owned).to_vec();
    objects.delete_objects("bucket", all).await?;
    objects.delete_bucket("bucket")?;
    assert_eq!(
        objects.setting("bucket", "policy").err().map(|e| e.to_string()).as_deref(),
        Some("NoSuchBucket: The specified bucket does not exist (HTTP 404)")
    );
    Ok(())
}

#[tokio::test]
async fn a_folder_is_read_in_place() -> Outcome {
    let dir = tempfile::tempdir()?;
    let folder = dir.path().join("mine");
    fs::create_dir_all(folder.join("sub/deep"))?;
    fs::write(folder.join("sub/deep/1.json"), "{}")?;
    fs::write(folder.join("sub-2"), "two")?;
    let store = Store::open(dir.path().join("state"))?;
    store.objects().create_bucket("bucket", BucketKind::Folder(folder.clone()))?;
    assert_eq!(keys(&store).await?, ["sub-2", "sub/deep/1.json"]);
    let before = store.objects().head("bucket", "sub-2").await?;
    assert!(before.etag.ends_with("-1"));
    // Changes from outside show at once, also while a listing is remembered.
    fs::write(folder.join("sub-3"), "three")?;
    fs::write(folder.join("sub-2"), "other")?;
    assert_eq!(keys(&store).await?, ["sub-2", "sub-3", "sub/deep/1.json"]);
    assert_ne!(store.objects().head("bucket", "sub-2").await?.etag, before.etag);
    put(&store, "new/4", b"four").await?;
    assert_eq!(fs::read_to_string(folder.join("new/4"))?, "four");
    // What was said of a file is forgotten when somebody else writes it.
    let etag = store.objects().head("bucket", "new/4").await?.etag;
    assert!(!etag.contains('-'));
    fs::write(folder.join("new/4"), "FOUR!")?;
    assert_ne!(store.objects().head("bucket", "new/4").await?.etag, etag);
    store.objects().delete("bucket", "new/4").await?;
    assert!(!folder.join("new").exists());
    // Without its folder the bucket says so, and the others still open.
    drop(store);
    let away = dir.path().join("away");
    fs::rename(&folder, &away)?;
    let store = Store::open(dir.path().join("state"))?;
    let gone = store.objects().get("bucket", "sub-2").await.err().map(|e| e.message);
    assert!(gone.is_some_and(|text| text.contains("mine") && text.contains("check that")));
    drop(store);
    fs::rename(&away, &folder)?;
    let store = Store::open(dir.path().join("state"))?;
    // The bucket goes, the folder stays.
    store.objects().delete_bucket("bucket")?;
    assert!(folder.join("sub-2").exists());
    Ok(())
}

#[cfg(unix)]
#[tokio::test]
async fn nothing_outside_a_folder_is_reached() -> Outcome {
    use std::os::unix::fs::symlink;
    let dir = tempfile::tempdir()?;
    let folder = dir.path().join("mine");
    let outside = dir.path().join("outside");
    fs::create_dir(&folder)?;
    fs::create_dir(&outside)?;
    fs::write(outside.join("secret"), "secret")?;
    symlink(&outside, folder.join("link"))?;
    symlink(outside.join("secret"), folder.join("file"))?;
    symlink(&folder, folder.join("loop"))?;
    let store = Store::open(dir.path().join("state"))?;
    store.objects().create_bucket("bucket", BucketKind::Folder(folder))?;
    assert!(keys(&store).await?.is_empty());
    for key in ["link/secret", "file", "loop/file", "../outside/secret", "link/../outside/secret"] {
        let got = store.objects().get("bucket", key).await;
        assert_eq!(got.map_err(|e| e.code).err().as_deref(), Some("NoSuchKey"), "{key}");
        // Such keys can be written, though not through the link.
        put(&store, key, b"mine").await?;
        assert_eq!(store.objects().get("bucket", key).await?.body, "mine", "{key}");
        store.objects().delete("bucket", key).await?;
    }
    assert_eq!(fs::read_to_string(outside.join("secret"))?, "secret");
    assert_eq!(fs::read_dir(&outside)?.count(), 1);
    Ok(())
}

#[test]
fn one_process_owns_a_directory() -> Outcome {
    let dir = tempfile::tempdir()?;
    let state = dir.path().join("state");
    let store = Store::open(&state)?;
    match Store::open(&state) {
        Err(OpenError::Held { owner, .. }) => assert_eq!(owner.pid, std::process::id()),
        other => return Err(format!("{other:?}").into()),
    }
    drop(store);
    Store::open(&state)?;
    fs::write(state.join("version"), "99\n")?;
    let newer = Store::open(&state).err().map(|e| e.to_string()).unwrap_or_default();
    assert!(newer.contains("format version 99"), "{newer}");
    let other = dir.path().join("other");
    fs::create_dir(&other)?;
    fs::write(other.join("file"), "")?;
    assert!(matches!(Store::open(&other), Err(OpenError::NotAStore(_))));
    Ok(())
}

#[test]
fn paths_that_cannot_be_are_named() -> Outcome {
    let dir = tempfile::tempdir()?;
    let file = dir.path().join("file");
    fs::write(&file, "")?;
    let error = Store::open(file.join("state")).err().map(|e| e.to_string()).unwrap_or_default();
    assert!(error.contains("file/state"), "{error}");
    let store = Store::open(dir.path().join("state"))?;
    let missing = BucketKind::Folder(dir.path().join("none"));
    let error = store.objects().create_bucket("bucket", missing).err();
    assert!(matches!(error, Some(Error::Io { action: "open", .. })), "{error:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn threads_write_at_the_same_time() -> Outcome {
    let dir = tempfile::tempdir()?;
    for (store, kind) in kinds(dir.path())? {
        let tasks: Vec<_> = (0..4u8)
            .map(|task| {
                let store = store.clone();
                tokio::spawn(async move {
                    for i in 0..100 {
                        let own = Bytes::from(vec![task; 300]);
                        let options = PutOptions::default();
                        let objects = store.objects();
                        objects
                            .put("bucket", &format!("{task}/{i:03}"), own, options.clone())
                            .await?;
                        let shared = Bytes::from(vec![task; 20_000]);
                        objects.put("bucket", "shared", shared, options).await?;
                        let body = objects.get("bucket", "shared").await?.body;
                        assert!(body.len() == 20_000 && body.iter().all(|byte| *byte == body[0]));
                    }
                    Ok::<(), distmap_engine::ports::ServiceError>(())
                })
            })
            .collect();
        for task in tasks {
            task.await?.map_err(|e| format!("{kind:?}: {e}"))?;
        }
        assert_eq!(keys(&store).await?.len(), 401, "{kind:?}");
    }
    Ok(())
}

#[cfg(unix)]
#[test]
fn a_directory_that_cannot_be_written_is_named() -> Outcome {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = tempfile::tempdir()?;
    let locked = dir.path().join("locked");
    fs::create_dir(&locked)?;
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o500))?;
    match Store::open(locked.join("state")) {
        Err(error) => {
            let text = error.to_string();
            assert!(text.contains("locked/state") && text.contains("give this user"), "{text}");
        }
        // Root may write everywhere; then there is nothing to refuse.
        Ok(store) => assert!(store.dir().is_some_and(Path::exists)),
    }
    Ok(())
}

//! Listing with prefixes, delimiters and pages, over the store's plain listing.

use distmap_engine::ports::{ListRequest, ObjectMeta};
use distmap_store::{Buckets, Error};

/// The greatest page, as on S3.
const MAX_KEYS: usize = 1_000;
/// Keys read at once where a delimiter makes most of them vanish in a common prefix.
const STEP_WITH_DELIMITER: usize = 100;

/// A page: objects and common prefixes, together in byte order.
#[derive(Debug, Default)]
pub struct Page {
    /// Objects.
    pub objects: Vec<ObjectMeta>,
    /// Common prefixes.
    pub prefixes: Vec<String>,
    /// Whether more follows.
    pub truncated: bool,
    /// The last entry, key or prefix, after which the next page begins.
    pub last: Option<String>,
}

/// What to list.
pub struct Query<'a> {
    /// The bucket.
    pub bucket: &'a str,
    /// Only keys that begin with this.
    pub prefix: &'a str,
    /// Keys that share what comes before it, after the prefix, become one common prefix.
    pub delimiter: Option<&'a str>,
    /// Only entries after this one.
    pub after: Option<&'a str>,
    /// At most this many entries.
    pub max: usize,
}

/// Lists one page.
pub fn list(buckets: &Buckets, query: &Query<'_>) -> Result<Page, Error> {
    let max = query.max.min(MAX_KEYS);
    let delimiter = query.delimiter.filter(|delimiter| !delimiter.is_empty());
    let mut page = Page::default();
    let mut after = query.after.map(str::to_owned);
    if max == 0 {
        buckets.bucket_info(query.bucket)?;
        return Ok(page);
    }
    loop {
        let room = max - page.objects.len() - page.prefixes.len();
        let step = match delimiter {
            Some(_) => STEP_WITH_DELIMITER,
            None => room,
        };
        let request = ListRequest {
            bucket: query.bucket.to_owned(),
            prefix: query.prefix.to_owned(),
            start_after: after.clone(),
            // With no room left, one more key tells whether the page is the last.
            max_keys: step.clamp(1, MAX_KEYS),
        };
        let found = buckets.list_objects(&request)?;
        let mut skipped = false;
        for meta in found.objects {
            let group = delimiter.and_then(|delimiter| {
                let rest = meta.key.get(query.prefix.len()..)?;
                let end = rest.find(delimiter)? + delimiter.len();
                Some(meta.key[..query.prefix.len() + end].to_owned())
            });
            let Some(group) = group else {
                if page.objects.len() + page.prefixes.len() == max {
                    page.truncated = true;
                    return Ok(page);
                }
                after = Some(meta.key.clone());
                page.last = Some(meta.key.clone());
                page.objects.push(meta);
                continue;
            };
            let seen = page.prefixes.last() == Some(&group)
                || query.after.is_some_and(|after| group.as_str() <= after);
            if !seen {
                if page.objects.len() + page.prefixes.len() == max {
                    page.truncated = true;
                    return Ok(page);
                }
                page.last = Some(group.clone());
                page.prefixes.push(group.clone());
            }
            // The rest of the group is jumped over, not read.
            after = Some(format!("{group}\u{10FFFF}").max(meta.key));
            skipped = true;
            break;
        }
        if !found.truncated && !skipped {
            return Ok(page);
        }
        if delimiter.is_none() && page.objects.len() == max {
            page.truncated = found.truncated;
            return Ok(page);
        }
    }
}

/// A text as `encoding-type=url` wants it: everything but unreserved characters and `/` is escaped.
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use distmap_engine::ports::{Objects as _, PutOptions};
    use distmap_store::{BucketKind, Store};
    use futures::executor::block_on;

    fn store(keys: &[&str]) -> Store {
        let store = Store::memory().expect("a store");
        store.objects().create_bucket("bucket", BucketKind::Packed).expect("a bucket");
        for key in keys {
            block_on(store.objects().put("bucket", key, "x".into(), PutOptions::default()))
                .expect("an object");
        }
        store
    }

    /// All pages of a listing, prefixes in angle brackets.
    fn all(store: &Store, prefix: &str, delimiter: Option<&str>, max: usize) -> Vec<Vec<String>> {
        let mut pages = Vec::new();
        let mut after: Option<String> = None;
        loop {
            let query = Query { bucket: "bucket", prefix, delimiter, after: after.as_deref(), max };
            let page = list(store.objects(), &query).expect("a page");
            let mut entries: Vec<String> = page.objects.iter().map(|o| o.key.clone()).collect();
            entries.extend(page.prefixes.iter().map(|p| format!("<{p}>")));
            pages.push(entries);
            match page.truncated {
                true => after = page.last,
                false => return pages,
            }
        }
    }

    #[test]
    fn delimiters_group_keys_and_pages_do_not_repeat_groups() {
        let store = store(&["a", "a/1", "a/2", "b/1", "c", "d/x/1", "d/x/2", "d/y"]);
        assert_eq!(
            all(&store, "", Some("/"), 100),
            [["a", "c", "<a/>", "<b/>", "<d/>"].map(String::from).to_vec()]
        );
        assert_eq!(
            all(&store, "", Some("/"), 2),
            [vec!["a", "<a/>"], vec!["c", "<b/>"], vec!["<d/>"]]
                .map(|page| page.into_iter().map(String::from).collect::<Vec<_>>())
        );
        assert_eq!(
            all(&store, "d/", Some("/"), 100),
            [["d/y", "<d/x/>"].map(String::from).to_vec()]
        );
    }

    #[test]
    fn pages_end_where_the_keys_end() {
        let store = store(&["a", "b", "c", "d"]);
        assert_eq!(all(&store, "", None, 2).len(), 2);
        assert_eq!(all(&store, "", None, 3).concat(), ["a", "b", "c", "d"]);
        assert_eq!(all(&store, "x", None, 3), [Vec::<String>::new()]);
    }

    #[test]
    fn keys_are_escaped_for_xml_that_cannot_hold_them() {
        assert_eq!(encode("a b/ü\u{1}+"), "a%20b/%C3%BC%01%2B");
    }
}

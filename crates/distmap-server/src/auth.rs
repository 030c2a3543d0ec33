//! Who may call: credentials and AWS Signature Version 4.
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html>

use hmac::{Hmac, KeyInit as _, Mac as _};
use http::request::Parts;
use sha2::{Digest as _, Sha256};

/// What a caller signs with.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// The access key id, which is sent.
    pub access_key_id: String,
    /// The secret, which is not.
    pub secret_access_key: String,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credentials")
            .field("access_key_id", &self.access_key_id)
            .finish_non_exhaustive()
    }
}

impl Credentials {
    /// New random credentials.
    pub fn random() -> Self {
        let id = uuid::Uuid::new_v4().simple().to_string().to_uppercase();
        let (a, b) = (uuid::Uuid::new_v4().simple(), uuid::Uuid::new_v4().simple());
        Self { access_key_id: format!("DM{}", &id[..18]), secret_access_key: format!("{a}{b}") }
    }
}

/// How far the caller's clock may be off, in seconds.
const SKEW: i64 = 15 * 60;

/// Why a signature is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There is none, or it can't be read.
    Missing,
    /// The access key id is not ours.
    UnknownKey,
    /// It is not the signature of this request.
    Mismatch,
    /// It is too old, or from the future.
    Expired,
}

/// What a request's head claims: who signed it, and how.
pub struct Claim<'a> {
    caller: &'a Credentials,
    /// Day, Region and service.
    scope: [String; 3],
    date: String,
    signed: Vec<String>,
    signature: Vec<u8>,
}

/// Reads the `Authorization` header of a request of one of those who may call. Whether the claim is
/// true only the whole request tells: [`Claim::verify`].
pub fn claim<'a>(
    parts: &Parts,
    callers: &'a [Credentials],
    now_seconds: i64,
) -> Result<Claim<'a>, Refused> {
    let header = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok());
    let authorization = header("authorization").ok_or(Refused::Missing)?;
    let fields = authorization.strip_prefix("AWS4-HMAC-SHA256").ok_or(Refused::Missing)?;
    let field = |name: &str| {
        fields
            .split(',')
            .find_map(|field| field.trim().strip_prefix(name)?.strip_prefix('='))
            .ok_or(Refused::Missing)
    };
    let (credential, signed, signature) =
        (field("Credential")?, field("SignedHeaders")?, field("Signature")?);
    let (key, scope) = credential.split_once('/').ok_or(Refused::Missing)?;
    let caller = callers.iter().find(|caller| caller.access_key_id == key);
    let caller = caller.ok_or(Refused::UnknownKey)?;
    let date = header("x-amz-date").ok_or(Refused::Missing)?;
    let scope_parts: Vec<&str> = scope.split('/').collect();
    let [day, region, service, "aws4_request"] = scope_parts.as_slice() else {
        return Err(Refused::Missing);
    };
    if !date.starts_with(day) || !is_timely(date, now_seconds) {
        return Err(Refused::Expired);
    }
    let signed: Vec<String> = signed.split(';').map(str::to_owned).collect();
    if !signed.iter().any(|name| name == "host") {
        return Err(Refused::Mismatch);
    }
    Ok(Claim {
        caller,
        scope: [day, region, service].map(|part| (*part).to_owned()),
        date: date.to_owned(),
        signed,
        signature: hex::decode(signature).map_err(|_| Refused::Mismatch)?,
    })
}

impl Claim<'_> {
    /// Checks the signature, now that the whole body is at hand.
    pub fn verify(&self, parts: &Parts, body: &[u8]) -> Result<(), Refused> {
        let canonical = canonical_request(parts, &self.signed, &hex::encode(Sha256::digest(body)));
        let to_sign = format!(
            "AWS4-HMAC-SHA256\n{}\n{}/aws4_request\n{}",
            self.date,
            self.scope.join("/"),
            hex::encode(Sha256::digest(canonical.as_bytes()))
        );
        let mut secret = format!("AWS4{}", self.caller.secret_access_key).into_bytes();
        for part in self.scope.iter().map(String::as_str).chain(["aws4_request"]) {
            secret = mac(&secret, part.as_bytes()).finalize().into_bytes().to_vec();
        }
        // Compares in constant time.
        let verified = mac(&secret, to_sign.as_bytes()).verify_slice(&self.signature);
        verified.map_err(|_| Refused::Mismatch)
    }
}

/// Whether a request was signed lately, by its `x-amz-date`.
pub fn is_timely(date: &str, now_seconds: i64) -> bool {
    seconds(date).is_some_and(|sent| (now_seconds - sent).abs() <= SKEW)
}

fn mac(key: &[u8], message: &[u8]) -> Hmac<Sha256> {
    // HMAC takes keys of any length.
    #[allow(clippy::unwrap_used)]
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(message);
    mac
}

fn canonical_request(parts: &Parts, names: &[String], payload: &str) -> String {
    let mut query: Vec<&str> = parts.uri.query().unwrap_or("").split('&').collect();
    query.retain(|pair| !pair.is_empty());
    query.sort_unstable();
    let mut text = format!("{}\n{}\n{}\n", parts.method, parts.uri.path(), query.join("&"));
    for name in names {
        let values: Vec<String> = parts
            .headers
            .get_all(name.as_str())
            .iter()
            .map(|value| {
                String::from_utf8_lossy(value.as_bytes())
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect();
        let value = match (name.as_str(), values.is_empty()) {
            // HTTP/2 and in-process requests carry the host in the URI.
            ("host", true) => parts.uri.authority().map(ToString::to_string).unwrap_or_default(),
            _ => values.join(","),
        };
        text.push_str(&format!("{name}:{value}\n"));
    }
    text.push_str(&format!("\n{}\n{payload}", names.join(";")));
    text
}

/// Seconds since the Unix epoch of `20261122T183000Z`.
fn seconds(date: &str) -> Option<i64> {
    let number = |range: std::ops::Range<usize>| date.get(range)?.parse::<i64>().ok();
    if date.len() != 16 || date.as_bytes().get(8) != Some(&b'T') || !date.ends_with('Z') {
        return None;
    }
    let (year, month, day) = (number(0..4)?, number(4..6)?, number(6..8)?);
    let time = number(9..11)? * 3_600 + number(11..13)? * 60 + number(13..15)?;
    // Days from the civil calendar, years beginning in March.
    let shifted = if month > 2 { year } else { year - 1 };
    let era = shifted.div_euclid(400);
    let of_era = shifted.rem_euclid(400);
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468;
    Some(days * 86_400 + time)
}

#[cfg(test)]
mod tests {
    use super::*;

    // The example of AWS's documentation, with GET iam ListUsers.
    const AUTHORIZATION: &str = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, \
        SignedHeaders=content-type;host;x-amz-date, \
        Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7";

    fn check(secret: &str, path: &str, now: i64) -> Result<(), Refused> {
        let (parts, ()) = http::Request::get(path)
            .header("host", "iam.amazonaws.com")
            .header("content-type", "application/x-www-form-urlencoded; charset=utf-8")
            .header("x-amz-date", "20150830T123600Z")
            .header("authorization", AUTHORIZATION)
            .body(())
            .expect("a request")
            .into_parts();
        let credentials = Credentials {
            access_key_id: "AKIDEXAMPLE".to_owned(),
            secret_access_key: secret.to_owned(),
        };
        claim(&parts, &[Credentials::random(), credentials], now)?.verify(&parts, b"")
    }

    #[test]
    fn signatures_are_checked() {
        let secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
        let path = "/?Action=ListUsers&Version=2010-05-08";
        let now = seconds("20150830T123600Z").expect("a date");
        assert_eq!(now, 1_440_938_160);
        assert_eq!(check(secret, path, now + 60), Ok(()));
        assert_eq!(check("another", path, now), Err(Refused::Mismatch));
        assert_eq!(check(secret, "/?Action=DeleteUser", now), Err(Refused::Mismatch));
        assert_eq!(check(secret, path, now + 3_600), Err(Refused::Expired));
    }
}

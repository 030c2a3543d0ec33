//! Bucket sub-resources: documents that are kept as they were sent, and AWS's answer where there is
//! none. Infrastructure tools read all of them when they make a bucket.

use distmap_store::Store;
use http::{HeaderMap, Method, StatusCode, Uri};
use s3s::dto::*;
use s3s::route::S3Route;
use s3s::xml::{DeResult, Deserializer};
use s3s::{Body, S3Error, S3ErrorCode, S3Request, S3Response, S3Result};
use serde_json::Value;

use super::refused;

/// The longest document that is taken.
const MAX_DOCUMENT: usize = 1 << 20;

/// What a GET finds where nothing was put.
enum Absent {
    /// An error with status 404: its code and its message.
    Error(&'static str, &'static str),
    /// A document.
    Document(&'static str),
}

/// One sub-resource.
struct SubResource {
    /// The query parameter that names it, `versioning` of `?versioning`.
    name: &'static str,
    /// Whether a body is one.
    valid: fn(&[u8]) -> bool,
    /// AWS's operations on it.
    operations: &'static [&'static str],
    /// What there is before anything was put.
    absent: Absent,
}

fn xml<T>(body: &[u8], root: &str, read: fn(&mut Deserializer<'_>) -> DeResult<T>) -> bool {
    Deserializer::new(body).named_element(root, read).is_ok()
}

macro_rules! xml {
    ($root:literal, $type:ty) => {
        |body| xml(body, $root, |d| d.content::<$type>())
    };
}

fn json(body: &[u8]) -> bool {
    serde_json::from_slice::<Value>(body).is_ok_and(|policy| policy.is_object())
}

const SUB_RESOURCES: &[SubResource] = &[
    SubResource {
        name: "versioning",
        operations: &["GetBucketVersioning", "PutBucketVersioning"],
        valid: xml!("VersioningConfiguration", VersioningConfiguration),
        absent: Absent::Document(
            "<VersioningConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"/>",
        ),
    },
    SubResource {
        name: "lifecycle",
        operations: &[
            "DeleteBucketLifecycle",
            "GetBucketLifecycleConfiguration",
            "PutBucketLifecycleConfiguration",
        ],
        valid: xml!("LifecycleConfiguration", BucketLifecycleConfiguration),
        absent: Absent::Error(
            "NoSuchLifecycleConfiguration",
            "The lifecycle configuration does not exist",
        ),
    },
    SubResource {
        name: "cors",
        operations: &["DeleteBucketCors", "GetBucketCors", "PutBucketCors"],
        valid: xml!("CORSConfiguration", CORSConfiguration),
        absent: Absent::Error("NoSuchCORSConfiguration", "The CORS configuration does not exist"),
    },
    SubResource {
        name: "encryption",
        operations: &["DeleteBucketEncryption", "GetBucketEncryption", "PutBucketEncryption"],
        valid: xml!("ServerSideEncryptionConfiguration", ServerSideEncryptionConfiguration),
        absent: Absent::Document(
            "<ServerSideEncryptionConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Rule>\
             <ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm>\
             </ApplyServerSideEncryptionByDefault><BucketKeyEnabled>false</BucketKeyEnabled></Rule>\
             </ServerSideEncryptionConfiguration>",
        ),
    },
    SubResource {
        name: "publicAccessBlock",
        operations: &["DeletePublicAccessBlock", "GetPublicAccessBlock", "PutPublicAccessBlock"],
        valid: xml!("PublicAccessBlockConfiguration", PublicAccessBlockConfiguration),
        absent: Absent::Error(
            "NoSuchPublicAccessBlockConfiguration",
            "The public access block configuration was not found",
        ),
    },
    SubResource {
        name: "ownershipControls",
        operations: &[
            "DeleteBucketOwnershipControls",
            "GetBucketOwnershipControls",
            "PutBucketOwnershipControls",
        ],
        valid: xml!("OwnershipControls", OwnershipControls),
        absent: Absent::Error(
            "OwnershipControlsNotFoundError",
            "The bucket ownership controls were not found",
        ),
    },
    SubResource {
        name: "tagging",
        operations: &["DeleteBucketTagging", "GetBucketTagging", "PutBucketTagging"],
        valid: xml!("Tagging", Tagging),
        absent: Absent::Error("NoSuchTagSet", "The TagSet does not exist"),
    },
    SubResource {
        name: "website",
        operations: &["DeleteBucketWebsite", "GetBucketWebsite", "PutBucketWebsite"],
        valid: xml!("WebsiteConfiguration", WebsiteConfiguration),
        absent: Absent::Error(
            "NoSuchWebsiteConfiguration",
            "The specified bucket does not have a website configuration",
        ),
    },
    SubResource {
        name: "logging",
        operations: &["GetBucketLogging", "PutBucketLogging"],
        valid: xml!("BucketLoggingStatus", BucketLoggingStatus),
        absent: Absent::Document(
            "<BucketLoggingStatus xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"/>",
        ),
    },
    SubResource {
        name: "accelerate",
        operations: &["GetBucketAccelerateConfiguration", "PutBucketAccelerateConfiguration"],
        valid: xml!("AccelerateConfiguration", AccelerateConfiguration),
        absent: Absent::Document(
            "<AccelerateConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"/>",
        ),
    },
    SubResource {
        name: "requestPayment",
        operations: &["GetBucketRequestPayment", "PutBucketRequestPayment"],
        valid: xml!("RequestPaymentConfiguration", RequestPaymentConfiguration),
        absent: Absent::Document(
            "<RequestPaymentConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\
             <Payer>BucketOwner</Payer></RequestPaymentConfiguration>",
        ),
    },
    SubResource {
        name: "replication",
        operations: &["DeleteBucketReplication", "GetBucketReplication", "PutBucketReplication"],
        valid: xml!("ReplicationConfiguration", ReplicationConfiguration),
        absent: Absent::Error(
            "ReplicationConfigurationNotFoundError",
            "The replication configuration was not found",
        ),
    },
    SubResource {
        name: "object-lock",
        operations: &["GetObjectLockConfiguration", "PutObjectLockConfiguration"],
        valid: xml!("ObjectLockConfiguration", ObjectLockConfiguration),
        absent: Absent::Error(
            "ObjectLockConfigurationNotFoundError",
            "Object Lock configuration does not exist for this bucket",
        ),
    },
    SubResource {
        name: "notification",
        operations: &["GetBucketNotificationConfiguration", "PutBucketNotificationConfiguration"],
        valid: xml!("NotificationConfiguration", NotificationConfiguration),
        absent: Absent::Document(
            "<NotificationConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"/>",
        ),
    },
    SubResource {
        name: "policy",
        operations: &["DeleteBucketPolicy", "GetBucketPolicy", "PutBucketPolicy"],
        valid: json,
        absent: Absent::Error("NoSuchBucketPolicy", "The bucket policy does not exist"),
    },
    SubResource {
        name: "acl",
        operations: &["GetBucketAcl", "PutBucketAcl"],
        valid: |_| true,
        absent: Absent::Document(
            "<AccessControlPolicy xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Owner><ID>owner</ID></Owner>\
             <AccessControlList><Grant><Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
             xsi:type=\"CanonicalUser\"><ID>owner</ID></Grantee><Permission>FULL_CONTROL</Permission></Grant>\
             </AccessControlList></AccessControlPolicy>",
        ),
    },
];

/// AWS's operations on sub-resources.
pub fn operations() -> impl Iterator<Item = &'static str> {
    SUB_RESOURCES.iter().flat_map(|resource| resource.operations.iter().copied())
}

/// Answers requests for sub-resources of buckets before the operations on objects are looked at.
pub struct SubResources {
    /// Where they are kept.
    pub store: Store,
    /// Whether requests need no signature.
    pub open: bool,
}

/// The bucket and the sub-resource that a path-style request names.
fn target(method: &Method, uri: &Uri) -> Option<(String, &'static SubResource)> {
    if ![Method::GET, Method::PUT, Method::DELETE].contains(method) {
        return None;
    }
    let bucket = uri.path().strip_prefix('/')?;
    let bucket = bucket.strip_suffix('/').unwrap_or(bucket);
    if bucket.is_empty() || bucket.contains('/') {
        return None;
    }
    let query = uri.query()?;
    let names = query.split('&').map(|pair| pair.split('=').next().unwrap_or(pair));
    let found = names.filter_map(|name| SUB_RESOURCES.iter().find(|s| s.name == name)).next()?;
    Some((bucket.to_owned(), found))
}

#[async_trait::async_trait]
impl S3Route for SubResources {
    fn is_match(
        &self,
        method: &Method,
        uri: &Uri,
        _: &HeaderMap,
        _: &mut http::Extensions,
    ) -> bool {
        target(method, uri).is_some()
    }

    async fn check_access(&self, request: &mut S3Request<Body>) -> S3Result<()> {
        if self.open || request.credentials.is_some() {
            return Ok(());
        }
        Err(S3Error::with_message(S3ErrorCode::AccessDenied, "Access Denied"))
    }

    async fn call(&self, mut request: S3Request<Body>) -> S3Result<S3Response<Body>> {
        let (bucket, sub) = target(&request.method, &request.uri)
            .ok_or_else(|| S3Error::new(S3ErrorCode::InvalidRequest))?;
        let objects = self.store.objects();
        if request.method == Method::PUT {
            let body = request
                .input
                .store_all_limited(MAX_DOCUMENT)
                .await
                .map_err(|_| S3Error::new(S3ErrorCode::EntityTooLarge))?;
            // A canned ACL comes in a header, without a document.
            if body.is_empty() && sub.name == "acl" {
                objects.bucket_info(&bucket).map_err(refused)?;
                return Ok(S3Response::new(Body::empty()));
            }
            let text = std::str::from_utf8(&body).ok().filter(|_| (sub.valid)(&body));
            let Some(text) = text else {
                return Err(if sub.name == "policy" {
                    S3Error::with_message(
                        S3ErrorCode::MalformedPolicy,
                        "Policies must be valid JSON and the first byte must be '{'",
                    )
                } else {
                    S3Error::with_message(
                        S3ErrorCode::MalformedXML,
                        "The XML you provided was not well-formed or did not validate against our published schema",
                    )
                });
            };
            objects.set_setting(&bucket, sub.name, Some(&Value::from(text))).map_err(refused)?;
            let status = if sub.name == "policy" { StatusCode::NO_CONTENT } else { StatusCode::OK };
            return Ok(S3Response::with_status(Body::empty(), status));
        }
        if request.method == Method::DELETE {
            objects.set_setting(&bucket, sub.name, None).map_err(refused)?;
            return Ok(S3Response::with_status(Body::empty(), StatusCode::NO_CONTENT));
        }
        let found = objects.setting(&bucket, sub.name).map_err(refused)?;
        let text = match (found, &sub.absent) {
            (Some(Value::String(text)), _) => text,
            (_, Absent::Document(text)) => (*text).to_owned(),
            (_, Absent::Error(code, message)) => {
                let mut error = S3Error::with_message(super::code(code), *message);
                error.set_status_code(StatusCode::NOT_FOUND);
                return Err(error);
            }
        };
        let kind = if sub.name == "policy" { "application/json" } else { "application/xml" };
        let mut headers = HeaderMap::new();
        headers.insert(http::header::CONTENT_TYPE, http::HeaderValue::from_static(kind));
        Ok(S3Response::with_headers(Body::from(text), headers))
    }
}

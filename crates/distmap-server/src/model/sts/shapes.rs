//! Shapes and constraints of AWS Security Token Service (2011-06-15).
//!
//! Written by codegen/generate.py from botocore 1.44.5; change that program, not this file.

use crate::protocol::shape::{Member, OperationModel, ServiceModel, Shape};

/// What the wire protocol and the validation need to know of the service.
pub static SERVICE: ServiceModel = ServiceModel {
    version: "2011-06-15",
    namespace: "https://sts.amazonaws.com/doc/2011-06-15/",
    operations: &[OperationModel {
        name: "GetCallerIdentity",
        input: &S_GET_CALLER_IDENTITY_REQUEST,
        output: &S_GET_CALLER_IDENTITY_RESPONSE,
    }],
    all: &[
        "AssumeRole",
        "AssumeRoleWithSAML",
        "AssumeRoleWithWebIdentity",
        "AssumeRoot",
        "DecodeAuthorizationMessage",
        "GetAccessKeyInfo",
        "GetCallerIdentity",
        "GetDelegatedAccessToken",
        "GetFederationToken",
        "GetSessionToken",
        "GetWebIdentityToken",
    ],
};

static S_GET_CALLER_IDENTITY_REQUEST: Shape = Shape::Structure(&[]);
static S_GET_CALLER_IDENTITY_RESPONSE: Shape = Shape::Structure(&[
    Member { name: "UserId", required: false, shape: &S_USER_ID_TYPE },
    Member { name: "Account", required: false, shape: &S_ACCOUNT_TYPE },
    Member { name: "Arn", required: false, shape: &S_ARN_TYPE },
]);
static S_ACCOUNT_TYPE: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[], secret: false };
static S_ARN_TYPE: Shape = Shape::Text {
    min: Some(20),
    max: Some(2048),
    pattern: Some(
        "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+",
    ),
    values: &[],
    secret: false,
};
static S_USER_ID_TYPE: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[], secret: false };

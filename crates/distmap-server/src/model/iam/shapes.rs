//! Shapes and constraints of AWS Identity and Access Management (2010-05-08).
//!
//! Written by codegen/generate.py from botocore 1.44.5; change that program, not this file.

use crate::protocol::shape::{Member, OperationModel, ServiceModel, Shape};

/// What the wire protocol and the validation need to know of the service.
pub static SERVICE: ServiceModel = ServiceModel {
    version: "2010-05-08",
    namespace: "https://iam.amazonaws.com/doc/2010-05-08/",
    operations: &[
        OperationModel {
            name: "AttachRolePolicy",
            input: &S_ATTACH_ROLE_POLICY_REQUEST,
            output: &EMPTY,
        },
        OperationModel {
            name: "CreatePolicy",
            input: &S_CREATE_POLICY_REQUEST,
            output: &S_CREATE_POLICY_RESPONSE,
        },
        OperationModel {
            name: "CreateRole",
            input: &S_CREATE_ROLE_REQUEST,
            output: &S_CREATE_ROLE_RESPONSE,
        },
        OperationModel { name: "DeletePolicy", input: &S_DELETE_POLICY_REQUEST, output: &EMPTY },
        OperationModel { name: "DeleteRole", input: &S_DELETE_ROLE_REQUEST, output: &EMPTY },
        OperationModel {
            name: "DeleteRolePolicy",
            input: &S_DELETE_ROLE_POLICY_REQUEST,
            output: &EMPTY,
        },
        OperationModel {
            name: "DetachRolePolicy",
            input: &S_DETACH_ROLE_POLICY_REQUEST,
            output: &EMPTY,
        },
        OperationModel {
            name: "GetPolicy",
            input: &S_GET_POLICY_REQUEST,
            output: &S_GET_POLICY_RESPONSE,
        },
        OperationModel {
            name: "GetPolicyVersion",
            input: &S_GET_POLICY_VERSION_REQUEST,
            output: &S_GET_POLICY_VERSION_RESPONSE,
        },
        OperationModel {
            name: "GetRole",
            input: &S_GET_ROLE_REQUEST,
            output: &S_GET_ROLE_RESPONSE,
        },
        OperationModel {
            name: "GetRolePolicy",
            input: &S_GET_ROLE_POLICY_REQUEST,
            output: &S_GET_ROLE_POLICY_RESPONSE,
        },
        OperationModel {
            name: "ListAttachedRolePolicies",
            input: &S_LIST_ATTACHED_ROLE_POLICIES_REQUEST,
            output: &S_LIST_ATTACHED_ROLE_POLICIES_RESPONSE,
        },
        OperationModel {
            name: "ListInstanceProfilesForRole",
            input: &S_LIST_INSTANCE_PROFILES_FOR_ROLE_REQUEST,
            output: &S_LIST_INSTANCE_PROFILES_FOR_ROLE_RESPONSE,
        },
        OperationModel {
            name: "ListPolicyVersions",
            input: &S_LIST_POLICY_VERSIONS_REQUEST,
            output: &S_LIST_POLICY_VERSIONS_RESPONSE,
        },
        OperationModel {
            name: "ListRolePolicies",
            input: &S_LIST_ROLE_POLICIES_REQUEST,
            output: &S_LIST_ROLE_POLICIES_RESPONSE,
        },
        OperationModel {
            name: "ListRoleTags",
            input: &S_LIST_ROLE_TAGS_REQUEST,
            output: &S_LIST_ROLE_TAGS_RESPONSE,
        },
        OperationModel {
            name: "ListRoles",
            input: &S_LIST_ROLES_REQUEST,
            output: &S_LIST_ROLES_RESPONSE,
        },
        OperationModel { name: "PutRolePolicy", input: &S_PUT_ROLE_POLICY_REQUEST, output: &EMPTY },
        OperationModel { name: "TagRole", input: &S_TAG_ROLE_REQUEST, output: &EMPTY },
        OperationModel { name: "UntagRole", input: &S_UNTAG_ROLE_REQUEST, output: &EMPTY },
        OperationModel {
            name: "UpdateAssumeRolePolicy",
            input: &S_UPDATE_ASSUME_ROLE_POLICY_REQUEST,
            output: &EMPTY,
        },
        OperationModel {
            name: "UpdateRole",
            input: &S_UPDATE_ROLE_REQUEST,
            output: &S_UPDATE_ROLE_RESPONSE,
        },
    ],
    all: &[
        "AcceptDelegationRequest",
        "AcquireRole",
        "AddClientIDToOpenIDConnectProvider",
        "AddRoleToInstanceProfile",
        "AddUserToGroup",
        "AssociateDelegationRequest",
        "AttachGroupPolicy",
        "AttachRolePolicy",
        "AttachUserPolicy",
        "ChangePassword",
        "CreateAccessKey",
        "CreateAccountAlias",
        "CreateDelegationRequest",
        "CreateGroup",
        "CreateInstanceProfile",
        "CreateLoginProfile",
        "CreateOpenIDConnectProvider",
        "CreatePolicy",
        "CreatePolicyVersion",
        "CreateRole",
        "CreateSAMLProvider",
        "CreateServiceLinkedRole",
        "CreateServiceSpecificCredential",
        "CreateUser",
        "CreateVirtualMFADevice",
        "DeactivateMFADevice",
        "DeleteAccessKey",
        "DeleteAccountAlias",
        "DeleteAccountPasswordPolicy",
        "DeleteGroup",
        "DeleteGroupPolicy",
        "DeleteInstanceProfile",
        "DeleteLoginProfile",
        "DeleteOpenIDConnectProvider",
        "DeletePolicy",
        "DeletePolicyVersion",
        "DeleteRole",
        "DeleteRolePermissionsBoundary",
        "DeleteRolePolicy",
        "DeleteSAMLProvider",
        "DeleteSSHPublicKey",
        "DeleteServerCertificate",
        "DeleteServiceLinkedRole",
        "DeleteServiceSpecificCredential",
        "DeleteSigningCertificate",
        "DeleteUser",
        "DeleteUserPermissionsBoundary",
        "DeleteUserPolicy",
        "DeleteVirtualMFADevice",
        "DetachGroupPolicy",
        "DetachRolePolicy",
        "DetachUserPolicy",
        "DisableOrganizationsRootCredentialsManagement",
        "DisableOrganizationsRootSessions",
        "DisableOutboundWebIdentityFederation",
        "EnableMFADevice",
        "EnableOrganizationsRootCredentialsManagement",
        "EnableOrganizationsRootSessions",
        "EnableOutboundWebIdentityFederation",
        "GenerateCredentialReport",
        "GenerateOrganizationsAccessReport",
        "GenerateServiceLastAccessedDetails",
        "GetAccessKeyLastUsed",
        "GetAccountAuthorizationDetails",
        "GetAccountPasswordPolicy",
        "GetAccountProperties",
        "GetAccountSummary",
        "GetContextKeysForCustomPolicy",
        "GetContextKeysForPrincipalPolicy",
        "GetCredentialReport",
        "GetDelegationRequest",
        "GetGroup",
        "GetGroupPolicy",
        "GetHumanReadableSummary",
        "GetInstanceProfile",
        "GetLoginProfile",
        "GetMFADevice",
        "GetOpenIDConnectProvider",
        "GetOrganizationsAccessReport",
        "GetOutboundWebIdentityFederationInfo",
        "GetPolicy",
        "GetPolicyVersion",
        "GetRole",
        "GetRolePolicy",
        "GetRoleTemplateVersion",
        "GetSAMLProvider",
        "GetSSHPublicKey",
        "GetServerCertificate",
        "GetServiceLastAccessedDetails",
        "GetServiceLastAccessedDetailsWithEntities",
        "GetServiceLinkedRoleDeletionStatus",
        "GetUser",
        "GetUserPolicy",
        "ListAccessKeys",
        "ListAccountAliases",
        "ListAttachedGroupPolicies",
        "ListAttachedRolePolicies",
        "ListAttachedUserPolicies",
        "ListDelegationRequests",
        "ListEntitiesForPolicy",
        "ListGroupPolicies",
        "ListGroups",
        "ListGroupsForUser",
        "ListInstanceProfileTags",
        "ListInstanceProfiles",
        "ListInstanceProfilesForRole",
        "ListMFADeviceTags",
        "ListMFADevices",
        "ListOpenIDConnectProviderTags",
        "ListOpenIDConnectProviders",
        "ListOrganizationsFeatures",
        "ListPolicies",
        "ListPoliciesGrantingServiceAccess",
        "ListPolicyTags",
        "ListPolicyVersions",
        "ListRolePolicies",
        "ListRoleTags",
        "ListRoles",
        "ListSAMLProviderTags",
        "ListSAMLProviders",
        "ListSSHPublicKeys",
        "ListServerCertificateTags",
        "ListServerCertificates",
        "ListServiceSpecificCredentials",
        "ListSigningCertificates",
        "ListUserPolicies",
        "ListUserTags",
        "ListUsers",
        "ListVirtualMFADevices",
        "PutAccountProperties",
        "PutGroupPolicy",
        "PutRolePermissionsBoundary",
        "PutRolePolicy",
        "PutUserPermissionsBoundary",
        "PutUserPolicy",
        "RejectDelegationRequest",
        "RemoveClientIDFromOpenIDConnectProvider",
        "RemoveRoleFromInstanceProfile",
        "RemoveUserFromGroup",
        "ResetServiceSpecificCredential",
        "ResyncMFADevice",
        "SendDelegationToken",
        "SetDefaultPolicyVersion",
        "SetSecurityTokenServicePreferences",
        "SimulateCustomPolicy",
        "SimulatePrincipalPolicy",
        "TagInstanceProfile",
        "TagMFADevice",
        "TagOpenIDConnectProvider",
        "TagPolicy",
        "TagRole",
        "TagSAMLProvider",
        "TagServerCertificate",
        "TagUser",
        "UntagInstanceProfile",
        "UntagMFADevice",
        "UntagOpenIDConnectProvider",
        "UntagPolicy",
        "UntagRole",
        "UntagSAMLProvider",
        "UntagServerCertificate",
        "UntagUser",
        "UpdateAccessKey",
        "UpdateAccountPasswordPolicy",
        "UpdateAssumeRolePolicy",
        "UpdateDelegationRequest",
        "UpdateGroup",
        "UpdateLoginProfile",
        "UpdateOpenIDConnectProviderThumbprint",
        "UpdateRole",
        "UpdateRoleDescription",
        "UpdateSAMLProvider",
        "UpdateSSHPublicKey",
        "UpdateServerCertificate",
        "UpdateServiceSpecificCredential",
        "UpdateSigningCertificate",
        "UpdateUser",
        "UploadSSHPublicKey",
        "UploadServerCertificate",
        "UploadSigningCertificate",
    ],
};

static EMPTY: Shape = Shape::Structure(&[]);
static S_ATTACH_ROLE_POLICY_REQUEST: Shape = Shape::Structure(&[
    Member { name: "RoleName", required: true, shape: &S_ROLE_NAME_TYPE },
    Member { name: "PolicyArn", required: true, shape: &S_ARN_TYPE },
]);
static S_ATTACHED_PERMISSIONS_BOUNDARY: Shape = Shape::Structure(&[
    Member {
        name: "PermissionsBoundaryType",
        required: false,
        shape: &S_PERMISSIONS_BOUNDARY_ATTACHMENT_TYPE,
    },
    Member { name: "PermissionsBoundaryArn", required: false, shape: &S_ARN_TYPE },
]);
static S_ATTACHED_POLICY: Shape = Shape::Structure(&[
    Member { name: "PolicyName", required: false, shape: &S_POLICY_NAME_TYPE },
    Member { name: "PolicyArn", required: false, shape: &S_ARN_TYPE },
]);
static S_CREATE_POLICY_REQUEST: Shape = Shape::Structure(&[
    Member { name: "PolicyName", required: true, shape: &S_POLICY_NAME_TYPE },
    Member { name: "Path", required: false, shape: &S_POLICY_PATH_TYPE },
    Member { name: "PolicyDocument", required: true, shape: &S_POLICY_DOCUMENT_TYPE },
    Member { name: "Description", required: false, shape: &S_POLICY_DESCRIPTION_TYPE },
    Member { name: "Tags", required: false, shape: &S_TAG_LIST_TYPE },
]);
static S_CREATE_POLICY_RESPONSE: Shape =
    Shape::Structure(&[Member { name: "Policy", required: false, shape: &S_POLICY }]);
static S_CREATE_ROLE_REQUEST: Shape = Shape::Structure(&[
    Member { name: "Path", required: false, shape: &S_PATH_TYPE },
    Member { name: "RoleName", required: true, shape: &S_ROLE_NAME_TYPE },
    Member { name: "AssumeRolePolicyDocument", required: true, shape: &S_POLICY_DOCUMENT_TYPE },
    Member { name: "Description", required: false, shape: &S_ROLE_DESCRIPTION_TYPE },
    Member {
        name: "MaxSessionDuration",
        required: false,
        shape: &S_ROLE_MAX_SESSION_DURATION_TYPE,
    },
    Member { name: "PermissionsBoundary", required: false, shape: &S_ARN_TYPE },
    Member { name: "Tags", required: false, shape: &S_TAG_LIST_TYPE },
]);
static S_CREATE_ROLE_RESPONSE: Shape =
    Shape::Structure(&[Member { name: "Role", required: true, shape: &S_ROLE }]);
static S_DELETE_POLICY_REQUEST: Shape =
    Shape::Structure(&[Member { name: "PolicyArn", required: true, shape: &S_ARN_TYPE }]);
static S_DELETE_ROLE_POLICY_REQUEST: Shape = Shape::Structure(&[
    Member { name: "RoleName", required: true, shape: &S_ROLE_NAME_TYPE },
    Member { name: "PolicyName", required: true, shape: &S_POLICY_NAME_TYPE },
]);
static S_DELETE_ROLE_REQUEST: Shape =
    Shape::Structure(&[Member { name: "RoleName", required: true, shape: &S_ROLE_NAME_TYPE }]);
static S_DETACH_ROLE_POLICY_REQUEST: Shape = Shape::Structure(&[
    Member { name: "RoleName", required: true, shape: &S_ROLE_NAME_TYPE },
    Member { name: "PolicyArn", required: true, shape: &S_ARN_TYPE },
]);
static S_GET_POLICY_REQUEST: Shape =
    Shape::Structure(&[Member { name: "PolicyArn", required: true, shape: &S_ARN_TYPE }]);
static S_GET_POLICY_RESPONSE: Shape =
    Shape::Structure(&[Member { name: "Policy", required: false, shape: &S_POLICY }]);
static S_GET_POLICY_VERSION_REQUEST: Shape = Shape::Structure(&[
    Member { name: "PolicyArn", required: true, shape: &S_ARN_TYPE },
    Member { name: "VersionId", required: true, shape: &S_POLICY_VERSION_ID_TYPE },
]);
static S_GET_POLICY_VERSION_RESPONSE: Shape = Shape::Structure(&[Member {
    name: "PolicyVersion",
    required: false,
    shape: &S_POLICY_VERSION,
}]);
static S_GET_ROLE_POLICY_REQUEST: Shape = Shape::Structure(&[
    Member { name: "RoleName", required: true, shape: &S_ROLE_NAME_TYPE },
    Member { name: "PolicyName", required: true, shape: &S_POLICY_NAME_TYPE },
]);
static S_GET_ROLE_POLICY_RESPONSE: Shape = Shape::Structure(&[
    Member { name: "RoleName", required: true, shape: &S_ROLE_NAME_TYPE },
    Member { name: "PolicyName", required: true, shape: &S_POLICY_NAME_TYPE },
    Member { name: "PolicyDocument", required: true, shape: &S_POLICY_DOCUMENT_TYPE },
]);
static S_GET_ROLE_REQUEST: Shape =
    Shape::Structure(&[Member { name: "RoleName", required: true, shape: &S_ROLE_NAME_TYPE }]);
static S_GET_ROLE_RESPONSE: Shape =
    Shape::Structure(&[Member { name: "Role", required: true, shape: &S_ROLE }]);
static S_INSTANCE_PROFILE: Shape = Shape::Structure(&[
    Member { name: "Path", required: true, shape: &S_PATH_TYPE },
    Member { name: "InstanceProfileName", required: true, shape: &S_INSTANCE_PROFILE_NAME_TYPE },
    Member { name: "InstanceProfileId", required: true, shape: &S_ID_TYPE },
    Member { name: "Arn", required: true, shape: &S_ARN_TYPE },
    Member { name: "CreateDate", required: true, shape: &S_DATE_TYPE },
    Member { name: "Roles", required: true, shape: &S_ROLE_LIST_TYPE },
    Member { name: "Tags", required: false, shape: &S_TAG_LIST_TYPE },
]);
static S_LIST_ATTACHED_ROLE_POLICIES_REQUEST: Shape = Shape::Structure(&[
    Member { name: "RoleName", required: true, shape: &S_ROLE_NAME_TYPE },
    Member { name: "PathPrefix", required: false, shape: &S_POLICY_PATH_TYPE },
    Member { name: "Marker", required: false, shape: &S_MARKER_TYPE },
    Member { name: "MaxItems", required: false, shape: &S_MAX_ITEMS_TYPE },
]);
static S_LIST_ATTACHED_ROLE_POLICIES_RESPONSE: Shape = Shape::Structure(&[
    Member { name: "AttachedPolicies", required: false, shape: &S_ATTACHED_POLICIES_LIST_TYPE },
    Member { name: "IsTruncated", required: false, shape: &S_BOOLEAN_TYPE },
    Member { name: "Marker", required: false, shape: &S_RESPONSE_MARKER_TYPE },
]);
static S_LIST_INSTANCE_PROFILES_FOR_ROLE_REQUEST: Shape = Shape::Structure(&[
    Member { name: "RoleName", required: true, shape: &S_ROLE_NAME_TYPE },
    Member { name: "Marker", required: false, shape: &S_MARKER_TYPE },
    Member { name: "MaxItems", required: false, shape: &S_MAX_ITEMS_TYPE },
]);
static S_LIST_INSTANCE_PROFILES_FOR_ROLE_RESPONSE: Shape = Shape::Structure(&[
    Member { name: "InstanceProfiles", required: true, shape: &S_INSTANCE_PROFILE_LIST_TYPE },
    Member { name: "IsTruncated", required: false, shape: &S_BOOLEAN_TYPE },
    Member { name: "Marker", required: false, shape: &S_RESPONSE_MARKER_TYPE },
]);
static S_LIST_POLICY_VERSIONS_REQUEST: Shape = Shape::Structure(&[
    Member { name: "PolicyArn", required: true, shape: &S_ARN_TYPE },
    Member { name: "Marker", required: false, shape: &S_MARKER_TYPE },
    Member { name: "MaxItems", required: false, shape: &S_MAX_ITEMS_TYPE },
]);
static S_LIST_POLICY_VERSIONS_RESPONSE: Shape = Shape::Structure(&[
    Member { name: "Versions", required: false, shape: &S_POLICY_DOCUMENT_VERSION_LIST_TYPE },
    Member { name: "IsTruncated", required: false, shape: &S_BOOLEAN_TYPE },
    Member { name: "Marker", required: false, shape: &S_RESPONSE_MARKER_TYPE },
]);
static S_LIST_ROLE_POLICIES_REQUEST: Shape = Shape::Structure(&[
    Member { name: "RoleName", required: true, shape: &S_ROLE_NAME_TYPE },
    Member { name: "Marker", required: false, shape: &S_MARKER_TYPE },
    Member { name: "MaxItems", required: false, shape: &S_MAX_ITEMS_TYPE },
]);
static S_LIST_ROLE_POLICIES_RESPONSE: Shape = Shape::Structure(&[
    Member { name: "PolicyNames", required: true, shape: &S_POLICY_NAME_LIST_TYPE },
    Member { name: "IsTruncated", required: false, shape: &S_BOOLEAN_TYPE },
    Member { name: "Marker", required: false, shape: &S_RESPONSE_MARKER_TYPE },
]);
static S_LIST_ROLE_TAGS_REQUEST: Shape = Shape::Structure(&[
    Member { name: "RoleName", required: true, shape: &S_ROLE_NAME_TYPE },
    Member { name: "Marker", required: false, shape: &S_MARKER_TYPE },
    Member { name: "MaxItems", required: false, shape: &S_MAX_ITEMS_TYPE },
]);
static S_LIST_ROLE_TAGS_RESPONSE: Shape = Shape::Structure(&[
    Member { name: "Tags", required: true, shape: &S_TAG_LIST_TYPE },
    Member { name: "IsTruncated", required: false, shape: &S_BOOLEAN_TYPE },
    Member { name: "Marker", required: false, shape: &S_RESPONSE_MARKER_TYPE },
]);
static S_LIST_ROLES_REQUEST: Shape = Shape::Structure(&[
    Member { name: "PathPrefix", required: false, shape: &S_PATH_PREFIX_TYPE },
    Member { name: "Marker", required: false, shape: &S_MARKER_TYPE },
    Member { name: "MaxItems", required: false, shape: &S_MAX_ITEMS_TYPE },
]);
static S_LIST_ROLES_RESPONSE: Shape = Shape::Structure(&[
    Member { name: "Roles", required: true, shape: &S_ROLE_LIST_TYPE },
    Member { name: "IsTruncated", required: false, shape: &S_BOOLEAN_TYPE },
    Member { name: "Marker", required: false, shape: &S_RESPONSE_MARKER_TYPE },
]);
static S_PERMISSIONS_BOUNDARY_ATTACHMENT_TYPE: Shape = Shape::Text {
    min: None,
    max: None,
    pattern: None,
    values: &["PermissionsBoundaryPolicy"],
    secret: false,
};
static S_POLICY: Shape = Shape::Structure(&[
    Member { name: "PolicyName", required: false, shape: &S_POLICY_NAME_TYPE },
    Member { name: "PolicyId", required: false, shape: &S_ID_TYPE },
    Member { name: "Arn", required: false, shape: &S_ARN_TYPE },
    Member { name: "Path", required: false, shape: &S_POLICY_PATH_TYPE },
    Member { name: "DefaultVersionId", required: false, shape: &S_POLICY_VERSION_ID_TYPE },
    Member { name: "AttachmentCount", required: false, shape: &S_ATTACHMENT_COUNT_TYPE },
    Member {
        name: "PermissionsBoundaryUsageCount",
        required: false,
        shape: &S_ATTACHMENT_COUNT_TYPE,
    },
    Member { name: "IsAttachable", required: false, shape: &S_BOOLEAN_TYPE },
    Member { name: "Description", required: false, shape: &S_POLICY_DESCRIPTION_TYPE },
    Member { name: "CreateDate", required: false, shape: &S_DATE_TYPE },
    Member { name: "UpdateDate", required: false, shape: &S_DATE_TYPE },
    Member { name: "Tags", required: false, shape: &S_TAG_LIST_TYPE },
]);
static S_POLICY_VERSION: Shape = Shape::Structure(&[
    Member { name: "Document", required: false, shape: &S_POLICY_DOCUMENT_TYPE },
    Member { name: "VersionId", required: false, shape: &S_POLICY_VERSION_ID_TYPE },
    Member { name: "IsDefaultVersion", required: false, shape: &S_BOOLEAN_TYPE },
    Member { name: "CreateDate", required: false, shape: &S_DATE_TYPE },
]);
static S_PUT_ROLE_POLICY_REQUEST: Shape = Shape::Structure(&[
    Member { name: "RoleName", required: true, shape: &S_ROLE_NAME_TYPE },
    Member { name: "PolicyName", required: true, shape: &S_POLICY_NAME_TYPE },
    Member { name: "PolicyDocument", required: true, shape: &S_POLICY_DOCUMENT_TYPE },
]);
static S_ROLE: Shape = Shape::Structure(&[
    Member { name: "Path", required: true, shape: &S_PATH_TYPE },
    Member { name: "RoleName", required: true, shape: &S_ROLE_NAME_TYPE },
    Member { name: "RoleId", required: true, shape: &S_ID_TYPE },
    Member { name: "Arn", required: true, shape: &S_ARN_TYPE },
    Member { name: "CreateDate", required: true, shape: &S_DATE_TYPE },
    Member { name: "AssumeRolePolicyDocument", required: false, shape: &S_POLICY_DOCUMENT_TYPE },
    Member { name: "Description", required: false, shape: &S_ROLE_DESCRIPTION_TYPE },
    Member {
        name: "MaxSessionDuration",
        required: false,
        shape: &S_ROLE_MAX_SESSION_DURATION_TYPE,
    },
    Member {
        name: "PermissionsBoundary",
        required: false,
        shape: &S_ATTACHED_PERMISSIONS_BOUNDARY,
    },
    Member { name: "Tags", required: false, shape: &S_TAG_LIST_TYPE },
    Member { name: "RoleLastUsed", required: false, shape: &S_ROLE_LAST_USED },
    Member { name: "SourceRoleTemplate", required: false, shape: &S_SOURCE_ROLE_TEMPLATE },
]);
static S_ROLE_LAST_USED: Shape = Shape::Structure(&[
    Member { name: "LastUsedDate", required: false, shape: &S_DATE_TYPE },
    Member { name: "Region", required: false, shape: &S_STRING_TYPE },
]);
static S_SOURCE_ROLE_TEMPLATE: Shape = Shape::Structure(&[
    Member { name: "TemplateArn", required: true, shape: &S_ARN_TYPE },
    Member { name: "TemplateMinorVersion", required: true, shape: &S_INTEGER_TYPE },
]);
static S_TAG: Shape = Shape::Structure(&[
    Member { name: "Key", required: true, shape: &S_TAG_KEY_TYPE },
    Member { name: "Value", required: true, shape: &S_TAG_VALUE_TYPE },
]);
static S_TAG_ROLE_REQUEST: Shape = Shape::Structure(&[
    Member { name: "RoleName", required: true, shape: &S_ROLE_NAME_TYPE },
    Member { name: "Tags", required: true, shape: &S_TAG_LIST_TYPE },
]);
static S_UNTAG_ROLE_REQUEST: Shape = Shape::Structure(&[
    Member { name: "RoleName", required: true, shape: &S_ROLE_NAME_TYPE },
    Member { name: "TagKeys", required: true, shape: &S_TAG_KEY_LIST_TYPE },
]);
static S_UPDATE_ASSUME_ROLE_POLICY_REQUEST: Shape = Shape::Structure(&[
    Member { name: "RoleName", required: true, shape: &S_ROLE_NAME_TYPE },
    Member { name: "PolicyDocument", required: true, shape: &S_POLICY_DOCUMENT_TYPE },
]);
static S_UPDATE_ROLE_REQUEST: Shape = Shape::Structure(&[
    Member { name: "RoleName", required: true, shape: &S_ROLE_NAME_TYPE },
    Member { name: "Description", required: false, shape: &S_ROLE_DESCRIPTION_TYPE },
    Member {
        name: "MaxSessionDuration",
        required: false,
        shape: &S_ROLE_MAX_SESSION_DURATION_TYPE,
    },
]);
static S_UPDATE_ROLE_RESPONSE: Shape = Shape::Structure(&[]);
static S_ARN_TYPE: Shape =
    Shape::Text { min: Some(20), max: Some(2048), pattern: None, values: &[], secret: false };
static S_ATTACHED_POLICIES_LIST_TYPE: Shape = Shape::List {
    member: &S_ATTACHED_POLICY,
    wire: "member",
    flattened: false,
    min: None,
    max: None,
};
static S_ATTACHMENT_COUNT_TYPE: Shape = Shape::Integer { min: None, max: None };
static S_BOOLEAN_TYPE: Shape = Shape::Boolean;
static S_DATE_TYPE: Shape = Shape::Timestamp;
static S_ID_TYPE: Shape = Shape::Text {
    min: Some(16),
    max: Some(128),
    pattern: Some("[\\w]+"),
    values: &[],
    secret: false,
};
static S_INSTANCE_PROFILE_LIST_TYPE: Shape = Shape::List {
    member: &S_INSTANCE_PROFILE,
    wire: "member",
    flattened: false,
    min: None,
    max: None,
};
static S_INSTANCE_PROFILE_NAME_TYPE: Shape = Shape::Text {
    min: Some(1),
    max: Some(128),
    pattern: Some("[\\w+=,.@-]+"),
    values: &[],
    secret: false,
};
static S_INTEGER_TYPE: Shape = Shape::Integer { min: None, max: None };
static S_MARKER_TYPE: Shape = Shape::Text {
    min: Some(1),
    max: Some(320),
    pattern: Some("[\\u0020-\\u00FF]+"),
    values: &[],
    secret: false,
};
static S_MAX_ITEMS_TYPE: Shape = Shape::Integer { min: Some(1), max: Some(1000) };
static S_PATH_PREFIX_TYPE: Shape = Shape::Text {
    min: Some(1),
    max: Some(512),
    pattern: Some("\\u002F[\\u0021-\\u007F]*"),
    values: &[],
    secret: false,
};
static S_PATH_TYPE: Shape = Shape::Text {
    min: Some(1),
    max: Some(512),
    pattern: Some("(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)"),
    values: &[],
    secret: false,
};
static S_POLICY_DESCRIPTION_TYPE: Shape =
    Shape::Text { min: None, max: Some(1000), pattern: None, values: &[], secret: false };
static S_POLICY_DOCUMENT_TYPE: Shape = Shape::Text {
    min: Some(1),
    max: Some(131072),
    pattern: Some("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"),
    values: &[],
    secret: false,
};
static S_POLICY_DOCUMENT_VERSION_LIST_TYPE: Shape = Shape::List {
    member: &S_POLICY_VERSION,
    wire: "member",
    flattened: false,
    min: None,
    max: None,
};
static S_POLICY_NAME_LIST_TYPE: Shape = Shape::List {
    member: &S_POLICY_NAME_TYPE,
    wire: "member",
    flattened: false,
    min: None,
    max: None,
};
static S_POLICY_NAME_TYPE: Shape = Shape::Text {
    min: Some(1),
    max: Some(128),
    pattern: Some("[\\w+=,.@-]+"),
    values: &[],
    secret: false,
};
static S_POLICY_PATH_TYPE: Shape = Shape::Text {
    min: Some(1),
    max: Some(512),
    pattern: Some("((/[A-Za-z0-9\\.,\\+@=_-]+)*)/"),
    values: &[],
    secret: false,
};
static S_POLICY_VERSION_ID_TYPE: Shape = Shape::Text {
    min: None,
    max: None,
    pattern: Some("v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?"),
    values: &[],
    secret: false,
};
static S_RESPONSE_MARKER_TYPE: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[], secret: false };
static S_ROLE_DESCRIPTION_TYPE: Shape = Shape::Text {
    min: None,
    max: Some(1000),
    pattern: Some("[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*"),
    values: &[],
    secret: false,
};
static S_ROLE_LIST_TYPE: Shape =
    Shape::List { member: &S_ROLE, wire: "member", flattened: false, min: None, max: None };
static S_ROLE_MAX_SESSION_DURATION_TYPE: Shape =
    Shape::Integer { min: Some(3600), max: Some(43200) };
static S_ROLE_NAME_TYPE: Shape = Shape::Text {
    min: Some(1),
    max: Some(64),
    pattern: Some("[\\w+=,.@-]+"),
    values: &[],
    secret: false,
};
static S_STRING_TYPE: Shape =
    Shape::Text { min: None, max: None, pattern: None, values: &[], secret: false };
static S_TAG_KEY_LIST_TYPE: Shape = Shape::List {
    member: &S_TAG_KEY_TYPE,
    wire: "member",
    flattened: false,
    min: None,
    max: Some(50),
};
static S_TAG_KEY_TYPE: Shape = Shape::Text {
    min: Some(1),
    max: Some(128),
    pattern: Some("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+"),
    values: &[],
    secret: false,
};
static S_TAG_LIST_TYPE: Shape =
    Shape::List { member: &S_TAG, wire: "member", flattened: false, min: None, max: Some(50) };
static S_TAG_VALUE_TYPE: Shape = Shape::Text {
    min: Some(0),
    max: Some(256),
    pattern: Some("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*"),
    values: &[],
    secret: false,
};

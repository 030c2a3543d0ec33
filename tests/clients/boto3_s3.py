"""S3 as boto3 sees it: keys, listings, ranges, conditions, copies, multipart, checksums, presigned URLs, sub-resources.

    AWS_ENDPOINT_URL=... AWS_ACCESS_KEY_ID=... AWS_SECRET_ACCESS_KEY=... python3 boto3_s3.py

Each check is a function; the first that does not hold ends the program.
"""

import base64
import binascii
import datetime
import hashlib
import json
import os
import urllib.error
import urllib.request

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

BUCKET = "boto3-s3"
s3 = boto3.client("s3", config=Config(s3={"addressing_style": "path"}, signature_version="s3v4"))


def refused(code, status, call, **arguments):
    """Calls and expects this error."""
    try:
        call(**arguments)
    except ClientError as error:
        got = error.response["Error"]["Code"], error.response["ResponseMetadata"]["HTTPStatusCode"]
        assert got == (code, status), f"{got} where {(code, status)} was expected: {error}"
        return error.response
    raise AssertionError(f"{call.__name__} was not refused: {arguments}")


def put(key, body=b"", **more):
    return s3.put_object(Bucket=BUCKET, Key=key, Body=body, **more)


def get(key, **more):
    return s3.get_object(Bucket=BUCKET, Key=key, **more)["Body"].read()


def keys(**more):
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, **more)
    return [entry["Key"] for page in pages for entry in page.get("Contents", [])]


def http(url, method="GET", body=None, headers=None):
    """A plain request, as curl makes it: status, headers, body."""
    request = urllib.request.Request(url, data=body, method=method, headers=headers or {})
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def empty():
    for key in keys():
        s3.delete_object(Bucket=BUCKET, Key=key)
    assert keys() == []


def keys_come_back():
    odd = ["../x", "../../etc/passwd", "a//b", "/a", "a", "a/b", "a/b/c", "a/", ".", "..", "%2e%2e%2fx", "a b+c&d=e?f#g",
           "é", "e\u0301", "日本語", "😀/🎉", "\u00a0", "a\\b", "k" * 1024, "é" * 512, "a:b*c\"<>|", "~", "con"]
    for key in odd:
        put(key, key.encode())
    for key in odd:
        assert get(key) == key.encode(), key
        assert s3.head_object(Bucket=BUCKET, Key=key)["ContentLength"] == len(key.encode())
    assert keys() == sorted(odd, key=str.encode)
    refused("KeyTooLongError", 400, put, key="k" * 1025)
    gone = s3.delete_objects(Bucket=BUCKET, Delete={"Objects": [{"Key": key} for key in odd] + [{"Key": "never"}]})
    assert len(gone["Deleted"]) == len(odd) + 1 and "Errors" not in gone
    assert keys() == []


def listings_have_pages_prefixes_and_delimiters():
    for i in range(25):
        put(f"d{i % 5}/{i:02}")
    put("top")
    assert keys(PaginationConfig={"PageSize": 4}) == sorted(keys())
    page = s3.list_objects_v2(Bucket=BUCKET, Delimiter="/")
    assert [prefix["Prefix"] for prefix in page["CommonPrefixes"]] == [f"d{i}/" for i in range(5)]
    assert [entry["Key"] for entry in page["Contents"]] == ["top"] and page["KeyCount"] == 6
    page = s3.list_objects_v2(Bucket=BUCKET, Prefix="d1/", StartAfter="d1/06", MaxKeys=2)
    assert [entry["Key"] for entry in page["Contents"]] == ["d1/11", "d1/16"] and page["IsTruncated"]
    old = s3.list_objects(Bucket=BUCKET, Prefix="d4/", Marker="d4/04")
    assert [entry["Key"] for entry in old["Contents"]] == ["d4/09", "d4/14", "d4/19", "d4/24"]
    versions = s3.list_object_versions(Bucket=BUCKET, Prefix="top")["Versions"]
    assert [(version["Key"], version["IsLatest"]) for version in versions] == [("top", True)]
    refused("InvalidArgument", 400, s3.list_objects_v2, Bucket=BUCKET, ContinuationToken="no token!")
    refused("NoSuchBucket", 404, s3.list_objects_v2, Bucket="no-such-bucket")
    refused("BucketNotEmpty", 409, s3.delete_bucket, Bucket=BUCKET)
    empty()


def ranges():
    put("r", b"0123456789")
    for asked, body, told in [("bytes=0-3", b"0123", "bytes 0-3/10"), ("bytes=7-", b"789", "bytes 7-9/10"),
                              ("bytes=-2", b"89", "bytes 8-9/10"), ("bytes=5-99", b"56789", "bytes 5-9/10")]:
        answer = s3.get_object(Bucket=BUCKET, Key="r", Range=asked)
        assert answer["Body"].read() == body and answer["ContentRange"] == told, asked
        assert answer["ResponseMetadata"]["HTTPStatusCode"] == 206
    refused("InvalidRange", 416, s3.get_object, Bucket=BUCKET, Key="r", Range="bytes=10-")


def conditions():
    etag = put("c", b"one")["ETag"]
    assert etag == f'"{hashlib.md5(b"one").hexdigest()}"'
    hour = datetime.timedelta(hours=1)
    now = datetime.datetime.now(datetime.timezone.utc)
    assert get("c", IfMatch=etag) == b"one"
    assert get("c", IfNoneMatch='"other"') == b"one"
    assert get("c", IfModifiedSince=now - hour) == b"one"
    refused("PreconditionFailed", 412, get, key="c", IfMatch='"other"')
    refused("304", 304, get, key="c", IfNoneMatch=etag)
    refused("304", 304, get, key="c", IfModifiedSince=now + hour)
    refused("PreconditionFailed", 412, get, key="c", IfUnmodifiedSince=now - hour)
    refused("PreconditionFailed", 412, put, key="c", body=b"two", IfNoneMatch="*")
    refused("PreconditionFailed", 412, put, key="c", body=b"two", IfMatch='"other"')
    put("c", b"two", IfMatch=etag)
    put("new", b"", IfNoneMatch="*")
    assert get("c") == b"two"
    refused("NoSuchKey", 404, get, key="missing")
    refused("404", 404, s3.head_object, Bucket=BUCKET, Key="missing")


def metadata_and_headers():
    put("m", b"{}", ContentType="application/json", CacheControl="no-store", ContentEncoding="identity",
        ContentDisposition="attachment", Metadata={"who": "me", "Where": "here"})
    told = s3.head_object(Bucket=BUCKET, Key="m")
    assert told["Metadata"] == {"who": "me", "where": "here"}
    assert (told["ContentType"], told["CacheControl"], told["ContentDisposition"]) == (
        "application/json", "no-store", "attachment")
    answer = s3.get_object(Bucket=BUCKET, Key="m", ResponseContentType="text/plain")
    assert answer["ContentType"] == "text/plain"


def copies():
    put("source/ä b", b"body", Metadata={"a": "1"}, Tagging="t=1", ContentType="text/x")
    s3.copy_object(Bucket=BUCKET, Key="copy", CopySource={"Bucket": BUCKET, "Key": "source/ä b"})
    told = s3.get_object(Bucket=BUCKET, Key="copy")
    assert (told["Body"].read(), told["Metadata"], told["ContentType"]) == (b"body", {"a": "1"}, "text/x")
    assert s3.get_object_tagging(Bucket=BUCKET, Key="copy")["TagSet"] == [{"Key": "t", "Value": "1"}]
    s3.copy_object(Bucket=BUCKET, Key="copy", CopySource=f"{BUCKET}/copy", MetadataDirective="REPLACE",
                   Metadata={"b": "2"})
    assert s3.head_object(Bucket=BUCKET, Key="copy")["Metadata"] == {"b": "2"}
    refused("NoSuchKey", 404, s3.copy_object, Bucket=BUCKET, Key="x", CopySource=f"{BUCKET}/missing")
    refused("InvalidRequest", 400, s3.copy_object, Bucket=BUCKET, Key="copy", CopySource=f"{BUCKET}/copy")
    refused("PreconditionFailed", 412, s3.copy_object, Bucket=BUCKET, Key="x", CopySource=f"{BUCKET}/copy",
            CopySourceIfMatch='"other"')


def multipart():
    parts = [bytes([65 + i]) * (5 << 20) for i in range(2)] + [b"end"]
    upload = s3.create_multipart_upload(Bucket=BUCKET, Key="big", Metadata={"a": "1"})["UploadId"]
    ids = {"Bucket": BUCKET, "Key": "big", "UploadId": upload}
    done = [{"PartNumber": n, "ETag": s3.upload_part(PartNumber=n, Body=part, **ids)["ETag"]}
            for n, part in enumerate(parts, 1)]
    assert [part["Size"] for part in s3.list_parts(**ids)["Parts"]] == [len(part) for part in parts]
    assert [u["Key"] for u in s3.list_multipart_uploads(Bucket=BUCKET)["Uploads"]] == ["big"]
    refused("InvalidPart", 400, s3.complete_multipart_upload, **ids,
            MultipartUpload={"Parts": [{"PartNumber": 9, "ETag": '"x"'}]})
    refused("InvalidPartOrder", 400, s3.complete_multipart_upload, **ids, MultipartUpload={"Parts": done[::-1]})
    refused("EntityTooSmall", 400, s3.complete_multipart_upload, **ids,
            MultipartUpload={"Parts": [done[2] | {"PartNumber": 3}][:0] or small_parts(ids, done)})
    etag = s3.complete_multipart_upload(**ids, MultipartUpload={"Parts": done})["ETag"]
    joined = hashlib.md5(b"".join(hashlib.md5(part).digest() for part in parts)).hexdigest()
    assert etag == f'"{joined}-3"', etag
    assert get("big") == b"".join(parts)
    assert get("big", Range=f"bytes={(5 << 20) - 1}-{5 << 20}") == b"AB"
    refused("NoSuchUpload", 404, s3.list_parts, **ids)
    upload = s3.create_multipart_upload(Bucket=BUCKET, Key="parts")["UploadId"]
    ids = {"Bucket": BUCKET, "Key": "parts", "UploadId": upload}
    part = s3.upload_part_copy(PartNumber=1, CopySource=f"{BUCKET}/big", CopySourceRange="bytes=0-5242879", **ids)
    s3.complete_multipart_upload(**ids, MultipartUpload={
        "Parts": [{"PartNumber": 1, "ETag": part["CopyPartResult"]["ETag"]}]})
    assert get("parts") == parts[0]
    upload = s3.create_multipart_upload(Bucket=BUCKET, Key="dropped")["UploadId"]
    s3.abort_multipart_upload(Bucket=BUCKET, Key="dropped", UploadId=upload)
    assert "Uploads" not in s3.list_multipart_uploads(Bucket=BUCKET)
    s3.upload_file(__file__, BUCKET, "file")
    with open(__file__, "rb") as file:
        assert get("file") == file.read()


def small_parts(ids, done):
    """Parts of which one that is not the last is too small."""
    small = s3.upload_part(PartNumber=4, Body=b"small", **ids)["ETag"]
    last = s3.upload_part(PartNumber=5, Body=b"last", **ids)["ETag"]
    return [done[0], {"PartNumber": 4, "ETag": small}, {"PartNumber": 5, "ETag": last}]


def checksums():
    body = b"some body"
    known = {
        "CRC32": base64.b64encode(binascii.crc32(body).to_bytes(4, "big")).decode(),
        "SHA1": base64.b64encode(hashlib.sha1(body).digest()).decode(),
        "SHA256": base64.b64encode(hashlib.sha256(body).digest()).decode(),
    }
    for algorithm, value in known.items():
        name = f"Checksum{algorithm}"
        # Computed and sent by boto3, in a trailer or a header, and checked by boto3 on the way back.
        assert put("sum", body, ChecksumAlgorithm=algorithm)[name] == value
        told = s3.get_object(Bucket=BUCKET, Key="sum", ChecksumMode="ENABLED")
        assert told["Body"].read() == body and told[name] == value
        assert put("sum", body, **{name: value})[name] == value
        wrong = base64.b64encode(b"\0" * len(base64.b64decode(value))).decode()
        refused("BadDigest", 400, put, key="sum", body=body, **{name: wrong})
    # These need values from elsewhere: CRC32C and CRC-64/NVME of "some body".
    for name, value in {"ChecksumCRC32C": crc32c(body), "ChecksumCRC64NVME": crc64nvme(body)}.items():
        assert put("sum", body, **{name: value})[name] == value
        assert s3.head_object(Bucket=BUCKET, Key="sum", ChecksumMode="ENABLED")[name] == value
        refused("BadDigest", 400, put, key="sum", body=body, **{name: base64.b64encode(
            b"\1" * len(base64.b64decode(value))).decode()})
    good = base64.b64encode(hashlib.md5(body).digest()).decode()
    put("sum", body, ContentMD5=good)
    refused("BadDigest", 400, put, key="sum", body=b"another", ContentMD5=good)
    plain = boto3.client("s3", config=Config(s3={"addressing_style": "path"}, request_checksum_calculation="when_required"))
    plain.put_object(Bucket=BUCKET, Key="sum", Body=body)
    assert get("sum") == body


def reflected(body, width, polynomial):
    """A CRC with everything reflected and inverted, in base64."""
    crc = mask = (1 << width) - 1
    for byte in body:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (polynomial if crc & 1 else 0)
    return base64.b64encode((crc ^ mask).to_bytes(width // 8, "big")).decode()


def crc32c(body):
    return reflected(body, 32, 0x82F63B78)


def crc64nvme(body):
    return reflected(body, 64, 0x9A6C9329AC4BC9B5)


def presigned_urls():
    url = s3.generate_presigned_url("put_object", {"Bucket": BUCKET, "Key": "pre signed/ä"}, ExpiresIn=60)
    status, _, body = http(url, "PUT", b"through a URL")
    assert status == 200, body
    url = s3.generate_presigned_url("get_object", {"Bucket": BUCKET, "Key": "pre signed/ä"}, ExpiresIn=60)
    assert http(url)[::2] == (200, b"through a URL")
    assert http(url, headers={"Range": "bytes=0-6"})[::2] == (206, b"through")
    status, _, body = http(url[:-1] + ("0" if url[-1] != "0" else "1"))
    assert status == 403 and b"SignatureDoesNotMatch" in body, body
    status, _, body = http(url.replace("pre%20signed", "other"))
    assert status == 403 and b"SignatureDoesNotMatch" in body, body
    other = boto3.client("s3", aws_access_key_id=os.environ["AWS_ACCESS_KEY_ID"], aws_secret_access_key="wrong",
                         config=Config(s3={"addressing_style": "path"}, signature_version="s3v4"))
    status, _, body = http(other.generate_presigned_url("get_object", {"Bucket": BUCKET, "Key": "x"}))
    assert status == 403 and b"SignatureDoesNotMatch" in body, body
    status, _, body = http(url.split("?")[0])
    assert status == 403 and b"AccessDenied" in body, body


def tags():
    put("tagged", b"", Tagging="a=1&b=%C3%A4")
    told = s3.get_object_tagging(Bucket=BUCKET, Key="tagged")["TagSet"]
    assert sorted((tag["Key"], tag["Value"]) for tag in told) == [("a", "1"), ("b", "ä")]
    assert s3.head_object(Bucket=BUCKET, Key="tagged").get("TagCount", 2) == 2
    s3.put_object_tagging(Bucket=BUCKET, Key="tagged", Tagging={"TagSet": [{"Key": "c", "Value": "3"}]})
    assert s3.get_object_tagging(Bucket=BUCKET, Key="tagged")["TagSet"] == [{"Key": "c", "Value": "3"}]
    s3.delete_object_tagging(Bucket=BUCKET, Key="tagged")
    assert s3.get_object_tagging(Bucket=BUCKET, Key="tagged")["TagSet"] == []


def sub_resources():
    """What infrastructure tools read and write when they make a bucket."""
    assert s3.get_bucket_location(Bucket=BUCKET)["LocationConstraint"] is None
    assert "Status" not in s3.get_bucket_versioning(Bucket=BUCKET)
    s3.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"})
    assert s3.get_bucket_versioning(Bucket=BUCKET)["Status"] == "Enabled"

    refused("NoSuchBucketPolicy", 404, s3.get_bucket_policy, Bucket=BUCKET)
    policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:*",
              "Resource": f"arn:aws:s3:::{BUCKET}/*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}
    s3.put_bucket_policy(Bucket=BUCKET, Policy=json.dumps(policy))
    assert json.loads(s3.get_bucket_policy(Bucket=BUCKET)["Policy"]) == policy
    assert s3.get_bucket_policy_status(Bucket=BUCKET)["PolicyStatus"]["IsPublic"] is False
    refused("MalformedPolicy", 400, s3.put_bucket_policy, Bucket=BUCKET, Policy="{")
    s3.delete_bucket_policy(Bucket=BUCKET)
    refused("NoSuchBucketPolicy", 404, s3.get_bucket_policy, Bucket=BUCKET)

    rules = s3.get_bucket_encryption(Bucket=BUCKET)["ServerSideEncryptionConfiguration"]["Rules"]
    assert rules[0]["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"] == "AES256"
    kms = {"Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": "k"}}]}
    s3.put_bucket_encryption(Bucket=BUCKET, ServerSideEncryptionConfiguration=kms)
    rules = s3.get_bucket_encryption(Bucket=BUCKET)["ServerSideEncryptionConfiguration"]["Rules"]
    assert rules[0]["ApplyServerSideEncryptionByDefault"]["KMSMasterKeyID"] == "k"

    refused("NoSuchLifecycleConfiguration", 404, s3.get_bucket_lifecycle_configuration, Bucket=BUCKET)
    lifecycle = {"Rules": [{"ID": "old", "Status": "Enabled", "Filter": {"Prefix": "x/"}, "Expiration": {"Days": 3}}]}
    s3.put_bucket_lifecycle_configuration(Bucket=BUCKET, LifecycleConfiguration=lifecycle)
    assert s3.get_bucket_lifecycle_configuration(Bucket=BUCKET)["Rules"] == lifecycle["Rules"]
    s3.delete_bucket_lifecycle(Bucket=BUCKET)
    refused("NoSuchLifecycleConfiguration", 404, s3.get_bucket_lifecycle_configuration, Bucket=BUCKET)

    refused("NoSuchPublicAccessBlockConfiguration", 404, s3.get_public_access_block, Bucket=BUCKET)
    block = dict.fromkeys(["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"], True)
    s3.put_public_access_block(Bucket=BUCKET, PublicAccessBlockConfiguration=block)
    assert s3.get_public_access_block(Bucket=BUCKET)["PublicAccessBlockConfiguration"] == block
    s3.delete_public_access_block(Bucket=BUCKET)

    refused("NoSuchTagSet", 404, s3.get_bucket_tagging, Bucket=BUCKET)
    s3.put_bucket_tagging(Bucket=BUCKET, Tagging={"TagSet": [{"Key": "a", "Value": "ä"}]})
    assert s3.get_bucket_tagging(Bucket=BUCKET)["TagSet"] == [{"Key": "a", "Value": "ä"}]
    s3.delete_bucket_tagging(Bucket=BUCKET)

    refused("OwnershipControlsNotFoundError", 404, s3.get_bucket_ownership_controls, Bucket=BUCKET)
    owned = {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}
    s3.put_bucket_ownership_controls(Bucket=BUCKET, OwnershipControls=owned)
    assert s3.get_bucket_ownership_controls(Bucket=BUCKET)["OwnershipControls"] == owned

    refused("NoSuchCORSConfiguration", 404, s3.get_bucket_cors, Bucket=BUCKET)
    refused("NoSuchWebsiteConfiguration", 404, s3.get_bucket_website, Bucket=BUCKET)
    refused("ReplicationConfigurationNotFoundError", 404, s3.get_bucket_replication, Bucket=BUCKET)
    refused("ObjectLockConfigurationNotFoundError", 404, s3.get_object_lock_configuration, Bucket=BUCKET)
    assert s3.get_bucket_request_payment(Bucket=BUCKET)["Payer"] == "BucketOwner"
    assert "LoggingEnabled" not in s3.get_bucket_logging(Bucket=BUCKET)
    assert s3.get_bucket_acl(Bucket=BUCKET)["Grants"][0]["Permission"] == "FULL_CONTROL"
    s3.get_bucket_notification_configuration(Bucket=BUCKET)
    s3.get_bucket_accelerate_configuration(Bucket=BUCKET)
    refused("NoSuchBucket", 404, s3.get_bucket_tagging, Bucket="no-such-bucket")
    refused("NotImplemented", 501, s3.get_bucket_inventory_configuration, Bucket=BUCKET, Id="x")


def main():
    s3.create_bucket(Bucket=BUCKET)
    s3.create_bucket(Bucket=BUCKET)  # in us-east-1 the owner may say so again
    assert [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]] == [BUCKET]
    s3.head_bucket(Bucket=BUCKET)
    refused("404", 404, s3.head_bucket, Bucket="no-such-bucket")
    refused("InvalidBucketName", 400, s3.create_bucket, Bucket="UPPER_case")
    checks = [keys_come_back, listings_have_pages_prefixes_and_delimiters, ranges, conditions, metadata_and_headers,
              copies, multipart, checksums, presigned_urls, tags, sub_resources]
    for check in checks:
        check()
    empty()
    s3.delete_bucket(Bucket=BUCKET)
    print(f"{len(checks)} checks hold")


main()

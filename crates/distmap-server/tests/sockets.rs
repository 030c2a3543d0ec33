//! The port under clients that are slow, many, or send too much.

use std::error::Error;
use std::net::SocketAddr;
use std::time::Duration;

use distmap_engine::Engine;
use distmap_server::{Credentials, Endpoint, ListenOptions, Server};
use distmap_store::Store;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

type Checked = Result<(), Box<dyn Error>>;

async fn serve(options: ListenOptions) -> Result<Server, Box<dyn Error>> {
    let endpoint = Endpoint::open(Store::memory()?, Engine::builder()).await?;
    Ok(endpoint.listen(SocketAddr::from(([127, 0, 0, 1], 0)), options).await?)
}

fn hasty() -> ListenOptions {
    ListenOptions { patience: Duration::from_millis(100), ..ListenOptions::default() }
}

/// Sends bytes and reads until the server closes the connection.
async fn ask(address: SocketAddr, bytes: &[u8]) -> Result<String, Box<dyn Error>> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(bytes).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

const LIST: &[u8] = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

#[tokio::test]
async fn a_head_that_does_not_come_ends_the_connection() -> Checked {
    let server = serve(hasty()).await?;
    for head in ["", "GET / HT", "GET / HTTP/1.1\r\nHost: x\r\n"] {
        let answer = ask(server.address(), head.as_bytes()).await?;
        assert!(!answer.contains(" 200 "), "{answer}");
    }
    assert!(ask(server.address(), LIST).await?.starts_with("HTTP/1.1 200"));
    Ok(())
}

#[tokio::test]
async fn a_body_that_does_not_come_is_refused() -> Checked {
    let server = serve(hasty()).await?;
    let bucket =
        b"PUT /bucket HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
    assert!(ask(server.address(), bucket).await?.starts_with("HTTP/1.1 200"));
    for head in [
        "POST / HTTP/1.1\r\nHost: x\r\nX-Amz-Target: AWSStepFunctions.ListActivities",
        "PUT /bucket/key HTTP/1.1\r\nHost: x",
    ] {
        let request =
            format!("{head}\r\nConnection: close\r\nContent-Length: 100\r\n\r\nonly this");
        let answer = ask(server.address(), request.as_bytes()).await?;
        assert!(!answer.contains(" 200 "), "{answer}");
    }
    let get = b"GET /bucket/key HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    let answer = ask(server.address(), get).await?;
    assert!(answer.contains("NoSuchKey"), "half a body was stored: {answer}");
    Ok(())
}

#[tokio::test]
async fn a_body_that_is_too_long_is_refused() -> Checked {
    let server = serve(ListenOptions::default()).await?;
    let head =
        "POST / HTTP/1.1\r\nHost: x\r\nX-Amz-Target: AWSStepFunctions.CreateStateMachine\r\n";
    let request = format!("{head}Content-Length: {}\r\n\r\n", 9 << 20);
    let answer = ask(server.address(), request.as_bytes()).await?;
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    let head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    let request = format!("{head}Content-Length: {}\r\n\r\n", 9 << 20);
    let answer = ask(server.address(), request.as_bytes()).await?;
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    assert!(answer.contains("<Code>RequestEntityTooLarge</Code>"), "{answer}");
    let request = format!("PUT /b/k HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n", 6u64 << 30);
    let answer = ask(server.address(), request.as_bytes()).await?;
    assert!(answer.contains("EntityTooLarge"), "{answer}");
    Ok(())
}

#[tokio::test]
async fn a_stranger_is_refused_before_the_body_comes() -> Checked {
    let credentials = vec![Credentials::random()];
    // Patience that the test would not have.
    let patience = Duration::from_secs(3_600);
    let server = serve(ListenOptions { credentials, patience, ..Default::default() }).await?;
    let length = format!("Host: x\r\nContent-Length: {}\r\n\r\n", 8 << 20);
    let json = "POST / HTTP/1.1\r\nX-Amz-Target: AWSStepFunctions.CreateStateMachine\r\n";
    let answer = ask(server.address(), format!("{json}{length}").as_bytes()).await?;
    assert!(answer.starts_with("HTTP/1.1 403"), "{answer}");
    assert!(answer.contains("MissingAuthenticationTokenException"), "{answer}");
    let form = "POST / HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n\
        Authorization: AWS4-HMAC-SHA256 Credential=AKIDSOMEBODY/20261125/us-east-1/sns/aws4_request, \
        SignedHeaders=host, Signature=00\r\n";
    let answer = ask(server.address(), format!("{form}{length}").as_bytes()).await?;
    assert!(answer.starts_with("HTTP/1.1 403"), "{answer}");
    assert!(answer.contains("<Code>InvalidClientTokenId</Code>"), "{answer}");
    assert!(answer.contains("xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\""), "{answer}");
    Ok(())
}

/// A body in the framing of SDKs, with a checksum in its trailer.
fn framed(key: &str, checksum: &str) -> String {
    let body = format!("5\r\nhello\r\n6\r\n world\r\n0\r\nx-amz-checksum-crc32:{checksum}\r\n\r\n");
    format!(
        "PUT /bucket/{key} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Encoding: aws-chunked\r\n\
         x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER\r\nx-amz-trailer: x-amz-checksum-crc32\r\n\
         x-amz-decoded-content-length: 11\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

#[tokio::test]
async fn chunked_bodies_are_taken_without_a_signature_and_their_checksums_are_checked() -> Checked {
    let server = serve(ListenOptions::default()).await?;
    let bucket =
        b"PUT /bucket HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
    assert!(ask(server.address(), bucket).await?.starts_with("HTTP/1.1 200"));
    // The checksum of "hello world".
    let answer = ask(server.address(), framed("good", "DUoRhQ==").as_bytes()).await?;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.contains("x-amz-checksum-crc32: DUoRhQ=="), "{answer}");
    let get = b"GET /bucket/good HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    let answer = ask(server.address(), get).await?;
    assert!(answer.ends_with("\r\n\r\nhello world"), "{answer}");
    assert!(!answer.contains("aws-chunked"), "{answer}");
    let answer = ask(server.address(), framed("bad", "AAAAAA==").as_bytes()).await?;
    assert!(answer.starts_with("HTTP/1.1 400") && answer.contains("BadDigest"), "{answer}");
    let cut = framed("cut", "DUoRhQ==").replace("\r\n6\r\n", "\r\n7\r\n");
    let answer = ask(server.address(), cut.as_bytes()).await?;
    assert!(answer.starts_with("HTTP/1.1 400") && answer.contains("IncompleteBody"), "{answer}");
    for key in ["bad", "cut"] {
        let get = format!("GET /bucket/{key} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assert!(ask(server.address(), get.as_bytes()).await?.contains("NoSuchKey"), "{key}");
    }
    Ok(())
}

#[tokio::test]
async fn more_connections_wait_until_there_is_room() -> Checked {
    let options = ListenOptions { max_connections: 2, ..hasty() };
    let server = serve(options).await?;
    let idle =
        [TcpStream::connect(server.address()).await?, TcpStream::connect(server.address()).await?];
    // Served once one of the idle ones has been closed.
    assert!(ask(server.address(), LIST).await?.starts_with("HTTP/1.1 200"));
    drop(idle);
    Ok(())
}

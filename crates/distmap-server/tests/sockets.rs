//! The port under clients that are slow, many, or send too much.

use std::error::Error;
use std::net::SocketAddr;
use std::time::Duration;

use distmap_engine::Engine;
use distmap_server::{Endpoint, ListenOptions, Server};
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
    let request = format!("PUT /b/k HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n", 6u64 << 30);
    let answer = ask(server.address(), request.as_bytes()).await?;
    assert!(answer.contains("EntityTooLarge"), "{answer}");
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
